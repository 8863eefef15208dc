import type { LoadBalancerStateEnum } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Diagnostic } from "@drydock/systemd/ground";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import type { Look } from "../aws/cloud.ts";
import { type Deed, hindrance } from "../aws/deed.ts";
import { codes } from "../aws/error-table.ts";
import { kind } from "../aws/kind.ts";
import { items } from "../aws/pages.ts";
import { stateReason } from "../aws/state-reason.ts";
import { statusOf } from "../aws/status-of.ts";
import { tagPairs } from "../aws/tags.ts";
import type { Status } from "../engine/kind.ts";
import { balancerTagging } from "./balancer-tagging.ts";
import { movedZones } from "./balancer-zones.ts";
import { lackingHealth, secondsToHealth } from "./lacking-health.ts";
import { ownBalancers, type TaggedBalancer, tagsOfOwn } from "./balancing.ts";
import { InternetGateway } from "./internet-gateway.ts";
import { unlessGone } from "./unless-gone.ts";
import { seekEach } from "./seek-each.ts";

/** Balancers that one request names (ELBv2 API reference, DescribeLoadBalancers). */
const mostNamed = 20;

const statuses: Readonly<Record<LoadBalancerStateEnum, Status>> = {
  provisioning: "pending",
  active: "ready",
  active_impaired: "ready",
  failed: "failed",
};

/** A network or application load balancer. Its name has at most 32 characters and is unique in the region. */
export const LoadBalancer = kind("load-balancer", {
  service: "balancing",
  discovery: { arnService: "elasticloadbalancing" },
  usedBy: (design) => design.balancers.length > 0,
  errors: {
    // Elastic Load Balancing API reference (2015-12-01).
    "already-exists": codes("DuplicateLoadBalancerName"),
    // The balancer of an endpoint service.
    "still-in-use": [{ code: "OperationNotPermitted", message: /is currently associated with/i }],
  },
  tagging: balancerTagging,
  serviceRole: "elasticloadbalancing.amazonaws.com",
  props: z.object({
    balancerName: z.string().check(z.maxLength(32)),
    type: z.enum(["network", "application"]),
    scheme: z.enum(["internal", "internet-facing"]),
    subnetIds: z.array(z.string()),
    securityGroupIds: z.array(z.string()),
  }),
  mutable: ["subnetIds", "securityGroupIds"],
  unordered: ["subnetIds", "securityGroupIds"],
  // Its name ends in a digest of what cannot change, and its target groups, which can be no other balancer's,
  // in one of its own.
  replace: "create-first",
  knownBy: ["dnsName"],
  standsIn: true,
  usable: "accepted",
  serving: {
    means: "is active, with somebody healthy behind each of its listeners",
    source: "aws-load-balancer-controller#1786: a network balancer takes minutes to begin with its checks",
    led: true,
    seconds: ({ type }) => 156 + secondsToHealth[type],
    lacks: (look, { id }) => lacking(look, id),
  },
  deletion: "polled",
  // Its network interfaces go some minutes later; of how many, AWS says nothing.
  holdsOn: 120,
  // The gateway of a network cannot be detached while anything behind it holds a public address.
  deletedBefore: [InternetGateway.name],
  stable: { means: "is active" },
  seconds: { create: 156, delete: 20 },
  permissions: {
    find: [
      "elasticloadbalancing:DescribeLoadBalancers",
      "elasticloadbalancing:DescribeTags",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetHealth",
      "elasticloadbalancing:DescribeLoadBalancerAttributes",
    ],
    create: ["elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:AddTags", "iam:CreateServiceLinkedRole"],
    update: ["elasticloadbalancing:SetSubnets", "elasticloadbalancing:SetSecurityGroups"],
    delete: ["elasticloadbalancing:DeleteLoadBalancer"],
  },
  hindered: async (look, deeds, around) => {
    const asked = deeds.map(async (deed) => [...movedZones(deed, around), ...(await protectionProblems(look, deed))]);
    return (await Promise.all(asked)).flat();
  },
  find: ownBalancers,
  seek: (look, sought) =>
    seekEach(sought, async ({ balancerName }): Promise<TaggedBalancer | undefined> => {
      const { clients, request } = look;
      const { LoadBalancers } = await clients.balancing.describeLoadBalancers({ Names: [balancerName] }, request);
      const balancer = LoadBalancers?.[0];
      return balancer && { balancer, tags: await tagsOfOwn(look, balancer.LoadBalancerArn) };
    }),
  // Its tags take a call of their own, and while it comes nobody changes them.
  async findAgain(look, known, depth) {
    if (depth === "fields" || known.length > mostNamed) return ownBalancers(look);
    const {
      clients: { balancing },
      request,
    } = look;
    const input = { LoadBalancerArns: known.map(({ id }) => id) };
    // Where one of them is not there it tells of none.
    const answer = await unlessGone(balancing.describeLoadBalancers(input, request));
    if (answer === undefined) return ownBalancers(look);
    return (answer.LoadBalancers ?? []).flatMap((balancer) =>
      known
        .filter(({ id }) => id === balancer.LoadBalancerArn)
        .map(({ name, tags = {} }) => ({ balancer, name, tags: tagPairs(tags) })),
    );
  },
  interfacesOf: ({ id }) => [id.slice(id.lastIndexOf(":") + 1)],
  read({ balancer, name, tags }: TaggedBalancer) {
    const { LoadBalancerArn, LoadBalancerName, DNSName, CanonicalHostedZoneId } = complete(
      balancer,
      "LoadBalancerArn",
      "LoadBalancerName",
      "DNSName",
      "CanonicalHostedZoneId",
    );
    const props = {
      balancerName: LoadBalancerName,
      type: balancer.Type === "application" ? ("application" as const) : ("network" as const),
      scheme: balancer.Scheme === "internal" ? ("internal" as const) : ("internet-facing" as const),
      subnetIds: (balancer.AvailabilityZones ?? []).flatMap(({ SubnetId }) => SubnetId ?? []),
      securityGroupIds: balancer.SecurityGroups ?? [],
    };
    const status = statusOf(statuses, balancer.State?.Code);
    return {
      id: LoadBalancerArn,
      ...(name !== undefined && { name }),
      props,
      // Route 53 keeps names in lower case.
      outputs: { dnsName: DNSName.toLowerCase(), zoneId: CanonicalHostedZoneId },
      tags,
      status,
      reason: stateReason(status, balancer.State?.Code, balancer.State?.Reason),
    };
  },
  async create({ clients: { balancing }, tags, request }, { balancerName, type, scheme, subnetIds, securityGroupIds }) {
    const own = {
      Name: balancerName,
      Type: type,
      Scheme: scheme,
      Subnets: subnetIds,
      SecurityGroups: securityGroupIds,
    };
    const { LoadBalancers } = await balancing.createLoadBalancer({ ...own, Tags: [...tags] }, request);
    return LoadBalancers?.[0] && { balancer: LoadBalancers[0], tags };
  },
  async update({ clients: { balancing }, request }, { id }, { subnetIds, securityGroupIds }, fields) {
    await Promise.all([
      fields.includes("subnetIds") && balancing.setSubnets({ LoadBalancerArn: id, Subnets: subnetIds }, request),
      fields.includes("securityGroupIds") &&
        balancing.setSecurityGroups({ LoadBalancerArn: id, SecurityGroups: securityGroupIds }, request),
    ]);
  },
  delete: ({ clients: { balancing }, request }, { id }) =>
    balancing.deleteLoadBalancer({ LoadBalancerArn: id }, request),
});

