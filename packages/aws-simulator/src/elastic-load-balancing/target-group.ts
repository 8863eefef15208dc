import type { ElasticLoadBalancingV2, ProtocolEnum, TargetGroup } from "@aws-sdk/client-elastic-load-balancing-v2";
import { vpcs } from "../ec2/records/vpc.ts";
import { validationError } from "../request/modelled-error.ts";
import { asListed, resource } from "../resource.ts";
import type { Account } from "../state.ts";
import { setAttributes, shownAttributes } from "./balancer-attributes.ts";
import { balancingError } from "./errors.ts";
import { balancersOf } from "./forwarding.ts";
import { changedHealthCheck, defaultHealthCheck } from "./health-check.ts";
import { checkName } from "./names.ts";
import { pageOf } from "./page.ts";
import { isWeb } from "./protocol.ts";
import { loadBalancers } from "./records/load-balancer.ts";
import { type TargetGroupRecord, targetGroups } from "./records/target-group.ts";
import { resourceTags } from "./resource-tags.ts";
import { defaultTargetGroupAttributes } from "./target-group-attributes.ts";
import { healthOf } from "./target-health.ts";
import { arnIn, checkArn, recordAt, unknownAmong } from "./table.ts";

function shownTargetGroup(account: Account, group: TargetGroupRecord): TargetGroup {
  return {
    TargetGroupArn: group.arn,
    TargetGroupName: group.name,
    // both were checked against the protocols of the model
    Protocol: group.protocol as ProtocolEnum,
    HealthCheckProtocol: group.healthCheck.protocol as ProtocolEnum,
    Port: group.port,
    VpcId: group.vpcId,
    HealthCheckPort: group.healthCheck.port,
    HealthCheckEnabled: group.healthCheck.enabled,
    HealthCheckIntervalSeconds: group.healthCheck.interval,
    HealthCheckTimeoutSeconds: group.healthCheck.timeout,
    HealthyThresholdCount: group.healthCheck.healthyThreshold,
    UnhealthyThresholdCount: group.healthCheck.unhealthyThreshold,
    ...(group.healthCheck.path !== undefined && { HealthCheckPath: group.healthCheck.path }),
    ...(group.healthCheck.matcher !== undefined && { Matcher: { HttpCode: group.healthCheck.matcher } }),
    LoadBalancerArns: balancersOf(account, group.arn),
    TargetType: group.targetType,
    ...(group.protocolVersion !== undefined && { ProtocolVersion: group.protocolVersion }),
    IpAddressType: group.ipAddressType,
  };
}

