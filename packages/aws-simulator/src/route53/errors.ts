import { AwsError } from "../aws-error.ts";

/** An error of Route 53; its names on the wire and in the SDK are the same. */
export function route53Error(code: string, message: string, status = 400): AwsError {
  return new AwsError(code, message, { status });
}

/** `InvalidInput`. */
export function invalidInput(message: string): AwsError {
  return route53Error("InvalidInput", message);
}

/** `InvalidDomainName`. */
export function invalidDomainName(message: string): AwsError {
  return route53Error("InvalidDomainName", message);
}

/** `InvalidChangeBatch`, with every problem of the batch. */
export function invalidChangeBatch(messages: readonly string[]): AwsError {
  return new AwsError("InvalidChangeBatch", `[${messages.join(", ")}]`, { members: { messages } });
}
