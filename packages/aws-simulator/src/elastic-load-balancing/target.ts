import type { ElasticLoadBalancingV2, TargetHealthDescription } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { AwsError } from "../aws-error.ts";
import { instances } from "../ec2/records/instance.ts";
import { networkInterfaces } from "../ec2/records/network-interface.ts";
import type { Resource } from "../resource.ts";
import type { Moment } from "../state.ts";
import { balancingError } from "./errors.ts";
import { type TargetGroupRecord, targetGroups, type TargetRecord } from "./records/target-group.ts";
import { deregister, register } from "./registration.ts";
import { healthOf } from "./target-health.ts";
import { recordAt } from "./table.ts";

function invalidTarget(message: string): AwsError {
  return balancingError("InvalidTarget", message);
}

/**
 * The zone of a target that may be registered; refuses a wrong id and an instance that is not running in the
 * group's VPC.
 */
function zoneOfTarget({ account }: Moment, group: TargetGroupRecord, id: string): string | undefined {
  if (group.targetType === "ip") {
    if (!/^(\d{1,3}\.){3}\d{1,3}$/.test(id) || id.split(".").some((part) => Number(part) > 255)) {
      throw invalidTarget(`The IP address '${id}' is not a valid IPv4 address`);
    }
    const owner = [...account.of(networkInterfaces).values()].find(
      ({ vpcId, addresses }) => vpcId === group.vpcId && addresses.includes(id),
    );
    return owner?.zone;
  }
  if (!/^i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id))
    throw invalidTarget(`The following targets are not valid instance IDs: '${id}'`);
  const instance = account.of(instances).get(id);
  if (instance === undefined)
    throw invalidTarget(`The following targets are not in a running state and cannot be registered: '${id}'`);
  if (instance.state !== "running")
    throw invalidTarget(`The following targets are not in a running state and cannot be registered: '${id}'`);
  if (instance.vpcId !== group.vpcId)
    throw invalidTarget(`The following targets are not in the target group VPC '${group.vpcId}': '${id}'`);
  return instance.zone;
}

/** The targets of groups. */
export const target: Resource<ElasticLoadBalancingV2> = {
  operations: {
    /** RegisterTargets: instances must be running in the group's VPC. */
    RegisterTargets({ input, account, now }) {
      const moment = { account, now };
      const group = recordAt(account, targetGroups, input.TargetGroupArn);
      const checked = input.Targets.map(({ Id, Port }) => ({
        id: Id,
        port: Port,
        zone: zoneOfTarget(moment, group, Id),
      }));
      if (group.targets.size + checked.length > 1000)
        throw balancingError("TooManyTargets", "The maximum number of targets per target group is '1000'");
      for (const target of checked) register(moment, group, { ...target, port: target.port ?? group.port });
      return {};
    },

    /** DeregisterTargets: targets that are not registered are ignored. */
    DeregisterTargets({ input, account, now }) {
      const group = recordAt(account, targetGroups, input.TargetGroupArn);
      for (const { Id, Port } of input.Targets) deregister({ account, now }, group, { id: Id, port: Port });
      return {};
    },

    /**
     * DescribeTargetHealth of all targets, or of those named; one that is not registered is shown as
     * `unused`.
     */
    DescribeTargetHealth({ input, account, now }) {
      const moment = { account, now };
      const group = recordAt(account, targetGroups, input.TargetGroupArn);
      const shown = (target: TargetRecord): TargetHealthDescription => ({
        Target: {
          Id: target.id,
          Port: target.port,
          ...(group.targetType === "ip" && { AvailabilityZone: target.zone }),
        },
        HealthCheckPort:
          group.healthCheck.port === "traffic-port" ? String(target.port ?? group.port) : group.healthCheck.port,
        TargetHealth: healthOf(moment, group, target),
      });
      if (input.Targets === undefined) return { TargetHealthDescriptions: [...group.targets.values()].map(shown) };
      return {
        TargetHealthDescriptions: input.Targets.flatMap(({ Id, Port }): TargetHealthDescription[] => {
          const found = [...group.targets.values()].filter(
            ({ id, port }) => id === Id && (Port === undefined || port === Port),
          );
          if (found.length > 0) return found.map(shown);
          return [
            {
              Target: { Id, Port: Port ?? group.port },
              TargetHealth: {
                State: "unused",
                Reason: "Target.NotRegistered",
                Description: "Target is not registered to the target group",
              },
            },
          ];
        }),
      };
    },
  },
};