/** It is active, and so is somebody behind each of its listeners. */
async function lacking(look: Look, LoadBalancerArn: string): Promise<string | undefined> {
  const { clients, request } = look;
  const input = { LoadBalancerArns: [LoadBalancerArn] };
  const { LoadBalancers } = await clients.balancing.describeLoadBalancers(input, request);
  const { Code = "provisioning", Reason = `it is ${Code}` } = LoadBalancers?.[0]?.State ?? {};
  if (Code === "failed") throw new Error(Reason);
  if (statuses[Code] !== "ready") return Reason;
  const groups = await items(
    (Marker) => clients.balancing.describeTargetGroups({ LoadBalancerArn, Marker }, request),
    ({ TargetGroups }) => TargetGroups,
    ({ NextMarker }) => NextMarker,
  );
  const all = await Promise.all(groups.map(({ TargetGroupArn = "" }) => lackingHealth(look, TargetGroupArn)));
  return all.find((one) => one !== undefined);
}

/** Whether somebody has protected a balancer that is to go: no listing tells it, so each is asked for. */
async function protectionProblems(
  { clients: { balancing }, request }: Look,
  { step, current }: Deed,
): Promise<Diagnostic[]> {
  if (step.action !== "delete" || current === undefined) return [];
  const asked = balancing.describeLoadBalancerAttributes({ LoadBalancerArn: current.id }, request);
  const { Attributes = [] } = (await unlessGone(asked)) ?? {};
  if (!Attributes.some(({ Key, Value }) => Key === "deletion_protection.enabled" && Value === "true")) return [];
  return [
    hindrance(step, {
      message: `deletion protection is enabled on the balancer ${current.id}`,
      remedy: `Ask who did that, then plan again after: aws elbv2 modify-load-balancer-attributes --load-balancer-arn ${current.id} --attributes Key=deletion_protection.enabled,Value=false`,
      rule: "deletion-protected",
    }),
  ];
}
