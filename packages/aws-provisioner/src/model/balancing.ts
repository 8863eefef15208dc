import type { BalancerDesign, ClusterDesign } from "@drydock/core/design";
import type { Ref } from "../engine/ref.ts";
import { balancingName } from "../kinds/balancing.ts";
import { Listener } from "../kinds/listener.ts";
import { LoadBalancer } from "../kinds/load-balancer.ts";
import type { Chapter } from "./chapter.ts";
import { drawingFrom } from "./fixed-addresses.ts";
import { named } from "./named.ts";
import type { BuiltNetwork } from "./network.ts";
import type { BuiltMachine } from "./node-surroundings.ts";
import type { RoleGroups } from "./security.ts";
import { buildTargets, upper } from "./service-targets.ts";

/** A balancer as records lead to it. */
interface BuiltBalancer {
  readonly dnsName: Ref<string>;
  readonly zoneId: Ref<string>;
  readonly listeners: readonly { readonly address: string }[];
}

export interface BuiltBalancers {
  /** The balancer, the target group and the listener by which requests come to a service. */
  readonly wayTo: (service: string) => {
    readonly balancerArn: Ref<string>;
    readonly targetGroupArn: Ref<string>;
    readonly listener: { readonly address: string };
  };
  readonly balancer: (name: string) => BuiltBalancer;
}

interface Around {
  readonly network: BuiltNetwork;
  readonly groups: RoleGroups;
  /** Machines by role, where these are a fixed set. */
  readonly machines: ReadonlyMap<string, readonly BuiltMachine[]>;
}

/** Load balancers with their listeners, and a target group for each service behind them. */
export function buildBalancing(chapter: Chapter, { network, groups, machines }: Around): BuiltBalancers {
  const { design, graph } = chapter;
  const ways = new Map<string, ReturnType<BuiltBalancers["wayTo"]>>();
  const balancers = new Map<string, BuiltBalancer>();
  for (const balancer of design.balancers) {
    const { name, type, scheme, subnets } = balancer;
    const balancerName = balancingName(design.name, name, [type, scheme, ...unusualTiers(design, balancer)]);
    const props = {
      balancerName,
      type,
      scheme,
      subnetIds: subnets.map((subnet) => network.subnet(subnet).id),
      securityGroupIds: [groups.ofBalancer(name)],
    };
    // Without a gateway it would stay in `provisioning` for ever.
    const {
      id: balancerArn,
      dnsName,
      zoneId,
    } = graph.add(LoadBalancer, name, props, {
      after: scheme === "internet-facing" ? network.gateway : [],
      ...drawingFrom(design, subnets),
    });
    const listeners = balancer.listeners.map(({ port, protocol, certificateArn, target }) => {
      const at = { balancer, balancerName, vpcId: network.vpcId, machines: machines.get(target.role) };
      const { id: targetGroupArn, registered } = buildTargets(chapter, target, at);
      const way = { balancerArn, targetGroupArn };
      // Nobody is sent to a group in which no node stands yet, and the second of machines that are replaced
      // in turn goes when those who were sent to it are sent to the first.
      const listener = graph.add(
        Listener,
        `${name}/${port}`,
        { ...way, port, protocol: upper(protocol), certificateArn, besides: [] },
        { after: registered, ...(at.machines !== undefined && { turn: { of: target.role, place: 0 } }) },
      );
      ways.set(target.name, { ...way, listener });
      return listener;
    });
    balancers.set(name, { dnsName, zoneId, listeners });
  }
  return { wayTo: (service) => named(ways, service), balancer: (name) => named(balancers, name) };
}

/**
 * The tiers of a network balancer's subnets, where they are not those after which its scheme is named: it
 * cannot come to another subnet in a zone that it has (ELB user guide, "Availability Zones for your Network
 * Load Balancer"), and so is another balancer in another tier.
 */
function unusualTiers({ network }: ClusterDesign, { type, scheme, subnets }: BalancerDesign): string[] {
  if (type === "application") return [];
  const usual = scheme === "internal" ? "private" : "public";
  const tiers = network.subnets.flatMap(({ name, tier }) => (subnets.includes(name) ? [tier] : []));
  return [...new Set(tiers)].filter((tier) => tier !== usual).toSorted();
}
