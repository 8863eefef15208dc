import type { Diagnostic } from "@drydock/systemd/ground";
import { fitsLiteralBlock, printText } from "../yaml/print-scalar.ts";

/** Whether a string holds a jinja expression or statement. */
export function holdsJinja(text: string): boolean {
  return /\{[{%]/.test(text);
}

/** What keeps a string from being rendered as its author meant. */
export function checkJinja(text: string, path: string): Diagnostic[] {
  const visible = text.replaceAll(/\{%\s*raw\s*%\}[\s\S]*?\{%\s*endraw\s*%\}/g, "");
  const problem = (message: string, remedy: string): Diagnostic[] => [
    { severity: "error", path, message, remedy, rule: "jinja" },
  ];
  if (visible.includes("{#"))
    return problem("{# begins a jinja comment that swallows what follows", "Wrap the text with jinjaLiteral.");
  const expressions = visible.match(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g) ?? [];
  let rest = visible;
  for (const expression of expressions) rest = rest.replace(expression, "");
  if (/\{\{|\{%/.test(rest))
    return problem("a jinja expression is not closed", "Close it with }} or %}, or wrap the text with jinjaLiteral.");
  if (fitsLiteralBlock(text)) {
    return /%\}\n?$/.test(text)
      ? problem(
          "jinja swallows the newline after %}, so the next key would join this line",
          "Add a line after the statement.",
        )
      : [];
  }
  const printed = printText(text);
  const broken = expressions.find((expression) => !printed.includes(expression));
  return broken === undefined
    ? []
    : problem(`YAML quoting would change ${broken}`, "Use one kind of quotes and no backslash inside the expression.");
}
