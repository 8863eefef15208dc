import type { GroupDesign } from "@drydock/core/design";
import { AutoScalingGroup } from "../kinds/auto-scaling-group.ts";
import { LaunchTemplate } from "../kinds/launch-template.ts";
import { LifecycleHook } from "../kinds/lifecycle-hook.ts";
import { groupName } from "./group-name.ts";
import type { GroupSurroundings, RoleSurroundings } from "./node-surroundings.ts";
import { instanceTags } from "./node-tags.ts";
import { templateProps } from "./node-template.ts";
import { buildScaling, isMoved, sizesOf } from "./scaling.ts";
import { awaited } from "./node-waits.ts";
import { registeredIn } from "./service-targets.ts";

/** A template and a group that keeps as many machines of it as the role's size says, over its subnets. */
export function buildGroup(
  at: RoleSurroundings & GroupSurroundings,
  { subnets, size, scaling, rollout, drain, userData, tags }: GroupDesign,
): void {
  const { design, graph, network, groups, role } = at;
  const template = graph.add(LaunchTemplate, role.name, {
    ...templateProps(at, role.name, userData.text),
    securityGroupIds: [groups.ofRole(role.name)],
    publicAddress: role.publicAddress,
    places: placesOf(at, subnets),
  });
  const registersIn = registeredIn(design, role.name);
  const group = graph.add(
    AutoScalingGroup,
    role.name,
    {
      groupName: groupName(design.name, role.name),
      templateId: template.id,
      templateVersion: template.version,
      ...(rollout !== undefined && { renewed: true, rollout: { ...rollout, ...behindBalancers(at, rollout.wait) } }),
      ...sizesOf(size, scaling),
      scaled: isMoved(scaling),
      subnetIds: subnets.map((name) => network.subnet(name).id),
      ...(registersIn.length > 0 && { registersIn }),
      healthCheck: registersIn.length > 0 ? "ELB" : "EC2",
      grace: 300,
      instanceTags: { Name: `${design.name} ${role.name}`, ...instanceTags(at, tags, new Map()) },
    },
    awaited(at, subnets),
  );
  if (drain !== undefined) {
    const { heartbeat, timeout } = drain;
    graph.add(LifecycleHook, role.name, { groupName: group.id, heartbeat, timeout, result: "CONTINUE" });
  }
  if (scaling !== undefined) buildScaling(at, scaling, group.id);
}

/** The subnets of a group by their zones. */
function placesOf({ network }: RoleSurroundings, subnets: readonly string[]) {
  const homes = subnets.map((name) => network.subnet(name));
  const zones = new Set(homes.map(({ zone }) => zone));
  const inZone = (zone: string) => homes.filter((home) => home.zone === zone).map(({ id }) => id);
  return Object.fromEntries([...zones].map((zone) => [zone, inZone(zone)]));
}

/**
 * What a rollout is to know of the balancers: how long an old machine may drain before its place is
 * another's, which is waited for too, and in which time they usually find a new one healthy. Until a network
 * balancer sends to a new target pass minutes (kubernetes-sigs/aws-load-balancer-controller#1786).
 */
function behindBalancers({ design, role }: RoleSurroundings, wait: number) {
  const own = design.balancers.flatMap(({ type, listeners }) =>
    listeners.flatMap(({ target }) => (target.role === role.name ? [{ type, drain: target.drain }] : [])),
  );
  const healthy = Math.max(0, ...own.map(({ type }) => (type === "network" ? 270 : 30)));
  return { wait: wait + Math.max(0, ...own.map(({ drain }) => drain)), ...(healthy > 0 && { healthy }) };
}
