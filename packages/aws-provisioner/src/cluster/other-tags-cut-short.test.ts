import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network, secret, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { killed } from "../../../../tools/torture/killed.ts";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import { addresses } from "./known-failures/testing/quay.ts";
import type { ApplyOptions } from "./options.ts";
import { planCluster } from "./plan-cluster.ts";

/** With all that AWS makes by a token: an address's gateway, a volume, a machine, a template, a secret. */
const quay = (tags: Readonly<Record<string, string>>) =>
  blueprint("quay", {
    network: network({ cidr: "10.6.0.0/16", zones: 1, nat: "single", endpoints: ["s3"] }),
    pools: {
      crane: machines({ subnets: "public", count: 1, volume: {} }),
      web: workers({ subnets: "private", size: { min: 0, desired: 1, max: 2 } }),
    },
    secrets: { token: secret.generated() },
    tags,
  });

const everything = { including: ["*"] };

type Way = "unanswered" | "answered" | "not-sent";
type Cuts = readonly [number, number, number];

async function livedBy(way: Way, [first, second, third]: Cuts) {
  const account = simulateAccount({ seed: `tags ${way} ${first} ${second} ${third}`, latency: "typical" });
  const options: ApplyOptions = account.connection;
  const cut = (boundary: number, deed: (by: ApplyOptions) => Promise<unknown>) =>
    killed(account, options, { boundary, way }, deed).isKilled();
  const cuts = [
    await cut(first, (by) => createCluster(quay({ team: "harbour" }), by).result),
    await cut(second, (by) => destroyCluster("quay", { ...by, ...everything }).result),
    await cut(third, (by) => createCluster(quay({ team: "quay", stage: "live" }), by).result),
  ];
  await createCluster(quay({ team: "quay", stage: "live" }), options);
  return { account, options, cuts };
}

describe("a create, a destroy, and a create with other tags, each of which dies in the middle", () => {
  it.each<[Way, Cuts]>(
    (["unanswered", "answered", "not-sent"] as const).flatMap((way) =>
      (
        [
          // Before its machine is launched, and after.
          [12, 4, 30],
          [34, 8, 20],
          [46, 6, 12],
          [46, 6, 30],
          [46, 14, 30],
          [46, 20, 40],
        ] as const
      ).map((cuts): [Way, Cuts] => [way, cuts]),
    ),
  )("%s, at changes %j: the next one is refused for no token, and ends right", async (way, cuts) => {
    const { account, options, cuts: dead } = await livedBy(way, cuts);
    expect(dead.slice(0, 2)).toEqual([true, true]);
    const refused = account.calls.filter(({ outcome }) => outcome === "IdempotentParameterMismatch");
    expect(refused.map(({ operation }) => operation)).toEqual([]);
    expect((await planCluster(quay({ team: "quay", stage: "live" }), options)).steps).toEqual([]);
    const all = addresses(account).filter((one) => !one.startsWith("secret ") && !one.includes("/web"));
    expect(all).toEqual([...new Set(all)]);
    const marked = account.inventory().filter(({ type, tags }) => type === "instance" && tags["drydock:address"]);
    expect(marked.filter(({ state }) => state === "running").map(({ tags }) => tags["team"])).toContain("quay");
    expect((await destroyCluster("quay", { ...options, ...everything })).left).toEqual([]);
  });
});
