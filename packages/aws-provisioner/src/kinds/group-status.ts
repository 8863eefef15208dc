import type { AutoScalingGroup } from "@aws-sdk/client-auto-scaling";
import type { Observed, Status } from "../engine/kind.ts";
import { readRollout, type Refreshing } from "./refresh-progress.ts";

/** How many instances of a group are in service. */
function inService({ Instances = [] }: Pick<AutoScalingGroup, "Instances">): number {
  return Instances.filter(({ LifecycleState }) => LifecycleState === "InService").length;
}

type Group = Pick<AutoScalingGroup, "Instances" | "Status" | "DesiredCapacity">;

/**
 * Where a group stands: it is ready when as many instances as it desires are in service, and none of them is
 * being replaced.
 */
export function groupState(group: Group & Refreshing): Pick<Observed, "status" | "reason" | "undertaking"> {
  const status = groupStatus(group);
  const undertaking = readRollout(group);
  const waiting = whoWaits(group);
  if (undertaking?.state === "under-way" && status !== "deleting") {
    const told = `${undertaking.told}${waiting}`;
    return { status: "pending", reason: told, undertaking: { ...undertaking, told } };
  }
  const reason = `${howFar(group)}${waiting}`;
  return { status, reason, ...(undertaking !== undefined && { undertaking }) };
}

function howFar({ Instances = [], DesiredCapacity = 0, ...group }: Group): string {
  const surplus = Instances.length - DesiredCapacity;
  if (surplus > 0) return `${surplus} of ${Instances.length} instances to go`;
  return `${inService({ Instances, ...group })} of ${DesiredCapacity} instances in service`;
}

/** The machines that a group has wait before it terminates them. */
function whoWaits({ Instances = [] }: Pick<AutoScalingGroup, "Instances">): string {
  const ids = Instances.flatMap(({ LifecycleState, InstanceId = "" }) =>
    LifecycleState === "Terminating:Wait" ? [InstanceId] : [],
  );
  return ids.length === 0
    ? ""
    : `; in Terminating:Wait, before ${ids.length === 1 ? "it goes" : "they go"}: ${ids.join(", ")}`;
}

function groupStatus(group: Group): Status {
  // It is set only while the group is being deleted.
  if (group.Status !== undefined && group.Status !== "") return "deleting";
  return inService(group) >= (group.DesiredCapacity ?? 0) ? "ready" : "pending";
}
