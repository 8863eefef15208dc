import { z } from "zod";
import { kind } from "../aws/cloud.ts";
import { nameFrom, ownTags } from "../aws/tags.ts";
import { ownBalancers, type TaggedBalancer } from "./balancing.ts";

const statuses = { provisioning: "pending", active: "ready", active_impaired: "ready", failed: "failed" } as const;

/** A network or application load balancer. Its name has at most 32 characters and is unique in the region. */
export const LoadBalancer = kind("load-balancer", {
  props: z.object({
    balancerName: z.string().max(32),
    type: z.enum(["network", "application"]),
    scheme: z.enum(["internal", "internet-facing"]),
    subnetIds: z.array(z.string()),
    securityGroupIds: z.array(z.string()),
  }),
  mutable: ["subnetIds", "securityGroupIds"],
  unordered: ["subnetIds", "securityGroupIds"],
  usable: "accepted",
  deletion: "polled",
  seconds: { create: 156, delete: 20 },
  permissions: {
    find: ["elasticloadbalancing:DescribeLoadBalancers", "elasticloadbalancing:DescribeTags"],
    create: ["elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:AddTags", "iam:CreateServiceLinkedRole"],
    update: ["elasticloadbalancing:SetSubnets", "elasticloadbalancing:SetSecurityGroups"],
    delete: ["elasticloadbalancing:DeleteLoadBalancer"],
  },
  find: ownBalancers,
  read: ({ balancer, tags }: TaggedBalancer) => ({
    id: balancer.LoadBalancerArn!,
    name: nameFrom(tags, "load-balancer"),
    props: {
      balancerName: balancer.LoadBalancerName!,
      type: balancer.Type === "application" ? ("application" as const) : ("network" as const),
      scheme: balancer.Scheme === "internal" ? ("internal" as const) : ("internet-facing" as const),
      subnetIds: (balancer.AvailabilityZones ?? []).flatMap(({ SubnetId }) => SubnetId ?? []),
      securityGroupIds: balancer.SecurityGroups ?? [],
    },
    // Route 53 keeps names in lower case.
    outputs: { dnsName: balancer.DNSName!.toLowerCase(), zoneId: balancer.CanonicalHostedZoneId! },
    tags: ownTags(tags),
    status: statuses[balancer.State?.Code ?? "provisioning"],
    reason: balancer.State?.Reason,
  }),
  async create({ balancing, tags, http }, { balancerName, type, scheme, subnetIds, securityGroupIds }) {
    const own = {
      Name: balancerName,
      Type: type,
      Scheme: scheme,
      Subnets: subnetIds,
      SecurityGroups: securityGroupIds,
    };
    const { LoadBalancers } = await balancing.createLoadBalancer({ ...own, Tags: [...tags] }, http);
    return LoadBalancers?.[0] && { balancer: LoadBalancers[0], tags };
  },
  async update({ balancing, http }, { id }, { subnetIds, securityGroupIds }, fields) {
    await Promise.all([
      fields.includes("subnetIds") && balancing.setSubnets({ LoadBalancerArn: id, Subnets: subnetIds }, http),
      fields.includes("securityGroupIds") &&
        balancing.setSecurityGroups({ LoadBalancerArn: id, SecurityGroups: securityGroupIds }, http),
    ]);
  },
  delete: ({ balancing, http }, { id }) => balancing.deleteLoadBalancer({ LoadBalancerArn: id }, http),
});
