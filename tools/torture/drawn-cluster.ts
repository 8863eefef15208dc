import fc from "fast-check";
import { type Blueprint, blueprint, type Network, secret, validateBlueprint } from "../../packages/core/src/index.ts";
import { drawnNetwork } from "./drawn-network.ts";
import { drawnRole, type DrawnRole, etcdOf, poolOf } from "./drawn-role.ts";

/** A cluster before its roles have found their places in its network. */
export interface DrawnCluster {
  readonly network: Network;
  readonly etcd?: DrawnRole;
  readonly pools: Readonly<Record<string, DrawnRole>>;
  readonly length: number;
  readonly buckets?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
}

/** A cluster of any parts. */
export const drawnCluster: fc.Arbitrary<DrawnCluster> = fc.record(
  {
    network: drawnNetwork,
    etcd: drawnRole("etcd"),
    pools: fc.record(
      {
        web: drawnRole("workers", "workers", "machines"),
        api: drawnRole("workers"),
        db: drawnRole("machines", "machines", "addresses", "workers"),
        queue: drawnRole("addresses"),
      },
      { requiredKeys: ["web"] },
    ) as fc.Arbitrary<DrawnCluster["pools"]>,
    length: fc.constantFrom(40, 50),
    buckets: fc.constantFrom(["backup"], ["other"], ["backup", "other"]),
    tags: fc.constantFrom({ team: "harbour" }, { team: "port" }, { team: "harbour", stage: "live" }),
  },
  { requiredKeys: ["network", "pools", "length"] },
) as fc.Arbitrary<DrawnCluster>;

/** The blueprint that a drawn cluster stands for; it may be one that the rules refuse. */
export function blueprintOf({ network, etcd, pools, length, buckets, tags }: DrawnCluster): Blueprint {
  return plain(
    blueprint("harbour", {
      network,
      ...(etcd && { etcd: etcdOf(etcd, network) }),
      pools: Object.fromEntries(Object.entries(pools).map(([name, role]) => [name, poolOf(name, role, network)])),
      secrets: { token: secret.generated({ length }), word: secret.text({ fromEnv: "WORD" }) },
      ...(buckets && { buckets: [...buckets] }),
      ...(tags && { tags }),
    }),
  );
}

/** Whether the rules have nothing against it. */
export function isSound(given: Blueprint): boolean {
  return validateBlueprint(given).every(({ severity }) => severity !== "error");
}

function plain(given: Blueprint): Blueprint {
  return JSON.parse(JSON.stringify(given)) as Blueprint;
}
