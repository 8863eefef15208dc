import { checkOptions, text as textShape } from "@drydock/systemd/ground";
/**
 * Text that stands for itself in a jinja config: cloud-init renders the whole document before it reads the
 * YAML. Only the braces are wrapped, since jinja swallows a newline that follows a tag.
 *
 * @example
 * ```ts
 * import { jinjaLiteral } from "@drydock/cloud-config";
 *
 * console.log(jinjaLiteral("{{ x }}")); // {% raw %}{{% endraw %}{ x }}
 * ```
 */
export function jinjaLiteral(text: string): string {
  checkOptions("jinjaLiteral", textShape, text);
  return text.replaceAll(/\{(?=[{%#])/g, "{% raw %}{{% endraw %}");
}
