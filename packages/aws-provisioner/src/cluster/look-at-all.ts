import type { Look } from "../aws/cloud.ts";
import { isToldByFields, toldKinds } from "../aws/discovery.ts";
import { confirmed } from "../engine/confirmed.ts";
import type { Untimed } from "../engine/event.ts";
import { mergeStates, readState, type ObservedState } from "../engine/observed.ts";
import { NetworkInterface } from "../kinds/network-interface.ts";
import { ownAmongAllScalingGroups } from "../kinds/own-scaling-groups.ts";
import { kinds } from "../kinds/registry.ts";
import { RouteTable } from "../kinds/route-table.ts";
import { SecurityGroup, securityGroupsAmong } from "../kinds/security-group.ts";
import { SecurityGroupRules } from "../kinds/security-group-rules.ts";
import { Subnet } from "../kinds/subnet.ts";
import { Vpc } from "../kinds/vpc.ts";
import { VpcEndpoint } from "../kinds/vpc-endpoint.ts";
import { interfacesBeside } from "./holds.ts";
import { lookAround } from "./network-tenants.ts";
import type { Session } from "./session.ts";

/** Kinds that are listed with all that lies around the cluster's own. */
const amongOthers = [SecurityGroup, SecurityGroupRules, Subnet, RouteTable, VpcEndpoint];
const around: readonly string[] = [NetworkInterface, ...amongOthers].map(({ name }) => name);

/**
 * Where no record tells what there was, and something is there: looks again at once, and until listings
 * cannot be behind any more, unless nothing is to be changed.
 */
export async function lookUntilSettled(
  first: ObservedState,
  session: Session,
  emit: ((event: Untimed) => void) | undefined,
): Promise<ObservedState> {
  const { provider, clock, signal } = session;
  if (first.resources.every(({ foreign }) => foreign)) return first;
  const lags = kinds.map(({ name }) => provider.lagOf(name));
  const [usual, worst] = [Math.max(...lags.map((lag) => lag.usual)), Math.max(...lags.map((lag) => lag.worst))];
  if (emit !== undefined) emit({ type: "settling", seconds: worst });
  let state = first;
  for (const apart of emit === undefined ? [0] : [0, usual, worst - usual]) {
    await clock.sleep(apart * 1000, signal);
    state = await confirmed(state, await lookAtAll(provider.look(signal)), {
      provider,
      signal,
      depth: "existence",
      apart,
    });
  }
  return state;
}

/** Everything of a cluster, with what lies around it. */
export async function lookAtAll(look: Look): Promise<ObservedState> {
  // Others' are asked about too: they may use what goes.
  ownAmongAllScalingGroups(look);
  const first = await readState(
    look,
    kinds.filter((kind) => !isToldByFields(kind) && !around.includes(kind.name)),
    "existence",
  );
  const networks = first.resources.flatMap(({ kind, id }) => (kind === Vpc.name ? [id] : []));
  // The cluster's own subnets, tables and endpoints are among all that lie in its network, too.
  if (networks.length > 0) await lookAround(look, networks);
  // The cluster's own groups and interfaces are among all that lie in its network.
  if (networks.length > 0) await securityGroupsAmong(look, networks);
  const groups = await readState(look, amongOthers, "existence");
  const second = mergeStates(first, groups);
  const beside = interfacesBeside(look, second.resources);
  const told = [NetworkInterface, ...toldKinds(kinds, second.resources)];
  const [rest] = await Promise.all([readState(look, told, "existence"), beside]);
  return mergeStates(second, rest);
}
