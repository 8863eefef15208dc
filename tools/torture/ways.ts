import type { InventoryEntry } from "../../packages/aws-simulator/src/index.ts";
import type { ClusterDesign } from "../../packages/core/src/index.ts";

/** The way by which requests come to a service: a listener of a balancer, and its name where it has one. */
export interface Way {
  readonly service: string;
  readonly role: string;
  readonly balancer: string;
  readonly port: number;
  /** Its record with the final dot; undefined for a service without one. */
  readonly record: string | undefined;
  /** Equal for ways by which the same is asked for: by a name and a port. */
  readonly key: string;
}

/** The ways to the services of a design. */
export function waysOf({ balancers, dns }: ClusterDesign): Way[] {
  return balancers.flatMap(({ name: balancer, listeners }) => {
    const label = dns?.records.find((record) => "balancer" in record && record.balancer === balancer)?.name;
    const record = label === undefined ? undefined : `${label}.`;
    return listeners.map(({ port, target: { name: service, role } }) => {
      return { service, role, balancer, port, record, key: `${record ?? balancer}:${port}` };
    });
  });
}

/** Seconds for which the answer to a name is kept. */
const remembered = 60;

/**
 * How many healthy targets a way leads to, for one who asks for its name now and for one who did a moment
 * ago: by its record, where it has one, and else by any balancer of its name.
 */
export function servedBy({
  balancer,
  port,
  record,
}: Way): (inventory: readonly InventoryEntry[], now: number) => number {
  const led = new Map<string, number>();
  return (inventory, now) => {
    const active = inventory.filter(({ type, state }) => type === "load-balancer" && state === "active");
    if (record === undefined) {
      const named = active.filter(({ tags }) => tags["drydock:address"] === `load-balancer/${balancer}`);
      return Math.max(0, ...named.map((one) => healthyBehind(inventory, one, port)));
    }
    const aliases = inventory.flatMap(({ type, attributes }) =>
      type === "hosted-zone" ? (attributes["aliases"] as readonly string[]) : [],
    );
    const name = aliases.find((alias) => alias.startsWith(`${record} `))?.split(" ")[1];
    if (name === undefined) return 0;
    led.set(name, now);
    const known = [...led].flatMap(([one, at]) => (now - at <= remembered * 1000 ? [one] : []));
    const counts = known.map((one) => {
      const behind = active.find(({ attributes }) => one.includes(String(attributes["dnsName"]).toLowerCase()));
      return behind === undefined ? 0 : healthyBehind(inventory, behind, port);
    });
    return Math.min(...counts);
  };
}

/** How many targets behind a port of a balancer are healthy, in a zone of it, and let it reach them. */
function healthyBehind(
  inventory: readonly InventoryEntry[],
  { id, attributes: balancer }: InventoryEntry,
  port: number,
) {
  const forwarded = inventory
    .filter(
      ({ type, attributes }) =>
        type === "listener" && attributes["port"] === port && attributes["loadBalancerArn"] === id,
    )
    .flatMap(({ attributes }) => attributes["targetGroups"] as readonly string[]);
  const zoneOf = (subnet: unknown) => inventory.find((one) => one.id === subnet)?.attributes["zone"];
  const zones = (balancer["subnets"] as readonly string[]).map(zoneOf);
  const isReached = (machine: string, wanted: number) => {
    const cards = inventory.filter(
      ({ type, attributes }) => type === "network-interface" && attributes["instanceId"] === machine,
    );
    const isNear =
      balancer["type"] !== "network" || cards.some(({ attributes }) => zones.includes(zoneOf(attributes["subnetId"])));
    const groups = cards.flatMap(({ attributes }) => attributes["groupIds"] as readonly string[]);
    return isNear && isOpen(inventory, { from: balancer["securityGroups"] as readonly string[], to: groups, wanted });
  };
  return inventory
    .filter(({ type, id: one }) => type === "target-group" && forwarded.includes(one))
    .flatMap(({ attributes }) => {
      const health = attributes["health"] as readonly string[];
      const targets = attributes["targets"] as readonly string[];
      return targets.filter((one, at) => health[at] === "healthy" && isReached(one, Number(attributes["port"])));
    }).length;
}

/** Whether a rule lets those of some groups reach a port of those of others. */
function isOpen(
  inventory: readonly InventoryEntry[],
  { from, to, wanted }: { readonly from: readonly string[]; readonly to: readonly string[]; readonly wanted: number },
): boolean {
  return inventory.some(({ type, attributes: { egress, groupId, peer, fromPort, toPort } }) => {
    if (type !== "security-group-rule" || egress === true) return false;
    const isBetween = from.includes(String(peer)) && to.includes(String(groupId));
    return isBetween && Number(fromPort) <= wanted && wanted <= Number(toPort);
  });
}
