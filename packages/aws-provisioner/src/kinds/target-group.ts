import type { TargetGroup as AwsTargetGroup } from "@aws-sdk/client-elastic-load-balancing-v2";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import { codes } from "../aws/error-table.ts";
import { kind } from "../aws/kind.ts";
import { balancingTagging } from "../aws/tagging.ts";
import { type AnyTag, tagKeys, tagValue } from "../aws/tags.ts";
import { isListed, listedTag, ownTargetGroups, type TaggedTargets, tagsOfOwn } from "./balancing.ts";
import { forwardingProblems } from "./forwarding.ts";
import { lackingHealth, secondsToHealth } from "./lacking-health.ts";
import { seekEach } from "./seek-each.ts";

const protocol = z.enum(["TCP", "TLS", "UDP", "HTTP", "HTTPS"]);
const port = z.int().check(z.minimum(1)).check(z.maximum(65_535));
const whole = z.int().check(z.positive());

const health = z.object({
  protocol: z.enum(["TCP", "HTTP", "HTTPS"]),
  port,
  path: z.optional(z.string()),
  healthyThreshold: whole,
  unhealthyThreshold: whole,
  /** Seconds. */
  timeout: whole,
  /** Seconds. */
  interval: whole,
});

/**
 * Where a listener sends to. The blueprint lists the targets of some, each a resource of its own; in the
 * others, auto-scaling groups register theirs. How long a target drains is what its tag tells that Drydock
 * wrote: no listing tells it, and to ask would be a call for each. A change of it by others is not seen.
 */
export const TargetGroup = kind("target-group", {
  service: "balancing",
  discovery: { arnService: "elasticloadbalancing" },
  usedBy: (design) => design.balancers.some(({ listeners }) => listeners.length > 0),
  // Elastic Load Balancing API reference (2015-12-01).
  errors: { "already-exists": codes("DuplicateTargetGroupName") },
  tagging: balancingTagging,
  props: z.object({
    groupName: z.string().check(z.maxLength(32)),
    vpcId: z.string(),
    protocol,
    port,
    health,
    /** Seconds for which a target that leaves answers what it was sent before. */
    drain: z.optional(z.int().check(z.minimum(0)).check(z.maximum(3600))),
    listed: z.boolean(),
  }),
  mutable: ["health", "drain", "listed"],
  // Targets of one that does not list them are not looked for.
  widens: { listed: String },
  // Its name ends in a digest of what cannot change, and a listener holds it until it sends elsewhere.
  replace: "create-first",
  // Only one in a network that was made twice has the name that another is to have.
  exclusive: "groupName",
  excludes: (one, other) => one === other,
  usable: "accepted",
  serving: {
    means: "has a healthy target, and none in its first checks",
    led: true,
    seconds: ({ protocol: spoken }) => secondsToHealth[spoken.startsWith("HTTP") ? "application" : "network"],
    lacks: (look, { id }) => lackingHealth(look, id),
  },
  stable: { means: "is made" },
  seconds: { create: 0.5, delete: 0.5 },
  permissions: {
    find: [
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTags",
      "elasticloadbalancing:DescribeTargetHealth",
      "elasticloadbalancing:DescribeListeners",
      "elasticloadbalancing:DescribeRules",
      "autoscaling:DescribeAutoScalingGroups",
    ],
    create: ["elasticloadbalancing:CreateTargetGroup", "elasticloadbalancing:AddTags"],
    update: [
      "elasticloadbalancing:ModifyTargetGroup",
      "elasticloadbalancing:ModifyTargetGroupAttributes",
      "elasticloadbalancing:AddTags",
      "elasticloadbalancing:RemoveTags",
    ],
    delete: ["elasticloadbalancing:DeleteTargetGroup"],
  },
  // ELBv2 API reference, DeleteTargetGroup: listeners and rules hold it, its targets do not.
  async holders({ clients: { balancing }, request }, { id }) {
    const { TargetGroups = [] } = await balancing.describeTargetGroups({ TargetGroupArns: [id] }, request);
    const balancers = TargetGroups.flatMap(({ LoadBalancerArns = [] }) => LoadBalancerArns);
    const holders = await Promise.all(
      balancers.map(async (arn) => {
        const { Listeners = [] } = await balancing.describeListeners({ LoadBalancerArn: arn }, request);
        const naming = Listeners.filter(({ DefaultActions }) => JSON.stringify([DefaultActions]).includes(id));
        const listeners = naming.map(({ ListenerArn = "", Port }) => ({
          name: `the listener on port ${Port} of ${arn}`,
          ids: [ListenerArn, arn],
          leaving: false,
        }));
        const rules = { name: `a rule of a listener of ${arn}`, ids: [arn], leaving: false };
        return listeners.length > 0 ? listeners : [rules];
      }),
    );
    return { others: holders.flat() };
  },
  hindered: forwardingProblems,
  find: ownTargetGroups,
  seek: (look, sought) =>
    seekEach(sought, async ({ groupName }): Promise<TaggedTargets | undefined> => {
      const { clients, request } = look;
      const { TargetGroups } = await clients.balancing.describeTargetGroups({ Names: [groupName] }, request);
      const group = TargetGroups?.[0];
      return group && { group, tags: await tagsOfOwn(look, group.TargetGroupArn) };
    }),
  read({ group, tags }: TaggedTargets) {
    const known = complete(group, "TargetGroupArn", "TargetGroupName", "VpcId", "Port");
    const props = {
      groupName: known.TargetGroupName,
      vpcId: known.VpcId,
      protocol: protocol.parse(known.Protocol),
      port: known.Port,
      health: readHealth(known),
      drain: readDrain(tags),
      listed: isListed(tags),
    };
    const outputs = { balancerArns: group.LoadBalancerArns ?? [] };
    return { id: known.TargetGroupArn, props, outputs, tags, status: "ready" };
  },
  async create({ clients: { balancing }, tags: stepTags, request }, wanted) {
    const tags = [...stepTags, ...(wanted.listed ? [listedTag] : [])];
    const own = { Name: wanted.groupName, VpcId: wanted.vpcId, Protocol: wanted.protocol, Port: wanted.port };
    const input = { ...own, ...writeHealth(wanted.health), TargetType: "instance" as const, Tags: tags };
    const { TargetGroups } = await balancing.createTargetGroup(input, request);
    return TargetGroups?.[0] && { group: TargetGroups[0], tags };
  },
  async update(step, { id }, wanted, fields) {
    const { balancing } = step.clients;
    const drains = wanted.drain ?? usualDrain;
    await Promise.all([
      fields.includes("health") &&
        balancing.modifyTargetGroup({ TargetGroupArn: id, ...writeHealth(wanted.health) }, step.request),
      fields.includes("drain") &&
        balancing.modifyTargetGroupAttributes(
          { TargetGroupArn: id, Attributes: [{ Key: drainKey, Value: String(drains) }] },
          step.request,
        ),
    ]);
    // Told when it is written: a run that is cut short between the two writes it again.
    const told = [
      { field: "drain", tag: { Key: tagKeys.drain, Value: String(drains) }, stands: drains !== usualDrain },
      { field: "listed", tag: listedTag, stands: wanted.listed },
    ].filter(({ field }) => fields.some((one) => one === field));
    const written = told.flatMap(({ tag, stands }) => (stands ? [tag] : []));
    const gone = told.flatMap(({ tag, stands }) => (stands ? [] : [tag.Key]));
    await balancingTagging.change(step, id, written, gone);
  },
  delete: ({ clients: { balancing }, request }, { id }) => balancing.deleteTargetGroup({ TargetGroupArn: id }, request),
});

