import { ProvisionError } from "../engine/error.ts";

/** An answer of which those fields are known to be there. */
export type Complete<Answer, Field extends keyof Answer> = Answer & {
  readonly [Key in Field]-?: NonNullable<Answer[Key]>;
};

/**
 * The answer, when it has those fields: AWS's models leave almost every field optional, also those that
 * always come.
 *
 * @throws ProvisionError `incomplete-answer`, which names what is lacking.
 */
export function complete<Answer extends object, const Field extends keyof Answer & string>(
  answer: Answer,
  ...fields: readonly Field[]
): Complete<Answer, Field> {
  const lacking = fields.filter((field) => answer[field] === undefined || answer[field] === null);
  if (lacking.length === 0) return answer as Complete<Answer, Field>;
  throw new ProvisionError("incomplete-answer", `an answer of AWS has no ${lacking.join(", ")}: ${sketch(answer)}`, {
    hint: "Nothing can be said of what it describes. Try again; if it stays so, report it with this line.",
  });
}

/** The value, when there is one. Throws as {@link complete} does; `what` names it. */
export function present<Value>(value: Value | null | undefined, what: string): Value {
  if (value !== undefined && value !== null) return value;
  throw new ProvisionError("incomplete-answer", `an answer of AWS has no ${what}`);
}

/** The names of what an answer does have: its values may be anybody's. */
function sketch(answer: object): string {
  const known = Object.entries(answer).filter(([, value]) => value !== undefined);
  return `it has ${known.map(([key]) => key).join(", ") || "nothing"}`;
}
