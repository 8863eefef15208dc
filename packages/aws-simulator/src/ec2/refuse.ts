import { AwsError } from "../aws-error.ts";

/** A value that EC2 refuses, in its words; `why` is a whole sentence. */
export function badValue(value: unknown, parameter: string, why: string): AwsError {
  return new AwsError(
    "InvalidParameterValue",
    `Value (${String(value)}) for parameter ${parameter} is invalid. ${why}`,
  );
}

/** Parameters that do not go together, or of which one is missing. */
export function badCombination(message: string): AwsError {
  return new AwsError("InvalidParameterCombination", message);
}

/** Something else still needs what is to be deleted. */
export function dependency(message: string): AwsError {
  return new AwsError("DependencyViolation", message);
}

/** A parameter that the operation cannot do without. */
export function missing(parameter: string): AwsError {
  return new AwsError("MissingParameter", `The request must contain the parameter ${parameter}`);
}

/** The named parameter, or MissingParameter; empty strings and lists count as missing. */
export function required<I, K extends keyof I & string>(input: I, name: K): NonNullable<I[K]> {
  const value = input[name];
  const empty = value === "" || (Array.isArray(value) && value.length === 0);
  if (value === undefined || value === null || empty) throw missing(name);
  return value;
}

/** Ends a dry run, once everything is checked and before anything is changed. */
export function stopIfDryRun({ DryRun }: { readonly DryRun?: boolean | undefined }): void {
  if (DryRun === true) {
    throw new AwsError("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", { status: 412 });
  }
}
