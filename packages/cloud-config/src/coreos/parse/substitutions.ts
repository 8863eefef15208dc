import { checkOptions, text as textShape } from "@drydock/systemd/ground";
/**
 * What coreos-cloudinit replaces in the text of a document, before it reads the YAML. Source:
 * flatcar/coreos-cloudinit, `initialize/env.go`.
 */
const substitutedNames = ["private_ipv4", "public_ipv4", "private_ipv6", "public_ipv6"] as const;

export type SubstitutedName = (typeof substitutedNames)[number];

/** Stands for the `$` of a variable that is to be replaced; one character, so that positions stay. */
const substitutionMark = "\u{e000}";

const unescaped = /([^\\]|^)\$((?:private|public)_ipv[46])/g;
const escaped = /\\\$((?:private|public)_ipv[46])/g;

/**
 * Text in which `$private_ipv4` and its kin stand for themselves once coreos-cloudinit has read it.
 *
 * @example
 * ```ts
 * import { escapeSubstitutions } from "@drydock/cloud-config";
 *
 * console.log(escapeSubstitutions("the address is $private_ipv4")); // the address is \$private_ipv4
 * ```
 */
export function escapeSubstitutions(text: string): string {
  checkOptions("escapeSubstitutions", textShape, text);
  return text.replaceAll(/\$(?=(?:private|public)_ipv[46])/g, "\\$");
}

/** Marks what coreos-cloudinit would replace, and undoes the escapes of what it would not. */
export function markSubstitutions(text: string): string {
  return text.replaceAll(unescaped, `$1${substitutionMark}$2`).replaceAll(escaped, "$$$1");
}

/** Which variables a marked text holds. */
export function markedNames(text: string): SubstitutedName[] {
  return substitutedNames.filter((name) => text.includes(substitutionMark + name));
}

/** A marked text with each variable as `replace` has it. */
export function replaceMarks(text: string, replace: (name: SubstitutedName) => string): string {
  return substitutedNames.reduce(
    (result, name) => result.replaceAll(substitutionMark + name, () => replace(name)),
    text,
  );
}
