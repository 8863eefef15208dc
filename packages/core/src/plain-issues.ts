import type * as z from "zod/mini";

/**
 * The issues of which a person is told: of a value that may have several forms, those of the form that it
 * has, where that is plain; of one that is too large in several ways, the smallest bound.
 */
export function plainIssues(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const bounds = new Map<string, z.core.$ZodIssueTooBig>();
  for (const issue of issues.filter((one) => one.code === "too_big")) {
    const known = bounds.get(issue.path.join("."));
    if (known === undefined || issue.maximum < known.maximum) bounds.set(issue.path.join("."), issue);
  }
  return issues.flatMap((issue) => {
    if (issue.code === "too_big") return bounds.get(issue.path.join(".")) === issue ? [issue] : [];
    if (issue.code !== "invalid_union") return [issue];
    const inside = issue.errors.filter((form) => form.length > 0 && form.every(({ path }) => path.length > 0));
    const [only, ...others] = inside;
    if (only === undefined || others.length > 0) return [unknownField(issue) ?? issue];
    return plainIssues(only.map((one) => ({ ...one, path: [...issue.path, ...one.path] })));
  });
}

/** A field that none of the forms knows which are objects: the name is wrong, whichever of them was meant. */
function unknownField({ errors, path }: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue | undefined {
  const issues: readonly z.core.$ZodIssue[] = errors.flat();
  const unknown = issues.flatMap((one) => (one.code === "unrecognized_keys" && one.path.length === 0 ? [one] : []));
  const forms = unknown.map(({ keys }) => keys);
  const keys = forms[0]?.filter((key) => forms.every((other) => other.includes(key))) ?? [];
  if (keys.length === 0) return undefined;
  const known = unknown.map(({ message }) => message).join(" ");
  return { code: "unrecognized_keys", keys, path, message: known };
}
