import type { InstanceStatusDetails, StatusType, SummaryStatus } from "@aws-sdk/client-ec2";
import { lifeOf } from "../machine-life.ts";
import { listing } from "./listing.ts";
import { type Instance, instances, stateCodes } from "./records/instance.ts";
import { stopIfDryRun } from "./refuse.ts";
import type { Ec2Resource } from "./resource.ts";

function detailsOf(status: SummaryStatus): InstanceStatusDetails[] {
  const passed: StatusType = status === "ok" ? "passed" : status === "impaired" ? "failed" : "initializing";
  return [{ Name: "reachability", Status: passed }];
}

/** What EC2's own checks say of instances. */
export const instanceStatus: Ec2Resource = {
  operations: {
    /**
     * DescribeInstanceStatus: running instances, or all with IncludeAllInstances; checks pass once the system
     * has booted.
     */
    DescribeInstanceStatus(call) {
      const { input, account, now } = call;
      stopIfDryRun(input);
      const boot = account.latency.transition("instanceRunning") + account.latency.transition("bootAndElection");
      const isShown = ({ state }: Instance) => input.IncludeAllInstances === true || state === "running";
      const isNamed = (input.InstanceIds ?? []).length > 0;
      const { rows, NextToken } = listing(call, instances, {
        ...(!isNamed && { rows: [...account.of(instances).values()].filter(isShown) }),
        ids: input.InstanceIds,
        filters: {
          "availability-zone": ({ zone }) => zone,
          "instance-state-code": ({ state }) => stateCodes[state],
          "instance-state-name": ({ state }) => state,
        },
      });
      return {
        InstanceStatuses: rows.filter(isShown).map((instance) => {
          const { id, zone, state, createdAt } = instance;
          const system: SummaryStatus =
            state !== "running" ? "not-applicable" : now - createdAt >= boot ? "ok" : "initializing";
          // The system check is of the hardware below, the other one of what runs on it.
          const own = system === "ok" && !lifeOf(account.lives, instance).boots ? "impaired" : system;
          return {
            InstanceId: id,
            AvailabilityZone: zone,
            InstanceState: { Name: state, Code: stateCodes[state] },
            InstanceStatus: { Status: own, Details: detailsOf(own) },
            SystemStatus: { Status: system, Details: detailsOf(system) },
            Events: [],
          };
        }),
        NextToken,
      };
    },
  },
};
