import { exec, unit } from "@drydock/systemd";
import {
  blueprint,
  etcd,
  machines,
  network,
  secret,
  workers,
  type Blueprint,
  type BlueprintParts,
  type EtcdOptions,
  type MachinesOptions,
  type NetworkOptions,
  type WorkersOptions,
} from "../src/index.ts";

/** Options of every part, with each number that may be given. */
export interface Numbered {
  readonly network: NetworkOptions;
  readonly etcd: EtcdOptions;
  readonly pools: { readonly web: WorkersOptions; readonly db: MachinesOptions };
  readonly secrets: { readonly token: { readonly length: number; readonly version: number } };
}

const updates = { strategy: "reboot", window: { start: "05:30", minutes: 60 } } as const;

/** What nothing is said of. */
export const sound: Numbered = {
  network: { cidr: "10.10.0.0/16", zones: 3, newBits: 8, tiers: { public: { subnets: 3, newBits: 8 }, private: {} } },
  etcd: { addresses: ["10.10.3.100", "10.10.4.100", "10.10.5.100"], rootVolume: 30, volume: { size: 20 }, updates },
  pools: {
    web: {
      subnets: "private",
      size: { min: 1, desired: 2, max: 3 },
      rollout: { minHealthy: 90, batch: 1, pause: 60, warmup: 60, wait: 600 },
      units: [unit("leave.service", { Service: { Type: "oneshot", ExecStart: exec("/usr/bin/true") } })],
      drain: { unit: "leave.service", timeout: 60 },
      scaling: {
        cpu: 60,
        requests: 1000,
        schedules: { night: { cron: "0 22 * * *", min: 1, desired: 2, max: 3 } },
      },
      expose: [
        {
          port: 80,
          targetPort: 8080,
          protocol: "http",
          health: { port: 8081, healthyThreshold: 3, unhealthyThreshold: 3, timeout: 6, interval: 10 },
        },
      ],
      allow: [
        { ports: 22, from: "network" },
        { ports: [8000, 9000], from: "network" },
      ],
      secrets: { token: "/etc/app/token" },
    },
    db: { subnets: "private", count: 2, volume: { size: 100 }, rollout: { batch: 1, pause: 60, wait: 600 } },
  },
  secrets: { token: { length: 40, version: 2 } },
};

/** The blueprint that options of every part make. */
export function made({ network: net, etcd: store, pools, secrets }: Numbered): Blueprint {
  return blueprint<BlueprintParts>("fleet", {
    network: network(net),
    etcd: etcd(store),
    pools: { web: workers(pools.web), db: machines(pools.db) },
    secrets: { token: secret.generated(secrets.token) },
  });
}

/** A number in plain data, and the names and indices that lead to it. */
export type Leaf = readonly string[];

/** Every number in plain data. */
export function numbersIn(value: unknown, path: Leaf = []): Leaf[] {
  if (typeof value === "number") return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => numbersIn(inner, [...path, key]));
}

/** Plain data with another value in one place. */
export function replaced(data: unknown, [key, ...rest]: Leaf, value: unknown): unknown {
  if (key === undefined) return value;
  const copy: unknown = Array.isArray(data) ? [...(data as unknown[])] : { ...(data as object) };
  return Object.assign(copy as object, { [key]: replaced(Reflect.get(data as object, key), rest, value) });
}
