import type { InventoryEntry } from "../../packages/aws-simulator/src/index.ts";
import { type Blueprint, design } from "../../packages/core/src/index.ts";
import { servedBy, type Way, waysOf } from "./ways.ts";

/** Something that holds at every moment of a change from one blueprint to another. */
export interface Promised {
  readonly told: string;
  /** How many there are that it needs. */
  readonly count: (inventory: readonly InventoryEntry[], now: number) => number;
  readonly least: number;
}

/**
 * What a change from one blueprint to another has to leave standing all the while, or one that may be taken
 * back.
 */
export function promisesOf(before: Blueprint, after: Blueprint, back = false): Promised[] {
  return [...poolPromises(before, after, back), ...memberPromises(before, after), ...wayPromises(before, after)];
}

/**
 * A pool keeps the share that its `rollout` says of the nodes that both blueprints want, and of fixed
 * machines one is away at a time.
 */
function* poolPromises(before: Blueprint, after: Blueprint, back: boolean): Iterable<Promised> {
  for (const [name, was] of Object.entries(before.pools ?? {})) {
    const is = after.pools?.[name];
    if (was.kind === "workers" && is?.kind === "workers") {
      const percents = (back ? [was, is] : [is]).map(({ rollout: { when, minHealthy = 100 } }) =>
        when === "apply" ? minHealthy : 100,
      );
      const percent = Math.min(...percents);
      const wanted = Math.min(
        ...[was, is].map(({ size, scaling }) => (scaling === undefined ? size.desired : size.min)),
      );
      yield {
        told: `pool ${name} has its ${percent} percent`,
        count: (inventory) => serving(inventory, (address) => address === `auto-scaling-group/${name}`),
        least: Math.ceil((wanted * percent) / 100),
      };
    }
    if (was.kind === "machines" && is?.kind === "machines") {
      const batch = Math.max(...(back ? [was, is] : [is]).map(({ rollout }) => rollout.batch ?? 1));
      const [had, wants] = [was, is].map(({ count, addresses }) => count ?? addresses?.length ?? 0);
      // Who takes another's address comes after the other has gone.
      const moves = (is.addresses ?? []).filter((address, at) => (was.addresses?.indexOf(address) ?? at) !== at);
      yield {
        told: `all but ${batch} of the machines ${name} run`,
        count: (inventory) => running(inventory, (address) => /^instance\/(.*)-\d+$/.exec(address)?.[1] === name),
        // Those that go for good do so when those that stay have been replaced.
        least: moves.length > 1 ? 0 : Math.min((had ?? 0) - batch, wants ?? 0),
      };
    }
  }
}

function* memberPromises({ etcd }: Blueprint, after: Blueprint): Iterable<Promised> {
  if (etcd === undefined || after.etcd === undefined) return;
  yield {
    told: "etcd has its quorum",
    count: (inventory) => serving(inventory, (address) => /^auto-scaling-group\/etcd-\d+$/.test(address)),
    least: Math.floor(etcd.addresses.length / 2) + 1,
  };
}

/**
 * What is asked for by the same name and port before and after has a healthy target there, unless all its
 * nodes may be away together.
 */
function* wayPromises(before: Blueprint, after: Blueprint): Iterable<Promised> {
  const later = waysOf(design(after));
  for (const way of waysOf(design(before))) {
    const same = later.find(({ key }) => key === way.key);
    if (same === undefined || mayBeAway(before, way) || mayBeAway(after, same)) continue;
    yield { told: `${way.service} has a healthy target at ${way.key}`, count: servedBy(way), least: 1 };
  }
}

function mayBeAway({ pools }: Blueprint, { role }: Way): boolean {
  const pool = pools?.[role];
  if (pool?.kind === "machines") return (pool.count ?? pool.addresses?.length ?? 0) <= (pool.rollout.batch ?? 1);
  if (pool?.kind !== "workers") return role !== "etcd";
  const { size, scaling, rollout } = pool;
  const wanted = scaling === undefined ? size.desired : size.min;
  return wanted === 0 || (rollout.when === "apply" && (rollout.minHealthy ?? 100) < 50);
}

type Named = (address: string) => boolean;

function serving(inventory: readonly InventoryEntry[], isNamed: Named): number {
  return inventory
    .filter(({ type, tags }) => type === "auto-scaling-group" && isNamed(tags["drydock:address"] ?? ""))
    .flatMap(({ attributes }) => attributes["lifecycles"] as readonly string[])
    .filter((lifecycle) => lifecycle === "InService").length;
}

function running(inventory: readonly InventoryEntry[], isNamed: Named): number {
  return inventory.filter(
    ({ type, state, tags }) => type === "instance" && state === "running" && isNamed(tags["drydock:address"] ?? ""),
  ).length;
}
