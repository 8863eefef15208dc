import { AwsError } from "../aws-error.ts";

/** An error of Systems Manager; its names on the wire and in the SDK are the same. */
export function ssmError(code: string, message: string): AwsError {
  return new AwsError(code, message);
}

/** `ValidationException`. */
export function invalid(message: string): AwsError {
  return ssmError("ValidationException", message);
}

/** `ParameterNotFound`. */
export function notFound(name: string): AwsError {
  return ssmError("ParameterNotFound", `Parameter ${name} not found.`);
}
