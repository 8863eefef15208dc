import { validationError } from "../request/modelled-error.ts";
import { activityInProgress, resourceInUse } from "./errors.ts";
import type { GroupRecord } from "./records/group.ts";

/**
 * Checks that a group may be deleted: its protection allows it, and nothing is in it or on its way, unless
 * the deletion is forced.
 *
 * @throws AwsError - ValidationError, ResourceInUse or ScalingActivityInProgress.
 */
export function checkDeletion(group: GroupRecord, { force }: { readonly force: boolean }): void {
  if (
    group.deletionProtection === "prevent-all-deletion" ||
    (force && group.deletionProtection === "prevent-force-deletion")
  ) {
    throw validationError(
      `The deletion protection of AutoScalingGroup '${group.name}', ${group.deletionProtection}, does not allow this deletion.`,
    );
  }
  if (!force && [...group.members.values()].some(({ lifecycle }) => !lifecycle.startsWith("Terminating"))) {
    throw resourceInUse(
      "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) still in the group.",
    );
  }
  if (!force && (group.members.size > 0 || group.desired > 0)) {
    throw activityInProgress(
      "You cannot delete an AutoScalingGroup while there are scaling activities in progress for that group.",
    );
  }
}