/** Target groups. */
export const targetGroup = resource<ElasticLoadBalancingV2, TargetGroupRecord>({
  type: "target-group",
  table: targetGroups,
  tags: ({ tags }) => tags,
  inventory(group, moment) {
    const { name, protocol, port } = group;
    const targets = [...group.targets.values()];
    const health = targets.map((target) => healthOf(moment, group, target).State);
    return { attributes: { name, protocol, port, targets: targets.map(({ id }) => id), health } };
  },
  operations: {
    /**
     * CreateTargetGroup: of instances or addresses. Again with the same name and settings it answers the one
     * that exists.
     */
    CreateTargetGroup({ input, account }) {
      checkName(input.Name, "target group");
      const { TargetType: targetType = "instance", Protocol: protocol, Port: port, VpcId: vpcId } = input;
      if (targetType !== "instance" && targetType !== "ip") {
        throw balancingError(
          "InvalidConfigurationRequest",
          `The simulated account does not model target groups of type '${targetType}'`,
        );
      }
      if (protocol === undefined || !["HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP"].includes(protocol)) {
        throw validationError(
          protocol === undefined
            ? "A protocol must be specified"
            : `The simulated account does not model target groups with protocol '${protocol}'`,
        );
      }
      if (port === undefined) throw validationError("A port must be specified");
      if (vpcId === undefined) throw validationError("A VPC ID must be specified");
      if (!account.of(vpcs).has(vpcId)) throw validationError(`The VPC ID '${vpcId}' is not found`);
      const healthCheck = changedHealthCheck(defaultHealthCheck(protocol), protocol, input);
      const tags = resourceTags(input.Tags);
      const settings = {
        name: input.Name,
        protocol,
        port,
        vpcId,
        targetType,
        ipAddressType: input.IpAddressType ?? "ipv4",
        protocolVersion: isWeb(protocol) ? (input.ProtocolVersion ?? "HTTP1") : undefined,
        healthCheck,
      } as const;
      const existing = [...account.of(targetGroups).values()].find(({ name }) => name === input.Name);
      if (existing !== undefined) {
        const same = Object.entries(settings).every(
          ([key, value]) => JSON.stringify(Reflect.get(existing, key)) === JSON.stringify(value),
        );
        if (!same)
          throw balancingError(
            "DuplicateTargetGroupName",
            `A target group with the same name '${input.Name}' exists, but with different settings`,
          );
        return { TargetGroups: [shownTargetGroup(account, existing)] };
      }
      const group: TargetGroupRecord = {
        ...settings,
        arn: arnIn(account, targetGroups, `${input.Name}/${account.random.hex(16)}`),
        attributes: defaultTargetGroupAttributes(protocol, targetType),
        tags,
        targets: new Map(),
        inUseSince: undefined,
      };
      account.of(targetGroups).set(group.arn, group);
      return { TargetGroups: [shownTargetGroup(account, group)] };
    },

    /**
     * DescribeTargetGroups by ARN, by name, of a load balancer, or all; an unknown one is
     * `TargetGroupNotFound`.
     */
    DescribeTargetGroups({ input, account }) {
      const { TargetGroupArns: arns, Names: names, LoadBalancerArn: of } = input;
      if ([arns, names, of].filter((selector) => selector !== undefined).length > 1) {
        throw validationError("Target group ARNs, names and a load balancer ARN cannot be specified at the same time");
      }
      for (const arn of arns ?? []) checkArn(targetGroups, arn);
      if (of !== undefined) recordAt(account, loadBalancers, of);
      const isNamed = [arns, names, of].some((selector) => selector !== undefined);
      const all = isNamed ? [...account.of(targetGroups).values()] : asListed(account, targetGroups);
      const unknown = unknownAmong(all, { arns, names });
      if (unknown.length > 0)
        throw balancingError("TargetGroupNotFound", `One or more target groups not found: ${unknown.join(", ")}`);
      const chosen = all.filter(
        ({ arn, name }) =>
          (arns === undefined || arns.includes(arn)) &&
          (names === undefined || names.includes(name)) &&
          (of === undefined || balancersOf(account, arn).includes(of)),
      );
      const { rows, rest } = pageOf(chosen, ({ arn }) => arn, input);
      return { TargetGroups: rows.map((group) => shownTargetGroup(account, group)), ...rest };
    },

    /** ModifyTargetGroup: the health check. */
    ModifyTargetGroup({ input, account }) {
      const group = recordAt(account, targetGroups, input.TargetGroupArn);
      Object.assign(group.healthCheck, changedHealthCheck(group.healthCheck, group.protocol, input));
      return { TargetGroups: [shownTargetGroup(account, group)] };
    },

    /**
     * DeleteTargetGroup: refused while a listener or rule forwards to it. Deleting an unknown one succeeds.
     */
    DeleteTargetGroup({ input, account }) {
      checkArn(targetGroups, input.TargetGroupArn);
      if (balancersOf(account, input.TargetGroupArn).length > 0) {
        throw balancingError(
          "ResourceInUse",
          `Target group '${input.TargetGroupArn}' is currently in use by a listener or a rule`,
        );
      }
      account.of(targetGroups).delete(input.TargetGroupArn);
      return {};
    },

    /** DescribeTargetGroupAttributes. */
    DescribeTargetGroupAttributes({ input, account }) {
      return {
        Attributes: shownAttributes(recordAt(account, targetGroups, input.TargetGroupArn).attributes),
      };
    },

    /** ModifyTargetGroupAttributes. */
    ModifyTargetGroupAttributes({ input, account }) {
      const { attributes } = recordAt(account, targetGroups, input.TargetGroupArn);
      setAttributes(attributes, input.Attributes, "Target group");
      return { Attributes: shownAttributes(attributes) };
    },
  },
});