const drainKey = "deregistration_delay.timeout_seconds";
/** Of a new one (Elastic Load Balancing API reference, TargetGroupAttribute). */
const usualDrain = 300;

function readDrain(tags: readonly AnyTag[]): number {
  return Number(tagValue(tags, tagKeys.drain) ?? usualDrain);
}

function readHealth(group: AwsTargetGroup): z.infer<typeof health> {
  const known = complete(
    group,
    "Port",
    "HealthyThresholdCount",
    "UnhealthyThresholdCount",
    "HealthCheckTimeoutSeconds",
    "HealthCheckIntervalSeconds",
  );
  return {
    protocol: health.shape.protocol.parse(known.HealthCheckProtocol),
    port: known.HealthCheckPort === "traffic-port" ? known.Port : Number(known.HealthCheckPort),
    ...(known.HealthCheckPath === undefined ? {} : { path: known.HealthCheckPath }),
    healthyThreshold: known.HealthyThresholdCount,
    unhealthyThreshold: known.UnhealthyThresholdCount,
    timeout: known.HealthCheckTimeoutSeconds,
    interval: known.HealthCheckIntervalSeconds,
  };
}

function writeHealth(wanted: z.infer<typeof health>) {
  return {
    HealthCheckProtocol: wanted.protocol,
    HealthCheckPort: String(wanted.port),
    ...(wanted.path === undefined ? {} : { HealthCheckPath: wanted.path }),
    HealthyThresholdCount: wanted.healthyThreshold,
    UnhealthyThresholdCount: wanted.unhealthyThreshold,
    HealthCheckTimeoutSeconds: wanted.timeout,
    HealthCheckIntervalSeconds: wanted.interval,
  };
}
