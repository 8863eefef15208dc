import type { Diagnostic, TextRule } from "@drydock/systemd/ground";
import { halfSurrogate } from "./find-unprintable.ts";

/** What no YAML can carry of a string, whatever its rule. */
export function checkText(value: string, path: string): Diagnostic[] {
  if (!halfSurrogate.test(value)) return [];
  const remedy = "Remove the unpaired surrogate; for binary content use base64.";
  return [
    {
      severity: "error",
      path,
      message: "the string holds half of a surrogate pair, which UTF-8 cannot carry",
      remedy,
      rule: "not-unicode",
    },
  ];
}

/** Whether a string keeps its rule. */
export function keeps(text: string, rule: TextRule): boolean {
  return rule.pattern.test(text) && (rule.also === undefined || rule.also(text));
}
