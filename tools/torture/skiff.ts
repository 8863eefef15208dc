import { type Blueprint, blueprint, machines, network, secret, workers } from "../../packages/core/src/index.ts";
import { exec, unit } from "../../packages/systemd/src/index.ts";

/** What a small cluster has. */
export interface Skiff {
  readonly zones: 1 | 2;
  readonly nat: "none" | "single";
  /** Whether there are fixed machines with volumes beside the group. */
  readonly hasMachines: boolean;
  /** Whether its group is served from a balancer. */
  readonly isExposed: boolean;
}

/** What a blueprint is called of those that one small cluster is led to. */
export const aims = ["first", "changed", "third"] as const;
export type Aim = (typeof aims)[number];

/**
 * The small cluster as it is at first, and two others that it becomes: of each sort a change in place, one by
 * replacement, and something that comes or goes.
 */
export function skiffs(skiff: Skiff): Readonly<Record<Aim, Blueprint>> {
  return {
    first: made(skiff, { by: "first", desired: 1, greeting: "hello", count: 1, length: 32 }),
    changed: made(skiff, { by: "second", desired: 2, greeting: "good morning", count: 2, length: 32 }),
    third: made({ ...skiff, hasMachines: false }, { by: "first", desired: 1, greeting: "hello", count: 1, length: 40 }),
  };
}

interface Wish {
  readonly by: string;
  readonly desired: number;
  readonly greeting: string;
  readonly count: number;
  readonly length: number;
}

function made({ zones, nat, hasMachines, isExposed }: Skiff, wish: Wish): Blueprint {
  const { by, desired, greeting, count, length } = wish;
  const says = unit("says.service", { Service: { Type: "oneshot", ExecStart: exec("/usr/bin/echo", greeting) } });
  const size = { min: 0, desired, max: 4 };
  return blueprint("skiff", {
    network: network({ cidr: "10.1.0.0/16", zones, nat }),
    pools: {
      web: workers({
        subnets: "public",
        size,
        units: [says],
        secrets: { token: "/etc/token" },
        ...(isExposed && { expose: [{ port: 80 }] }),
      }),
      ...(hasMachines && {
        db: machines({ subnets: "public", count, volume: { size: 10 }, units: [says] }),
      }),
    },
    secrets: { token: secret.text({ fromEnv: "TOKEN" }), key: secret.generated({ length }) },
    tags: { by },
  });
}
