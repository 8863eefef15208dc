import type { AwsError } from "../aws-error.ts";
import { modelledError, validationError } from "../request/modelled-error.ts";
import type { Account } from "../state.ts";
import { autoScalingOf, type GroupRecord, type Member } from "./state.ts";

/** `AlreadyExists`. */
export function alreadyExists(message: string): AwsError {
  return modelledError("AlreadyExistsFault", "AlreadyExists", message);
}

/** `ResourceInUse`. */
export function resourceInUse(message: string): AwsError {
  return modelledError("ResourceInUseFault", "ResourceInUse", message);
}

/** `ScalingActivityInProgress`. */
export function activityInProgress(message: string): AwsError {
  return modelledError("ScalingActivityInProgressFault", "ScalingActivityInProgress", message);
}

/** `LimitExceeded`. */
export function limitExceeded(message: string): AwsError {
  return modelledError("LimitExceededFault", "LimitExceeded", message);
}

/** `InvalidNextToken`. */
export function invalidToken(): AwsError {
  return modelledError("InvalidNextToken", "InvalidNextToken", "The token is not valid.");
}

/** Finds a group by name, one that is being deleted too. */
export function anyGroup(account: Account, name: string): GroupRecord {
  const group = autoScalingOf(account).groups.get(name);
  if (group === undefined)
    throw validationError(`AutoScalingGroup name not found - AutoScalingGroup '${name}' not found`);
  return group;
}

/** Finds a group that is not being deleted. */
export function liveGroup(account: Account, name: string): GroupRecord {
  const group = anyGroup(account, name);
  if (group.deleting) throw validationError(`AutoScalingGroup '${name}' is pending delete`);
  return group;
}

/** Finds the group that has an instance. */
export function groupOfInstance(account: Account, id: string): { group: GroupRecord; member: Member } {
  for (const group of autoScalingOf(account).groups.values()) {
    const member = group.members.get(id);
    if (member !== undefined) return { group, member };
  }
  throw validationError(`Instance Id not found - No managed instance found for instance ID: ${id}`);
}
