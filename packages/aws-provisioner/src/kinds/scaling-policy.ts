import type { MetricType, ScalingPolicy as AwsPolicy } from "@aws-sdk/client-auto-scaling";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import { kind } from "../aws/kind.ts";
import { AutoScalingGroup } from "./auto-scaling-group.ts";
import { nameWithin, whatScales } from "./name-within.ts";
import { scalingPolicies } from "./what-scales.ts";

/** Metrics of AWS's own that a group may follow. */
export const metrics = { cpu: "ASGAverageCPUUtilization", requests: "ALBRequestCountPerTarget" } as const;

const props = z.object({
  groupName: z.string(),
  policyName: z.string(),
  /** By AWS's name: what somebody chose instead may be any other. */
  metric: z.string(),
  /** Percent of the processors, or requests a minute for each machine. */
  target: z.number(),
  /** The balancer that counts the requests, and the target group to which they go. */
  balancerArn: z.optional(z.string()),
  targetGroupArn: z.optional(z.string()),
});
type Policy = z.infer<typeof props>;

/**
 * A policy by which a group moves its own size, to keep a metric at a value. Its name within the cluster
 * stands in its own, as it bears no tags, and it vanishes with its group.
 */
export const ScalingPolicy = kind("scaling-policy", {
  service: "autoScaling",
  discovery: { seenWith: AutoScalingGroup.name, where: ({ scaled }) => scaled === true },
  usedBy: (design) =>
    design.roles.some(
      ({ nodes }) =>
        nodes.kind === "group" && (nodes.scaling?.cpu !== undefined || nodes.scaling?.requests !== undefined),
    ),
  // Auto Scaling API reference: the codes of its calls have none for what is not there.
  errors: { "not-found": [{ code: "ValidationError", message: /not found/i }] },
  props,
  naming: { field: "policyName", of: (cluster) => new RegExp(`^${whatScales(cluster, "")}`) },
  mutable: ["target", "balancerArn", "targetGroupArn"],
  diesWith: { kind: AutoScalingGroup.name, field: "groupName" },
  stable: { means: "is set" },
  seconds: { create: 1, delete: 1 },
  permissions: {
    find: ["autoscaling:DescribePolicies"],
    create: ["autoscaling:PutScalingPolicy"],
    update: ["autoscaling:PutScalingPolicy"],
    delete: ["autoscaling:DeletePolicy"],
  },
  find: scalingPolicies,
  read(policy: AwsPolicy, { cluster }) {
    const name = nameWithin(cluster, policy.PolicyName);
    const { AutoScalingGroupName, PolicyName, PolicyARN, TargetTrackingConfiguration } = policy;
    if (name === undefined || TargetTrackingConfiguration === undefined) return undefined;
    const { TargetValue, PredefinedMetricSpecification } = complete(TargetTrackingConfiguration, "TargetValue");
    const { ResourceLabel, PredefinedMetricType = "" } = PredefinedMetricSpecification ?? {};
    const props = {
      ...complete({ groupName: AutoScalingGroupName, policyName: PolicyName }, "groupName", "policyName"),
      metric: PredefinedMetricType,
      target: TargetValue,
      ...(ResourceLabel !== undefined && labelled(ResourceLabel, PolicyARN ?? "")),
    };
    return { id: props.policyName, name, props, outputs: {}, status: "ready" };
  },
  async create({ clients: { autoScaling }, request }, wanted) {
    const input = settings(wanted);
    const { PolicyARN } = await autoScaling.putScalingPolicy(input, request);
    return { ...input, PolicyARN };
  },
  update: ({ clients: { autoScaling }, request }, _, wanted) => autoScaling.putScalingPolicy(settings(wanted), request),
  delete: ({ clients: { autoScaling }, request }, { id, props }) =>
    autoScaling.deletePolicy({ AutoScalingGroupName: props.groupName, PolicyName: id }, request),
});

function settings({ groupName, policyName, metric, target, balancerArn, targetGroupArn }: Policy) {
  const label =
    balancerArn === undefined || targetGroupArn === undefined
      ? {}
      : { ResourceLabel: `${endOf(balancerArn).replace("loadbalancer/", "")}/${endOf(targetGroupArn)}` };
  return {
    AutoScalingGroupName: groupName,
    PolicyName: policyName,
    PolicyType: "TargetTrackingScaling",
    TargetTrackingConfiguration: {
      TargetValue: target,
      PredefinedMetricSpecification: { PredefinedMetricType: metric as MetricType, ...label },
    },
  };
}

function endOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(":") + 1);
}

/**
 * The two ARNs whose ends a label is made of: their beginning is that of the policy's own, but for the
 * service.
 */
function labelled(label: string, policyArn: string): Pick<Policy, "balancerArn" | "targetGroupArn"> {
  const [arn, partition, , region, account] = policyArn.split(":");
  const start = `${arn}:${partition}:elasticloadbalancing:${region}:${account}:`;
  const at = label.indexOf("/targetgroup/");
  return {
    balancerArn: `${start}loadbalancer/${label.slice(0, at)}`,
    targetGroupArn: `${start}${label.slice(at + 1)}`,
  };
}
