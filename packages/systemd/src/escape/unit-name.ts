import { text } from "../ground/build-shape.ts";
import { checkOptions } from "../ground/check-options.ts";
import { quoteForMessage } from "../text/character.ts";
import type { Diagnostic } from "../ground/diagnostic.ts";

/** The kinds of unit that systemd has, which are the suffixes that a unit name may end in. */
export const unitTypes = [
  "service",
  "socket",
  "device",
  "mount",
  "automount",
  "swap",
  "target",
  "path",
  "timer",
  "slice",
  "scope",
] as const;
/** A kind of unit, by its suffix. */
export type UnitType = (typeof unitTypes)[number];

/**
 * A unit name taken apart: `getty@tty1.service` is prefix `getty`, instance `tty1`, type `service`; a
 * template has the instance `""`.
 */
export interface UnitNameParts {
  readonly prefix: string;
  readonly instance?: string;
  readonly type: UnitType;
}

function isUnitType(text: string): text is UnitType {
  return (unitTypes as readonly string[]).includes(text);
}

/**
 * What is wrong with a unit name by systemd's rules: 1 to 255 characters of `[A-Za-z0-9:_.\-@]`, a suffix
 * that systemd knows, and something before it. Empty when it is valid.
 *
 * @example
 * ```ts
 * import { validateUnitName } from "@drydock/systemd";
 *
 * console.log(validateUnitName("etcd.service").length); // 0
 * console.log(validateUnitName("etcd.servic")[0]?.message); // .servic is no unit type
 * ```
 */
export function validateUnitName(name: string): readonly Diagnostic[] {
  checkOptions("validateUnitName", text, name);
  const diagnostics: Diagnostic[] = [];
  const error = (message: string, remedy?: string): void => {
    const said = remedy === undefined ? { message } : { message, remedy };
    diagnostics.push({ severity: "error", path: "$", ...said, rule: "unit-name" });
  };
  const suffixes = `.${unitTypes.join(" .")}`;
  if (name === "") error("the unit name is empty", `Name the unit, with one of ${suffixes} at the end.`);
  if (name === "") return diagnostics;
  if (name.length > 255) error(`a unit name has at most 255 characters, this one has ${name.length}`);
  const bad = /[^A-Za-z0-9:_.\\@-]/u.exec(name);
  if (bad !== null) {
    const remedy =
      bad[0] === "/" ? "A unit name is no path: leave the folder out." : "Escape the text with escapeName().";
    error(`${quoteForMessage(bad[0])} at offset ${bad.index} may not stand in a unit name`, remedy);
  }
  const dot = name.lastIndexOf(".");
  const suffix = name.slice(dot + 1);
  if (dot < 0) error("the unit name has no suffix", `End it with one of ${suffixes}.`);
  else if (suffix === "snapshot") error("snapshot units are gone since systemd 228", `Use one of ${suffixes}.`);
  else if (!isUnitType(suffix)) error(`.${suffix.slice(0, 40)} is no unit type`, `Use one of ${suffixes}.`);
  if (dot === 0 || name.startsWith("@"))
    error(`nothing stands before ${quoteForMessage(dot === 0 ? name : "@")}`, "Name the unit.");
  return diagnostics;
}

/**
 * Takes a valid unit name apart; undefined for one that is not valid.
 *
 * @example
 * ```ts
 * import { partsOfUnitName } from "@drydock/systemd";
 *
 * console.log(partsOfUnitName("getty@tty1.service")?.instance); // tty1
 * ```
 */
export function partsOfUnitName(name: string): UnitNameParts | undefined {
  if (validateUnitName(name).length > 0) return undefined;
  const dot = name.lastIndexOf(".");
  const type = name.slice(dot + 1);
  if (!isUnitType(type)) return undefined;
  const stem = name.slice(0, dot);
  const at = stem.indexOf("@");
  if (at < 0) return { prefix: stem, type };
  return { prefix: stem.slice(0, at), instance: stem.slice(at + 1), type };
}

/**
 * The instance of a template: `instantiate("getty@.service", "tty1")` → `getty@tty1.service`; undefined when
 * the name is no template.
 *
 * @example
 * ```ts
 * import { instantiate } from "@drydock/systemd";
 *
 * console.log(instantiate("getty@.service", "tty1")); // getty@tty1.service
 * ```
 */
export function instantiate(template: string, instance: string): string | undefined {
  const parts = partsOfUnitName(template);
  return parts?.instance === "" ? `${parts.prefix}@${instance}.${parts.type}` : undefined;
}
