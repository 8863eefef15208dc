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
  /** Equal for ways that are the same in every respect. */
  readonly key: string;
}

/** The ways to the services of a design. */
export function waysOf({ balancers, dns }: ClusterDesign): Way[] {
  return balancers.flatMap(({ name: balancer, type, scheme, subnets, listeners }) =>
    listeners.map((listener) => {
      const { name: service, role } = listener.target;
      const label = dns?.records.find((record) => "balancer" in record && record.balancer === balancer)?.name;
      const record = label === undefined ? undefined : `${label}.`;
      const key = JSON.stringify({ balancer, type, scheme, subnets, listener, record });
      return { service, role, balancer, port: listener.port, record, key };
    }),
  );
}

/**
 * How many healthy targets a way leads to: by its record, where it has one, and else by any balancer of its
 * name.
 */
export function servedBy(inventory: readonly InventoryEntry[], { balancer, port, record }: Way): number {
  const aliases = inventory.flatMap(({ type, attributes }) =>
    type === "hosted-zone" ? (attributes["aliases"] as readonly string[]) : [],
  );
  const name = aliases.find((alias) => alias.startsWith(`${record} `))?.split(" ")[1];
  const balancers = inventory.filter(
    ({ type, state, tags, attributes }) =>
      type === "load-balancer" &&
      state === "active" &&
      tags["drydock:address"] === `load-balancer/${balancer}` &&
      (record === undefined || name?.includes(String(attributes["dnsName"]).toLowerCase()) === true),
  );
  const forwarded = inventory
    .filter(
      ({ type, attributes }) =>
        type === "listener" &&
        attributes["port"] === port &&
        balancers.some(({ id }) => id === attributes["loadBalancerArn"]),
    )
    .flatMap(({ attributes }) => attributes["targetGroups"] as readonly string[]);
  return inventory
    .filter(({ type, id }) => type === "target-group" && forwarded.includes(id))
    .flatMap(({ attributes }) => attributes["health"] as readonly string[])
    .filter((health) => health === "healthy").length;
}
