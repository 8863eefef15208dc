import type { Ref } from "../engine/ref.ts";
import { Listener } from "../kinds/listener.ts";
import { LoadBalancer } from "../kinds/load-balancer.ts";
import { Target } from "../kinds/target.ts";
import { TargetGroup } from "../kinds/target-group.ts";
import type { Chapter } from "./chapter.ts";
import { balancingName, nameInCluster } from "../kinds/balancing.ts";
import { fixedAddressesIn } from "./fixed-addresses.ts";
import type { BuiltNetwork } from "./network.ts";
import type { BuiltMachine } from "./node-surroundings.ts";
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

/** A target group, with what is registered in it by the blueprint itself. */
interface BuiltTargets {
  readonly role: string;
  readonly id: Ref<string>;
  readonly registered: readonly { readonly address: string }[];
}

/** Load balancers with their listeners, and a target group for each service behind them. */
export function buildBalancing(
  { design, graph }: Chapter,
  {
    network,
    groups,
    machines,
  }: { network: BuiltNetwork; groups: RoleGroups; machines: ReadonlyMap<string, readonly BuiltMachine[]> },
): BuiltBalancers {
  const targets = new Map<string, BuiltTargets>();
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
        const groupName = balancingName(design.name, target.name, [target.protocol, target.port]);
        const listed = machines.get(target.role);
        const { id } = graph.add(TargetGroup, target.name, {
          groupName,
          vpcId: network.vpcId,
          protocol: upper(target.protocol),
          port: target.port,
          health: { ...target.health, protocol: upper(target.health.protocol) },
          drain: target.drain,
          listed: listed !== undefined,
        });
        const registered = (listed ?? []).map((machine) =>
          graph.add(
            Target,
            `${nameInCluster(design.name, groupName)}/${machine.name}`,
            { targetGroupArn: id, target: machine.id, drain: target.drain, behind: type },
            { turn: machine.turn, limit: machine.limit },
          ),
        );
        targets.set(target.name, { role: target.role, id, registered });
      }
      const { id: targetGroupArn, registered } = named(targets, target.name);
      const way = { balancerArn: balancer.id, targetGroupArn };
      // Nobody is sent to a group in which the machines do not stand yet.
      const listener = graph.add(
        Listener,
        `${name}/${port}`,
        { ...way, port, protocol: upper(protocol), certificateArn },
        { after: registered },
      );
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
