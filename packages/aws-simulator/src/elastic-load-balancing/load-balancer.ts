import type { ElasticLoadBalancingV2, LoadBalancer } from "@aws-sdk/client-elastic-load-balancing-v2";
import { hasInternetGateway } from "../ec2/internet-gateway.ts";
import { addresses } from "../ec2/records/address.ts";
import { validationError } from "../request/modelled-error.ts";
import { dnsSuffixOf } from "../request/partition.ts";
import { asListed, resource } from "../resource.ts";
import type { Account, Moment } from "../state.ts";
import { defaultAttributes } from "./balancer-attributes.ts";
import { wantedGroups } from "./balancer-groups.ts";
import { letInterfacesGo, placeInterface } from "./balancer-interface.ts";
import { hasSameSettings } from "./balancer-sameness.ts";
import { type WantedSubnet, wantedSubnets } from "./balancer-subnets.ts";
import { canonicalZoneId } from "./canonical-zones.ts";
import { balancingError } from "./errors.ts";
import { removeListener } from "./listener-removal.ts";
import { checkName } from "./names.ts";
import { pageOf } from "./page.ts";
import { listenersOf } from "./records/listener.ts";
import { type LoadBalancerRecord, loadBalancers } from "./records/load-balancer.ts";
import { resourceTags } from "./resource-tags.ts";
import { arnIn, checkArn, unknownAmong } from "./table.ts";

function shownLoadBalancer(account: Account, balancer: LoadBalancerRecord): LoadBalancer {
  return {
    LoadBalancerArn: balancer.arn,
    LoadBalancerName: balancer.name,
    DNSName: balancer.dnsName,
    CanonicalHostedZoneId: balancer.canonicalZoneId,
    CreatedTime: new Date(balancer.created),
    Scheme: balancer.scheme,
    VpcId: balancer.vpcId,
    State: { Code: balancer.state },
    Type: balancer.type,
    IpAddressType: balancer.ipAddressType,
    AvailabilityZones: balancer.zones.map(({ zone, subnetId, allocationId, privateAddress }) => ({
      ZoneName: zone,
      SubnetId: subnetId,
      LoadBalancerAddresses:
        allocationId === undefined
          ? privateAddress === undefined
            ? []
            : [{ PrivateIPv4Address: privateAddress }]
          : [{ AllocationId: allocationId, IpAddress: account.of(addresses).get(allocationId)?.ip }],
    })),
    ...(balancer.securityGroups.length > 0 && { SecurityGroups: [...balancer.securityGroups] }),
  };
}

type Settings = Pick<
  LoadBalancerRecord,
  "name" | "type" | "scheme" | "vpcId" | "securityGroups" | "tags" | "ipAddressType"
>;

function newBalancer({ account, now }: Moment, settings: Settings): LoadBalancerRecord {
  const { name, type, scheme } = settings;
  const { region } = account;
  const suffix = account.random.hex(16);
  return {
    ...settings,
    arn: arnIn(account, loadBalancers, `${type === "network" ? "net" : "app"}/${name}/${suffix}`),
    created: now,
    dnsName:
      type === "network"
        ? `${name}-${suffix}.elb.${region}.${dnsSuffixOf(region)}`
        : `${scheme === "internal" ? "internal-" : ""}${name}-${account.random.integer(100_000_000, 2_147_483_647)}.${region}.elb.${dnsSuffixOf(region)}`,
    canonicalZoneId: canonicalZoneId(account, type),
    zones: [],
    state: "provisioning",
    activeSince: undefined,
    attributes: defaultAttributes(type),
  };
}

function activateLater({ account, now }: Moment, balancer: LoadBalancerRecord): void {
  const transition = balancer.type === "network" ? "networkLoadBalancerActive" : "applicationLoadBalancerActive";
  account.schedule(now + account.latency.transition(transition), (at) => {
    if (balancer.scheme === "internet-facing" && !hasInternetGateway({ account, now: at }, balancer.vpcId)) return;
    balancer.state = "active";
    balancer.activeSince = at;
  });
}

