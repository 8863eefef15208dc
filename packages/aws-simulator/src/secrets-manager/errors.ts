import { AwsError } from "../aws-error.ts";

/** `ResourceNotFoundException`. */
export function notFound(message = "Secrets Manager can't find the specified secret."): AwsError {
  return new AwsError("ResourceNotFoundException", message);
}

/** `InvalidParameterException`. */
export function invalidParameter(message: string): AwsError {
  return new AwsError("InvalidParameterException", message);
}

/** `InvalidRequestException`: not in this state of the secret. */
export function invalidRequest(message: string): AwsError {
  return new AwsError("InvalidRequestException", message);
}

/** `ResourceExistsException`. */
export function exists(message: string): AwsError {
  return new AwsError("ResourceExistsException", message);
}
