import type { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { validationError } from "../request/modelled-error.ts";
import type { Resource } from "../resource.ts";
import { liveGroup } from "./records/group.ts";
import { wakeSoon } from "./tend.ts";

const processes = [
  "Launch",
  "Terminate",
  "AddToLoadBalancer",
  "AlarmNotification",
  "AZRebalance",
  "HealthCheck",
  "InstanceRefresh",
  "ReplaceUnhealthy",
  "ScheduledActions",
];

function named(given: readonly string[] | undefined): readonly string[] {
  const wrong = given?.find((name) => !processes.includes(name));
  if (wrong !== undefined) throw validationError(`Unknown process type: ${wrong}`);
  return given === undefined || given.length === 0 ? processes : given;
}

/** What a group does of itself, and can be told to leave. */
export const scalingProcess: Resource<AutoScaling> = {
  operations: {
    /**
     * SuspendProcesses: those named, or all. Launch, Terminate, AZRebalance, HealthCheck, ReplaceUnhealthy,
     * InstanceRefresh and AddToLoadBalancer have effect.
     */
    SuspendProcesses({ input, account, now }) {
      const group = liveGroup(account, input.AutoScalingGroupName);
      // AWS documents no words for it; these begin as it is reported that they do.
      const reason = `User suspended at ${new Date(now).toISOString().replace(/\.\d+Z$/, "Z")}`;
      for (const name of named(input.ScalingProcesses)) group.suspended.set(name, reason);
      return {};
    },

    /** ResumeProcesses: those named, or all. */
    ResumeProcesses({ input, account, now }) {
      const group = liveGroup(account, input.AutoScalingGroupName);
      for (const name of named(input.ScalingProcesses)) group.suspended.delete(name);
      wakeSoon({ account, now }, group);
      return {};
    },
  },
};
