import type { AutoScalingGroup } from "@aws-sdk/client-auto-scaling";
import * as z from "zod/mini";
import type { ObservedResource } from "../engine/observed.ts";

/**
 * What of a group stands still while a process is suspended (Auto Scaling user guide, "Suspend and resume
 * Amazon EC2 Auto Scaling processes" and "How suspended processes affect other processes").
 */
const standsStill = {
  Launch: "no machine is launched, also in the place of one that is lost",
  Terminate: "no machine is taken away",
  AddToLoadBalancer: "a machine that starts is registered with no target group, nor will it be later",
  InstanceRefresh: "an instance refresh replaces nothing",
  AZRebalance: "machines are not moved to other zones",
  HealthCheck: "a machine that fails is not noticed",
  ReplaceUnhealthy: "a machine that fails is not replaced",
  AlarmNotification: "scaling policies move nothing",
  ScheduledActions: "schedules move nothing",
} as const;

export type Process = keyof typeof standsStill;

/** The suspended processes of a group, by name, with AWS's words for why. Others have no effect. */
export function readSuspended({
  SuspendedProcesses = [],
}: Pick<AutoScalingGroup, "SuspendedProcesses">): Partial<Record<Process, string>> {
  return Object.fromEntries(
    SuspendedProcesses.flatMap(({ ProcessName: name = "", SuspensionReason = "" }) =>
      Object.hasOwn(standsStill, name) ? [[name, SuspensionReason]] : [],
    ),
  );
}

const suspendedForm = z.optional(z.record(z.string(), z.string()));

/** The same of a group as it was observed. */
export function suspendedIn({ outputs }: Pick<ObservedResource, "outputs">): ReadonlyMap<Process, string> {
  return new Map(Object.entries(suspendedForm.parse(outputs["suspended"]) ?? {}) as [Process, string][]);
}

/** Those processes in words: each with why it is suspended, and then what stands still. */
export function suspendedWords(processes: readonly (readonly [Process, string])[]): string {
  const named = processes.map(([name, reason]) => (reason === "" ? name : `${name} (${reason})`));
  const verb = named.length === 1 ? "is" : "are";
  const what = processes.map(([name]) => standsStill[name]);
  return `${named.join(", ").replace(/, ([^,]*)$/, " and $1")} ${verb} suspended: ${what.join("; ")}`;
}

/** The command that resumes processes of a group. */
export function resuming(groupName: string, processes: readonly Process[]): string {
  return `aws autoscaling resume-processes --auto-scaling-group-name ${groupName} --scaling-processes ${processes.join(" ")}`;
}
