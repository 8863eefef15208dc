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

/** What a life has to leave standing all the while that is led from one blueprint to others. */
export function promisesOf(first: Blueprint, ...later: readonly Blueprint[]): Promised[] {
  return [
    ...poolPromises(first, later),
    ...memberPromises(first, later),
    ...wayPromises(first, later),
    ...keptPromises(first, later),
    routed,
  ];
}

/** No machine that runs stands in a subnet that has lost its routes. */
const routed: Promised = {
  told: "the subnet of each machine has its route table",
  count: (inventory) => {
    const carried = new Set(
      inventory.flatMap(({ type, attributes }) =>
        type === "route-table" ? (attributes["subnetIds"] as readonly string[]) : [],
      ),
    );
    const isLost = ({ type, state, attributes }: InventoryEntry) =>
      type === "instance" && state === "running" && !carried.has(String(attributes["subnetId"]));
    return inventory.some(isLost) ? 0 : 1;
  },
  least: 1,
};

/**
 * Data volumes, buckets, and secrets that were made once and that all blueprints name, stay the ones they
 * are.
 */
function* keptPromises({ secrets = {} }: Blueprint, later: readonly Blueprint[]): Iterable<Promised> {
  const generated = Object.entries(secrets).flatMap(([name, { source }]) =>
    source.kind === "generated" && later.every((one) => one.secrets?.[name]?.source.kind === "generated") ? [name] : [],
  );
  const versions = generated.filter((name) =>
    later.every((one) => one.secrets?.[name]?.version === secrets[name]?.version),
  );
  const named = new Set(versions.map((name) => `secret/${name}`));
  yield staying("data volumes", ({ type }) => type === "volume");
  yield staying("buckets", ({ type }) => type === "bucket");
  yield staying("generated secrets", ({ type, tags }) => type === "secret" && named.has(tags["drydock:address"] ?? ""));
}

/** That what is there at first is there all the while, by its id. */
function staying(what: string, isIt: (entry: InventoryEntry) => boolean): Promised {
  let ids: ReadonlySet<string> | undefined;
  const count = (inventory: readonly InventoryEntry[]) => {
    const live = inventory.filter(
      (entry) => !entry.state.startsWith("delet") && entry.tags["drydock:address"] !== undefined && isIt(entry),
    );
    ids ??= new Set(live.map(({ id }) => id));
    return live.filter(({ id }) => ids?.has(id)).length;
  };
  return { told: `${what} stay`, count, least: Infinity };
}

/**
 * A pool keeps the share that its `rollout` says of the nodes that all blueprints want, and of fixed machines
 * one is away at a time.
 */
function* poolPromises(first: Blueprint, later: readonly Blueprint[]): Iterable<Promised> {
  for (const [name, was] of Object.entries(first.pools ?? {})) {
    const pools = later.map((one) => one.pools?.[name]);
    const groups = pools.flatMap((pool) => (pool?.kind === "workers" ? [pool] : []));
    if (was.kind === "workers" && groups.length === later.length) {
      const percents = groups.map(({ rollout: { when, minHealthy = 100 } }) => (when === "apply" ? minHealthy : 100));
      const percent = Math.min(...percents);
      const wanted = Math.min(
        ...[was, ...groups].map(({ size, scaling }) => (scaling === undefined ? size.desired : size.min)),
      );
      yield {
        told: `pool ${name} has its ${percent} percent`,
        count: (inventory) => serving(inventory, (address) => address === `auto-scaling-group/${name}`),
        least: Math.ceil((wanted * percent) / 100),
      };
    }
    const sets = pools.flatMap((pool) => (pool?.kind === "machines" ? [pool] : []));
    if (was.kind === "machines" && sets.length === later.length) {
      const batch = Math.max(...sets.map(({ rollout }) => rollout.batch ?? 1));
      const counts = [was, ...sets].map(({ count, addresses }) => count ?? addresses?.length ?? 0);
      const [had = 0, ...wants] = counts;
      yield {
        told: `all but ${batch} of the machines ${name} run`,
        count: (inventory) => running(inventory, (address) => /^instance\/(.*)-\d+$/.exec(address)?.[1] === name),
        // Those that go for good do so when those that stay have been replaced.
        least: mostMoves([was, ...sets]) > 1 ? 0 : Math.min(had - batch, ...wants),
      };
    }
  }
}

/**
 * How many machines of a set take over another's address at most: who does comes after the other has gone.
 */
function mostMoves(sets: readonly { readonly addresses?: readonly string[] | undefined }[]): number {
  const moves = sets.flatMap(({ addresses: before }) =>
    sets.map(({ addresses = [] }) => addresses.filter((one, at) => (before?.indexOf(one) ?? at) !== at).length),
  );
  return Math.max(0, ...moves);
}

function* memberPromises({ etcd }: Blueprint, later: readonly Blueprint[]): Iterable<Promised> {
  if (etcd === undefined || later.some((one) => one.etcd === undefined)) return;
  yield {
    told: "etcd has its quorum",
    count: (inventory) => serving(inventory, (address) => /^auto-scaling-group\/etcd-\d+$/.test(address)),
    least: Math.floor(etcd.addresses.length / 2) + 1,
  };
}

/**
 * What is asked for by the same name and port in all blueprints has a healthy target there, unless all its
 * nodes may be away together.
 */
function* wayPromises(first: Blueprint, later: readonly Blueprint[]): Iterable<Promised> {
  const ways = later.map((one) => ({ one, ways: waysOf(design(one)) }));
  for (const way of waysOf(design(first))) {
    const stays = ways.every(({ one, ways: all }) => {
      const same = all.find(({ key }) => key === way.key);
      return same !== undefined && !mayBeAway(one, same);
    });
    if (!stays || mayBeAway(first, way)) continue;
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
