import type { AwsError } from "../aws-error.ts";
import { modelledError, validationError } from "../request/modelled-error.ts";
import type { Account } from "../state.ts";
import { iamOf, type InstanceProfileRecord, type PolicyRecord, type RoleRecord } from "./state.ts";

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

/** Finds a role by its name, as every call on a role does. */
export function roleNamed(account: Account, name: string): RoleRecord {
  const role = iamOf(account).roles.get(name);
  if (role === undefined) throw noSuchEntity(`The role with name ${name} cannot be found.`);
  return role;
}

/** Finds an instance profile by its name. */
export function profileNamed(account: Account, name: string): InstanceProfileRecord {
  const profile = iamOf(account).profiles.get(name);
  if (profile === undefined) throw noSuchEntity(`Instance Profile ${name} cannot be found.`);
  return profile;
}

/** Finds a customer's policy by its ARN. */
export function policyAt(account: Account, arn: string): PolicyRecord {
  const policy = iamOf(account).policies.get(arn);
  if (policy === undefined) throw noSuchEntity(`Policy ${arn} was not found.`);
  return policy;
}
