import type { AwsError } from "../aws-error.ts";
import { modelledError, validationError } from "../request/modelled-error.ts";

/** `NoSuchEntity`, 404. */
export function noSuchEntity(message: string): AwsError {
  return modelledError("NoSuchEntityException", "NoSuchEntity", message, 404);
}

/** `EntityAlreadyExists`, 409. */
export function alreadyExists(message: string): AwsError {
  return modelledError("EntityAlreadyExistsException", "EntityAlreadyExists", message, 409);
}

/** `DeleteConflict`, 409: something still belongs to what is to be deleted. */
export function deleteConflict(message: string): AwsError {
  return modelledError("DeleteConflictException", "DeleteConflict", message, 409);
}

/** `LimitExceeded`, 409: a quota, not a throttle. */
export function limitExceeded(message: string): AwsError {
  return modelledError("LimitExceededException", "LimitExceeded", message, 409);
}

/** `MalformedPolicyDocument`, 400. */
export function malformedPolicy(message: string): AwsError {
  return modelledError("MalformedPolicyDocumentException", "MalformedPolicyDocument", message);
}

/** `InvalidInput`, 400. */
export function invalidInput(message: string): AwsError {
  return modelledError("InvalidInputException", "InvalidInput", message);
}

/** `ValidationError` for a marker that no listing gave. */
export function invalidMarker(): AwsError {
  return validationError("Invalid Marker.");
}
