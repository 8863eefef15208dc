import type { TargetGroup as AwsTargetGroup } from "@aws-sdk/client-elastic-load-balancing-v2";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import type { Look, Step } from "../aws/cloud.ts";
import { codes } from "../aws/error-table.ts";
import { kind } from "../aws/kind.ts";
import { balancingTagging } from "../aws/tagging.ts";
import { tagValue } from "../aws/tags.ts";
import { ownTargetGroups, type TaggedTargets } from "./balancing.ts";
import { setChange } from "./set-change.ts";
import { unlessGone } from "./unless-gone.ts";

/** Marks the groups whose targets the blueprint lists; auto-scaling groups fill the others. */
const listedKey = "drydock:targets";

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
 * Where a listener sends to. Targets are instance ids, or addresses; without a list, auto-scaling groups
 * register their own.
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
    targets: z.optional(z.array(z.string())),
  }),
  mutable: ["health", "targets"],
  unordered: ["targets"],
  // Its name ends in a digest of what cannot change, and a listener holds it until it sends elsewhere.
  replace: "create-first",
  usable: "accepted",
  seconds: { create: 0.5, delete: 0.5 },
  permissions: {
    find: [
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTags",
      "elasticloadbalancing:DescribeTargetHealth",
    ],
    create: [
      "elasticloadbalancing:CreateTargetGroup",
      "elasticloadbalancing:AddTags",
      "elasticloadbalancing:RegisterTargets",
    ],
    update: [
      "elasticloadbalancing:ModifyTargetGroup",
      "elasticloadbalancing:RegisterTargets",
      "elasticloadbalancing:DeregisterTargets",
    ],
    delete: ["elasticloadbalancing:DeleteTargetGroup"],
  },
  find: ownTargetGroups,
  detail: withTargets,
  read({ group, tags, targets }: TaggedTargets) {
    const known = complete(group, "TargetGroupArn", "TargetGroupName", "VpcId", "Port");
    const props = {
      groupName: known.TargetGroupName,
      vpcId: known.VpcId,
      protocol: protocol.parse(known.Protocol),
      port: known.Port,
      health: readHealth(known),
      targets: targets && [...targets],
    };
    return { id: known.TargetGroupArn, props, outputs: {}, tags, status: "ready" };
  },
  async create({ clients: { balancing }, tags: stepTags, request }, wanted) {
    const tags = [...stepTags, ...(wanted.targets === undefined ? [] : [{ Key: listedKey, Value: "listed" }])];
    const byAddress = wanted.targets?.some((target) => !target.startsWith("i-")) ?? false;
    const own = { Name: wanted.groupName, VpcId: wanted.vpcId, Protocol: wanted.protocol, Port: wanted.port };
    const TargetType = byAddress ? ("ip" as const) : ("instance" as const);
    const input = { ...own, ...writeHealth(wanted.health), TargetType, Tags: tags };
    const { TargetGroups } = await balancing.createTargetGroup(input, request);
    return TargetGroups?.[0] && { group: TargetGroups[0], tags, targets: wanted.targets && [] };
  },
  async update(step, { id, props }, wanted, fields) {
    await Promise.all([
      fields.includes("health") &&
        step.clients.balancing.modifyTargetGroup({ TargetGroupArn: id, ...writeHealth(wanted.health) }, step.request),
      fields.includes("targets") && changeTargets(step, id, props.targets ?? [], wanted.targets ?? []),
    ]);
  },
  delete: ({ clients: { balancing }, request }, { id }) => balancing.deleteTargetGroup({ TargetGroupArn: id }, request),
});

/** One call for each group with a list of its own: no listing tells targets. */
async function withTargets({ clients: { balancing }, request }: Look, own: TaggedTargets): Promise<TaggedTargets> {
  if (tagValue(own.tags, listedKey) === undefined) return own;
  const answer = await unlessGone(
    balancing.describeTargetHealth({ TargetGroupArn: own.group.TargetGroupArn }, request),
  );
  const { TargetHealthDescriptions = [] } = answer ?? {};
  const staying = TargetHealthDescriptions.filter(({ TargetHealth }) => TargetHealth?.State !== "draining");
  const targets = staying.flatMap(({ Target }) => Target?.Id ?? []);
  return { ...own, targets };
}

async function changeTargets(
  { clients: { balancing }, request }: Step,
  id: string,
  before: readonly string[],
  after: readonly string[],
): Promise<void> {
  const { added, removed } = setChange(before, after);
  const targets = (ids: readonly string[]) => ({ TargetGroupArn: id, Targets: ids.map((Id) => ({ Id })) });
  if (added.length > 0) await balancing.registerTargets(targets(added), request);
  if (removed.length > 0) await balancing.deregisterTargets(targets(removed), request);
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
