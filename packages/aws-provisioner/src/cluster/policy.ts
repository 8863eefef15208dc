/** An IAM policy document. */
export interface Policy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** One that allows some actions on some resources. */
export function statement(
  Sid: string,
  Action: readonly string[],
  Resource: string | readonly string[],
): PolicyStatement {
  return { Sid, Effect: "Allow", Action, Resource };
}
