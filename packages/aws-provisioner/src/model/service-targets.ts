import type { BalancerDesign, ClusterDesign, ListenerDesign } from "@drydock/core/design";
import { addressOf } from "../engine/graph.ts";
import { type Ref, ref } from "../engine/ref.ts";
import { Attachment } from "../kinds/attachment.ts";
import { AutoScalingGroup } from "../kinds/auto-scaling-group.ts";
import { balancingName, nameInCluster } from "../kinds/balancing.ts";
import { Target } from "../kinds/target.ts";
import { TargetGroup } from "../kinds/target-group.ts";
import type { Chapter } from "./chapter.ts";
import type { BuiltMachine } from "./node-surroundings.ts";

type TargetDesign = ListenerDesign["target"];

/** The nodes behind a listener. */
export interface ServiceTargets {
  readonly id: Ref<string>;
  /** What registers them. */
  readonly registered: readonly { readonly address: string }[];
}

/**
 * The target group of a service, with what registers its nodes: each machine of a fixed set by itself, and
 * the others by their groups. It can be behind one balancer only, so that another balancer has another one.
 */
export function buildTargets(
  { design, graph }: Chapter,
  target: TargetDesign,
  at: {
    readonly balancer: BalancerDesign;
    /** On AWS. */
    readonly balancerName: string;
    readonly vpcId: Ref<string> | string;
    readonly machines: readonly BuiltMachine[] | undefined;
  },
): ServiceTargets {
  const { balancer, balancerName, vpcId, machines } = at;
  const groupName = balancingName(design.name, target.name, [target.protocol, target.port, balancerName]);
  const { id } = graph.add(TargetGroup, target.name, {
    groupName,
    vpcId,
    protocol: upper(target.protocol),
    port: target.port,
    health: { ...target.health, protocol: upper(target.health.protocol) },
    drain: target.drain,
    listed: machines !== undefined,
  });
  const nameOf = (one: string) => `${nameInCluster(design.name, groupName)}/${one}`;
  const registered =
    machines?.map(({ name, id: machine, turn, limit }) =>
      graph.add(
        Target,
        nameOf(name),
        { targetGroupArn: id, target: machine, drain: target.drain, behind: balancer.type },
        { turn, limit },
      ),
    ) ??
    groupsOf(design, target.role).map((group) =>
      graph.add(Attachment, nameOf(group), { groupName: ref(addressOf(AutoScalingGroup, group)), targetGroupArn: id }),
    );
  return { id, registered };
}

/** The target groups in which the machines of a role register that has auto-scaling groups. */
export function registeredIn({ balancers }: ClusterDesign, role: string): Ref<string>[] {
  const targets = balancers.flatMap(({ listeners }) => listeners.map(({ target }) => target));
  return targets.flatMap((target) => (target.role === role ? [ref(addressOf(TargetGroup, target.name))] : []));
}

/** The auto-scaling groups of a role: one for each member, or one for all. */
function groupsOf({ roles }: ClusterDesign, role: string): readonly string[] {
  return roles.flatMap(({ name, nodes }) => {
    if (name !== role) return [];
    return nodes.kind === "members" ? nodes.members.map((member) => member.name) : [name];
  });
}

/** A protocol in AWS's words. */
export function upper<Word extends string>(word: Word): Uppercase<Word> {
  return word.toUpperCase() as Uppercase<Word>;
}
