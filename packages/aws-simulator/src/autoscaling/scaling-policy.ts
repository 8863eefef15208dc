import type {
  AutoScaling,
  PredefinedMetricSpecification,
  PutScalingPolicyType,
  ScalingPolicy as ScalingPolicyShape,
  TargetTrackingConfiguration,
} from "@aws-sdk/client-auto-scaling";
import { forwardedTo } from "../elastic-load-balancing/forwarding.ts";
import { listenersOf } from "../elastic-load-balancing/records/listener.ts";
import { arnOf } from "../request/arn.ts";
import { validationError } from "../request/modelled-error.ts";
import { uuidFrom } from "../request/uuid.ts";
import { resource } from "../resource.ts";
import type { Account } from "../state.ts";
import { keyIn } from "./key-in.ts";
import { pageOf } from "./page.ts";
import { anyGroup, type GroupRecord, liveGroup } from "./records/group.ts";
import { scalingPolicies, type ScalingPolicyRecord } from "./records/scaling-policy.ts";

/**
 * Policies by which a group scales itself. They are kept and move nothing: no machine of this account has
 * load. What a policy would do, a test does by SetDesiredCapacity.
 */
export const scalingPolicy = resource<AutoScaling, ScalingPolicyRecord>({
  type: "scaling-policy",
  table: scalingPolicies,
  inventory: ({ group, tracking }) => ({ attributes: { group, target: tracking.TargetValue } }),
  operations: {
    /** PutScalingPolicy by target tracking: makes it, or changes the group's policy of that name. */
    PutScalingPolicy({ input, account }) {
      const group = liveGroup(account, input.AutoScalingGroupName);
      const { PolicyName: name } = input;
      const tracking = checkTracking(account, group, input);
      const key = keyIn(group.name, name);
      const known = account.of(scalingPolicies).get(key);
      const policy: ScalingPolicyRecord = known ?? {
        arn: arnOf(
          account,
          "autoscaling",
          `scalingPolicy:${uuidFrom(account.random)}:autoScalingGroupName/${group.name}:policyName/${name}`,
        ),
        group: group.name,
        name,
        tracking,
        warmup: undefined,
        enabled: true,
        alarms: ["AlarmHigh", "AlarmLow"].map((side) => {
          const AlarmName = `TargetTracking-${group.name}-${side}-${uuidFrom(account.random)}`;
          return { AlarmName, AlarmARN: arnOf(account, "cloudwatch", `alarm:${AlarmName}`) };
        }),
      };
      Object.assign(policy, { tracking, warmup: input.EstimatedInstanceWarmup, enabled: input.Enabled ?? true });
      account.of(scalingPolicies).set(key, policy);
      return { PolicyARN: policy.arn, Alarms: [...policy.alarms] };
    },

    /** DescribePolicies: of one group or of all, by name and type. */
    DescribePolicies({ input, account }) {
      const { AutoScalingGroupName: group, PolicyNames: names, PolicyTypes: types } = input;
      if (group !== undefined) anyGroup(account, group);
      const chosen = [...account.of(scalingPolicies).values()].filter(
        (policy) =>
          (group === undefined || policy.group === group) &&
          (names === undefined || names.includes(policy.name) || names.includes(policy.arn)) &&
          (types === undefined || types.includes(targetTracking)),
      );
      const { rows, rest } = pageOf(chosen, (policy) => keyIn(policy.group, policy.name), 50, input);
      return { ScalingPolicies: rows.map(shown), ...rest };
    },

    /** DeletePolicy by name within its group, or by ARN; its alarms go with it. */
    DeletePolicy({ input, account }) {
      const { AutoScalingGroupName: group, PolicyName: name } = input;
      const all = account.of(scalingPolicies);
      for (const [key, policy] of all) {
        if (policy.arn !== name && (policy.group !== group || policy.name !== name)) continue;
        all.delete(key);
        return {};
      }
      throw validationError(`Policy ${name} not found for AutoScalingGroup ${group}`);
    },
  },
});

const targetTracking = "TargetTrackingScaling";

function shown({ group, name, arn, tracking, warmup, alarms, enabled }: ScalingPolicyRecord): ScalingPolicyShape {
  return {
    AutoScalingGroupName: group,
    PolicyName: name,
    PolicyARN: arn,
    PolicyType: targetTracking,
    StepAdjustments: [],
    ...(warmup !== undefined && { EstimatedInstanceWarmup: warmup }),
    Alarms: [...alarms],
    TargetTrackingConfiguration: tracking,
    Enabled: enabled,
  };
}

function checkTracking(account: Account, group: GroupRecord, input: PutScalingPolicyType): TargetTrackingConfiguration {
  const { PolicyType = "SimpleScaling", TargetTrackingConfiguration: tracking } = input;
  if (PolicyType !== targetTracking)
    throw validationError(`The simulated account models policies of the type ${targetTracking}, not ${PolicyType}`);
  if (tracking === undefined) throw validationError("TargetTrackingConfiguration is required for this policy type");
  const { PredefinedMetricSpecification: metric, CustomizedMetricSpecification: own } = tracking;
  if (own !== undefined) throw validationError("The simulated account does not model metrics of one's own");
  if (metric === undefined) throw validationError("A metric specification is required");
  checkMetric(account, group, metric);
  return { ...tracking, DisableScaleIn: tracking.DisableScaleIn ?? false };
}

function checkMetric(account: Account, group: GroupRecord, metric: PredefinedMetricSpecification): void {
  const { PredefinedMetricType: type, ResourceLabel: label } = metric;
  if (type !== "ALBRequestCountPerTarget") {
    if (label !== undefined) throw validationError(`Resource label should not be specified for ${type}`);
    return;
  }
  // The words: terraform-aws-autoscaling issue 192.
  if (label === undefined)
    throw validationError(`Resource label should be specified for predefined metric type ${type}`);
  const [, balancer, target] = /^(app\/[^/]+\/[^/]+)\/(targetgroup\/[^/]+\/[^/]+)$/.exec(label) ?? [];
  if (balancer === undefined || target === undefined) throw validationError(`Invalid resource label: ${label}`);
  if (![...group.targetGroups].some((arn) => arn.endsWith(`:${target}`)))
    throw validationError(`The target group ${target} is not attached to the Auto Scaling group ${group.name}`);
  const listeners = listenersOf(account, arnOf(account, "elasticloadbalancing", `loadbalancer/${balancer}`));
  if (!forwardedTo(listeners.flatMap(({ actions }) => actions)).some((arn) => arn.endsWith(`:${target}`)))
    throw validationError("The load balancer does not route traffic to the target group.");
}
