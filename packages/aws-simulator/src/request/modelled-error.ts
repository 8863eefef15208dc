import { AwsError } from "../aws-error.ts";

/**
 * Makes an error that the service's API model declares under a name of its own: the SDK's exceptions carry
 * that `name` (`NoSuchEntityException`), while the wire, and so `Code`, says `code` (`NoSuchEntity`).
 */
export function modelledError(name: string, code: string, message: string, status = 400): AwsError {
  return new AwsError(name, message, { status, members: { Code: code } });
}

/** Makes the error that query-protocol services give for a request that breaks their API model. */
export function validationError(message: string): AwsError {
  return new AwsError("ValidationError", message);
}