/** Load balancers. */
export const loadBalancer = resource<ElasticLoadBalancingV2, LoadBalancerRecord>({
  type: "load-balancer",
  table: loadBalancers,
  tags: ({ tags }) => tags,
  inventory: ({ state, name, type, scheme, vpcId, zones, dnsName, securityGroups }) => ({
    state,
    attributes: { name, type, scheme, vpcId, dnsName, securityGroups, subnets: zones.map(({ subnetId }) => subnetId) },
  }),
  operations: {
    /**
     * CreateLoadBalancer: application or network. Again with the same name and settings it answers the one
     * that exists, with other settings `DuplicateLoadBalancerName`. One that faces the internet stays
     * `provisioning` for ever when its VPC has no internet gateway (terraform PR #11333).
     */
    CreateLoadBalancer({ input, account, now }) {
      const moment = { account, now };
      checkName(input.Name, "load balancer");
      const { Type: type = "application", Scheme: scheme = "internet-facing" } = input;
      if (type === "gateway")
        throw balancingError(
          "InvalidConfigurationRequest",
          "The simulated account does not model load balancers of type 'gateway'",
        );
      const existing = [...account.of(loadBalancers).values()].find(({ name }) => name === input.Name);
      if (existing !== undefined) {
        if (!hasSameSettings(existing, input)) {
          throw balancingError(
            "DuplicateLoadBalancerName",
            `A load balancer with the same name '${input.Name}' exists, but with different settings`,
          );
        }
        return { LoadBalancers: [shownLoadBalancer(account, existing)] };
      }
      const subnets = wantedSubnets(moment, input, { type, scheme });
      const vpcId = subnets[0].subnet.vpcId;
      const securityGroups = wantedGroups(moment, { named: input.SecurityGroups, vpcId, type });
      const tags = resourceTags(input.Tags);
      if (account.of(loadBalancers).size >= 50)
        throw balancingError("TooManyLoadBalancers", "The maximum number of load balancers has been reached");
      const balancer = newBalancer(moment, {
        name: input.Name,
        type,
        scheme,
        vpcId,
        securityGroups,
        tags,
        ipAddressType: input.IpAddressType ?? "ipv4",
      });
      balancer.zones = subnets.map((subnet: WantedSubnet) => placeInterface(moment, balancer, subnet));
      account.of(loadBalancers).set(balancer.arn, balancer);
      activateLater(moment, balancer);
      return { LoadBalancers: [shownLoadBalancer(account, balancer)] };
    },

    /** DescribeLoadBalancers by ARN, by name, or all; an unknown one is `LoadBalancerNotFound`. */
    DescribeLoadBalancers({ input, account }) {
      const { LoadBalancerArns: arns = [], Names: names = [] } = input;
      if (arns.length > 0 && names.length > 0)
        throw validationError("Load balancer ARNs and names cannot be specified at the same time");
      if (arns.length > 20 || names.length > 20)
        throw validationError("The maximum number of load balancers in a request is '20'");
      for (const arn of arns) checkArn(loadBalancers, arn);
      const isNamed = arns.length > 0 || names.length > 0;
      const all = isNamed ? [...account.of(loadBalancers).values()] : asListed(account, loadBalancers);
      const chosen = all.filter(({ arn, name }) =>
        arns.length > 0 ? arns.includes(arn) : names.length > 0 ? names.includes(name) : true,
      );
      const unknown = unknownAmong(all, { arns, names });
      if (unknown.length > 0)
        throw balancingError("LoadBalancerNotFound", `Load balancers '[${unknown.join(", ")}]' not found`);
      const { rows, rest } = pageOf(chosen, ({ arn }) => arn, input);
      return { LoadBalancers: rows.map((balancer) => shownLoadBalancer(account, balancer)), ...rest };
    },

    /**
     * DeleteLoadBalancer: its listeners go at once, its interfaces some minutes later. Deleting an unknown
     * one succeeds.
     */
    DeleteLoadBalancer({ input, account, now }) {
      checkArn(loadBalancers, input.LoadBalancerArn);
      const balancer = account.of(loadBalancers).get(input.LoadBalancerArn);
      if (balancer === undefined) return {};
      if (balancer.attributes.get("deletion_protection.enabled") === "true") {
        throw balancingError(
          "OperationNotPermitted",
          `Load balancer '${balancer.arn}' cannot be deleted because deletion protection is enabled`,
        );
      }
      for (const listener of listenersOf(account, balancer.arn)) removeListener({ account, now }, listener);
      account.of(loadBalancers).delete(balancer.arn);
      letInterfacesGo({ account, now }, balancer.zones);
      return {};
    },
  },
});
