import * as z from "zod/mini";

/** What is said of a name that no record can hold. */
interface Refusal {
  /** What the name is no name of: `key of a tag`. */
  readonly what: string;
  readonly remedy: string;
  readonly rule: string;
}

/** Parameters of the issue that a refused name becomes. */
const refusalSchema = z.object({ remedy: z.string(), rule: z.string() });

/**
 * Values by name. A symbol, and the name `__proto__`, which a reading would drop without a word, are refused.
 */
export function recordOf<Output, Input>(
  value: z.ZodMiniType<Output, Input>,
  { what, remedy, rule }: Refusal,
): z.ZodMiniType<Record<string, Output>, Record<string, Input>> {
  const refuse = z.transform((given: Record<string, Input>, { issues }) => {
    for (const name of typeof given === "object" && given !== null ? Reflect.ownKeys(given) : []) {
      if (typeof name === "string" && name !== "__proto__") continue;
      const shown = typeof name === "string" ? JSON.stringify(name) : String(name);
      const message = `${shown} is no ${what} here`;
      issues.push({ code: "custom", input: given, path: [name], message, params: { remedy, rule } });
    }
    return given;
  });
  return z.pipe(refuse, z.record(z.string(), value));
}

/** The remedy and the rule of an issue about a refused name; undefined for every other issue. */
export function refusalOf(issue: z.core.$ZodIssue): Pick<Refusal, "remedy" | "rule"> | undefined {
  return issue.code === "custom" ? refusalSchema.safeParse(issue.params).data : undefined;
}
