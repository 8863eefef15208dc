import type * as z from "zod/mini";
import { quote } from "./finding.ts";

/** Words for what a field takes. */
const typeWords: Readonly<Record<string, string>> = {
  string: "a text",
  int: "a whole number",
  number: "a number",
  array: "a list",
  tuple: "a list",
  boolean: "true or false",
  object: "an object",
  record: "an object",
};

/** Words for what would have been taken where the issue is: `a text`. */
export function expected(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") {
    const [only, ...others] = issue.values;
    return others.length === 0 ? quote(only) : `one of ${issue.values.map(String).join(", ")}`;
  }
  if (issue.code === "invalid_type") return typeWords[issue.expected] ?? `a value of type ${issue.expected}`;
  if (issue.code === "too_big") return `a number of at most ${String(issue.maximum)}`;
  if (issue.code === "invalid_union") {
    return "options" in issue && issue.options !== undefined
      ? `one of ${issue.options.join(", ")}`
      : oneOf(issue.errors);
  }
  return issue.message.toLowerCase();
}

/** Words for a value that may have several forms, where each of them has words. */
function oneOf(forms: readonly (readonly z.core.$ZodIssue[])[]): string {
  const words = forms.map((form) => {
    const [first, ...others] = form;
    const isPlain = first !== undefined && others.length === 0 && first.path.length === 0;
    if (isPlain && (first.code === "invalid_type" || first.code === "invalid_value")) return expected(first);
    const isOne = first?.code === "unrecognized_keys" && first.path.length === 0;
    const fields = isOne ? first.message.split(" ") : missingIn(form);
    return fields.length === 0 ? "another form" : `an object { ${fields.join(", ")} }`;
  });
  return [...new Set(words)].join(" or ");
}

/** The fields of which a form says that they are missing or wrong. */
function missingIn(form: readonly z.core.$ZodIssue[]): string[] {
  return [...new Set(form.flatMap(({ path: [field] }) => (field === undefined ? [] : [String(field)])))];
}
