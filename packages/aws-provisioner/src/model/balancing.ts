import type { Ref } from "../engine/ref.ts";
import { Listener } from "../kinds/listener.ts";
import { LoadBalancer } from "../kinds/load-balancer.ts";
import { TargetGroup } from "../kinds/target-group.ts";
import type { Chapter } from "./chapter.ts";
import { balancingName } from "../kinds/balancing.ts";
import { fixedAddressesIn } from "./fixed-addresses.ts";
import type { BuiltNetwork } from "./network.ts";
import type { RoleGroups } from "./security.ts";
import { named } from "./named.ts";

export interface BuiltBalancers {
  readonly targetsOf: (role: string) => readonly Ref<string>[];
  /** The balancer, the target group and the listener by which requests come to a service. */
  readonly wayTo: (service: string) => {
    readonly balancerArn: Ref<string>;
    readonly targetGroupArn: Ref<string>;
    readonly listener: { readonly address: string };
  };
  readonly balancer: (name: string) => { readonly dnsName: Ref<string>; readonly zoneId: Ref<string> };
}

/** Load balancers with their listeners, and a target group for each service behind them. */
export function buildBalancing(
  { design, graph }: Chapter,
  {
    network,
    groups,
    machineIds,
  }: { network: BuiltNetwork; groups: RoleGroups; machineIds: ReadonlyMap<string, Ref<string>[]> },
): BuiltBalancers {
  const targets = new Map<string, { readonly role: string; readonly id: Ref<string> }>();
  const ways = new Map<string, ReturnType<BuiltBalancers["wayTo"]>>();
  const balancers = new Map<string, { readonly dnsName: Ref<string>; readonly zoneId: Ref<string> }>();
  for (const { name, type, scheme, subnets, listeners } of design.balancers) {
    const props = {
      balancerName: balancingName(design.name, name, [type, scheme]),
      type,
      scheme,
      subnetIds: subnets.map((subnet) => network.subnet(subnet).id),
      securityGroupIds: [groups.ofBalancer(name)],
    };
    // Without a gateway it would stay in `provisioning` for ever.
    const balancer = graph.add(LoadBalancer, name, props, {
      after: [...(scheme === "internet-facing" ? network.gateway : []), ...fixedAddressesIn(design, subnets)],
    });
    balancers.set(name, balancer);
    for (const { port, protocol, certificateArn, target } of listeners) {
      if (!targets.has(target.name)) {
        const { id } = graph.add(TargetGroup, target.name, {
          groupName: balancingName(design.name, target.name, [target.protocol, target.port]),
          vpcId: network.vpcId,
          protocol: upper(target.protocol),
          port: target.port,
          health: { ...target.health, protocol: upper(target.health.protocol) },
          targets: machineIds.get(target.role),
        });
        targets.set(target.name, { role: target.role, id });
      }
      const way = { balancerArn: balancer.id, targetGroupArn: named(targets, target.name).id };
      const listener = graph.add(Listener, `${name}/${port}`, {
        ...way,
        port,
        protocol: upper(protocol),
        certificateArn,
      });
      ways.set(target.name, { ...way, listener });
    }
  }
  return {
    targetsOf: (role) => [...targets.values()].filter((target) => target.role === role).map(({ id }) => id),
    wayTo: (service) => named(ways, service),
    balancer: (name) => named(balancers, name),
  };
}

function upper<Word extends string>(word: Word): Uppercase<Word> {
  return word.toUpperCase() as Uppercase<Word>;
}
