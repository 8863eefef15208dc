import type { Problem } from "./problem.ts";
import { fitsLiteralBlock, printText } from "./yaml/print-scalar.ts";

/**
 * Text that stands for itself in a jinja config: cloud-init renders the whole document before it reads the YAML. Only the braces are
 * wrapped, since jinja swallows a newline that follows a tag.
 */
export function jinjaLiteral(text: string): string {
  return text.replaceAll(/\{(?=[{%#])/g, "{% raw %}{{% endraw %}");
}

/** Whether a string holds a jinja expression or statement. */
export function holdsJinja(text: string): boolean {
  return /\{[{%]/.test(text);
}

/** What keeps a string from being rendered as its author meant. */
export function checkJinja(text: string, path: string): Problem[] {
  const visible = text.replaceAll(/\{%\s*raw\s*%\}[\s\S]*?\{%\s*endraw\s*%\}/g, "");
  const problem = (message: string, remedy: string): Problem[] => [
    { severity: "error", path, message, remedy, rule: "jinja" },
  ];
  if (visible.includes("{#"))
    return problem("{# begins a jinja comment that swallows what follows", "wrap the text with jinjaLiteral");
  const expressions = visible.match(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g) ?? [];
  let rest = visible;
  for (const expression of expressions) rest = rest.replace(expression, "");
  if (/\{\{|\{%/.test(rest))
    return problem("a jinja expression is not closed", "close it with }} or %}, or wrap the text with jinjaLiteral");
  if (fitsLiteralBlock(text)) {
    return /%\}\n?$/.test(text)
      ? problem(
          "jinja swallows the newline after %}, so the next key would join this line",
          "add a line after the statement",
        )
      : [];
  }
  const printed = printText(text);
  const broken = expressions.find((expression) => !printed.includes(expression));
  return broken === undefined
    ? []
    : problem(`YAML quoting would change ${broken}`, "use one kind of quotes and no backslash inside the expression");
}
