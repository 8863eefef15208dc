import type {
  ResumeProcessesCommandInput,
  ResumeProcessesCommandOutput,
  SuspendProcessesCommandInput,
  SuspendProcessesCommandOutput,
} from "@aws-sdk/client-auto-scaling";
import type { CheckedHandler } from "../request/checked-handlers.ts";
import { validationError } from "../request/modelled-error.ts";
import { liveGroup } from "./errors.ts";
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

/** SuspendProcesses: those named, or all. Launch, Terminate, HealthCheck, ReplaceUnhealthy and AddToLoadBalancer have effect. */
export const suspendProcesses: CheckedHandler<SuspendProcessesCommandInput, SuspendProcessesCommandOutput> = ({
  input,
  account,
}) => {
  const group = liveGroup(account, input.AutoScalingGroupName);
  for (const name of named(input.ScalingProcesses)) group.suspended.add(name);
  return {};
};

/** ResumeProcesses: those named, or all. */
export const resumeProcesses: CheckedHandler<ResumeProcessesCommandInput, ResumeProcessesCommandOutput> = ({
  input,
  account,
  now,
}) => {
  const group = liveGroup(account, input.AutoScalingGroupName);
  for (const name of named(input.ScalingProcesses)) group.suspended.delete(name);
  wakeSoon({ account, now }, group);
  return {};
};
