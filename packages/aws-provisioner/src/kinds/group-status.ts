import type { AutoScalingGroup } from "@aws-sdk/client-auto-scaling";
import type { Status } from "../engine/kind.ts";

/** How many instances of a group are in service. */
export function inService({ Instances = [] }: Pick<AutoScalingGroup, "Instances">): number {
  return Instances.filter(({ LifecycleState }) => LifecycleState === "InService").length;
}

/** Where a group stands: it is ready when as many instances as it desires are in service. */
export function groupStatus(group: Pick<AutoScalingGroup, "Instances" | "Status" | "DesiredCapacity">): Status {
  // It is set only while the group is being deleted.
  if (group.Status !== undefined && group.Status !== "") return "deleting";
  return inService(group) >= (group.DesiredCapacity ?? 0) ? "ready" : "pending";
}
