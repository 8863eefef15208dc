import {
  type Blueprint,
  blueprint,
  type ExposureOptions,
  machines,
  type MachinesOptions,
  network,
  workers,
  type WorkersOptions,
} from "../../packages/core/src/index.ts";
import type { Pair } from "./drawn-pair.ts";

const size = { min: 1, desired: 2, max: 4 };
const front: ExposureOptions = { port: 80, name: "front" };
const text = (text: string) => ({ files: [{ path: "/etc/tide", text }] });

function pool(expose: readonly ExposureOptions[], options: Partial<WorkersOptions> = {}) {
  return workers({ subnets: "private", size, expose: [...expose], ...options });
}

function set(expose: readonly ExposureOptions[], options: Partial<MachinesOptions> = {}) {
  return machines({ subnets: "private", count: 2, expose: [...expose], ...options } as MachinesOptions);
}

function harbour(pools: Blueprint["pools"]): Blueprint {
  const net = network({ cidr: "10.10.0.0/16", zones: 2, nat: "single", dns: "harbour.internal" });
  return blueprint("harbour", { network: net, ...(pools && { pools }) });
}

type Move = Pick<Pair, "before" | "after">;

function move(before: Blueprint["pools"], after: Blueprint["pools"]): Move {
  return { before: harbour(before), after: harbour(after) };
}

const outer: ExposureOptions = { ...front, scheme: "internet-facing" };
const shared: ExposureOptions = { port: 81, name: "api", balancer: "shared" };

/** Ways in which a service may move while it is asked for by its name. */
const single: Readonly<Record<string, Move>> = {
  "another port on its nodes": move({ web: pool([front]) }, { web: pool([{ ...front, targetPort: 8080 }]) }),
  "another scheme": move({ web: pool([front]) }, { web: pool([outer]) }),
  "another type": move({ web: pool([front]) }, { web: pool([{ ...front, protocol: "http" }]) }),
  "a balancer of its own name": move({ web: pool([front]) }, { web: pool([{ ...front, balancer: "other" }]) }),
  "the balancer of another service": move(
    { web: pool([front]), api: pool([shared]) },
    { web: pool([{ ...front, balancer: "shared" }]), api: pool([shared]) },
  ),
  "another name for the same record": move(
    { web: pool([front]) },
    { web: pool([{ port: 80, name: "b", dns: "front" }]) },
  ),
  "another tier": move({ web: pool([front]) }, { web: pool([front], { subnets: "public" }) }),
  "another scheme and tier": move({ web: pool([front]) }, { web: pool([outer], { subnets: "public" }) }),
  "a pool that stands": move({ web: pool([front]), api: pool([]) }, { web: pool([]), api: pool([front]) }),
  "a new pool": move({ web: pool([front]) }, { api: pool([front]) }),
  "fixed machines of the same name": move({ web: pool([front]) }, { web: set([front]) }),
  "a pool of the same name": move({ web: set([front]) }, { web: pool([front]) }),
  "new fixed machines": move({ web: pool([front]) }, { db: set([front]) }),
  "a new pool from fixed machines": move({ db: set([front]) }, { web: pool([front]) }),
  "other fixed machines": move({ db: set([front]), queue: set([]) }, { db: set([]), queue: set([front]) }),
  "another port of fixed machines": move({ db: set([front]) }, { db: set([{ ...front, targetPort: 8080 }]) }),
  "another tier of fixed machines": move({ db: set([front]) }, { db: set([front], { subnets: "public" }) }),
  "another scheme and tier of fixed machines": move({ db: set([front]) }, { db: set([outer], { subnets: "public" }) }),
  "fewer fixed machines, and new ones": move(
    { db: set([front], { count: 4 }) },
    { db: set([front], { count: 2, ...text("high") }) },
  ),
  "more fixed machines, and new ones": move({ db: set([front]) }, { db: set([front], { count: 4, ...text("high") }) }),
  "another identity of its machines": move(
    { web: pool([front]), api: pool([]) },
    { web: pool([front], { identity: "api" }), api: pool([]) },
  ),
  "new machines of a pool": move({ web: pool([front]) }, { web: pool([front], text("high")) }),
};

/** The ways to move, each with what another one leads to for a third. */
export const moves: Readonly<Record<string, Pair>> = Object.fromEntries(
  Object.entries(single).map(([to, one], at, all) => [
    to,
    { ...one, third: all[(at + 1) % all.length]?.[1].after ?? one.before },
  ]),
);
