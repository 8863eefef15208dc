import type { SummaryStatus } from "@aws-sdk/client-ec2";
import { listing } from "./listing.ts";
import { instances, stateCodes } from "./records/instance.ts";
import { stopIfDryRun } from "./refuse.ts";
import type { Ec2Resource } from "./resource.ts";

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
      const shown = [...account.of(instances).values()].filter(
        ({ state, id }) =>
          input.IncludeAllInstances === true || state === "running" || input.InstanceIds?.includes(id) === true,
      );
      const boot = account.latency.transition("instanceRunning") + account.latency.transition("bootAndElection");
      const { rows, NextToken } = listing(call, instances, {
        rows: shown,
        ids: input.InstanceIds,
        filters: {
          "availability-zone": ({ zone }) => zone,
          "instance-state-code": ({ state }) => stateCodes[state],
          "instance-state-name": ({ state }) => state,
        },
      });
      const visible = rows.filter(({ state }) => input.IncludeAllInstances === true || state === "running");
      return {
        InstanceStatuses: visible.map(({ id, zone, state, createdAt }) => {
          const status: SummaryStatus =
            state !== "running" ? "not-applicable" : now - createdAt >= boot ? "ok" : "initializing";
          const Details = [
            {
              Name: "reachability" as const,
              Status: status === "ok" ? ("passed" as const) : ("initializing" as const),
            },
          ];
          return {
            InstanceId: id,
            AvailabilityZone: zone,
            InstanceState: { Name: state, Code: stateCodes[state] },
            InstanceStatus: { Status: status, Details },
            SystemStatus: { Status: status, Details },
            Events: [],
          };
        }),
        NextToken,
      };
    },
  },
};
