import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, workers } from "@drydock/core";
import { expect, it } from "vitest";
import { createCluster } from "../cluster/create-cluster.ts";
import { planCluster } from "../cluster/plan-cluster.ts";
import { memoryLedger } from "../engine/ledger.ts";

function pier(zones: readonly string[], desired: number, port: number | undefined) {
  const expose = port === undefined ? [] : [{ port, balancer: "front", dns: false as const }];
  return blueprint("pier", {
    network: network({ cidr: "10.1.0.0/16", zones: zones.map((zone) => `us-west-2${zone}`), nat: "single" }),
    pools: { web: workers({ subnets: "private", size: { min: 1, desired, max: 4 }, expose }) },
  });
}

it.each<[string, readonly string[], readonly string[], number, number | undefined, readonly string[]]>([
  ["is refused where all its zones go", ["a", "b"], ["c"], 2, 80, ["balancer-zones-left", "pool-zones-left"]],
  ["is refused where its one machine stands in one", ["a", "b"], ["b"], 1, 80, ["pool-zones-left"]],
  ["goes where some of its machines stay", ["a", "b"], ["b"], 2, 80, []],
  ["goes where it serves nobody by a balancer", ["a", "b"], ["c"], 2, undefined, []],
])("a pool that leaves zones %s", async (_, before, after, desired, port, rules) => {
  const account = simulateAccount({ seed: "zones", latency: "typical", zones: 3 });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(pier(before, desired, port), options);
  const wanted = pier(after, desired, port);
  const refused = await planCluster(wanted, options).then(
    () => [],
    ({ diagnostics }: { readonly diagnostics: readonly { readonly rule: string }[] }) =>
      diagnostics.map(({ rule }) => rule),
  );
  expect(refused.toSorted()).toEqual(rules);
  if (rules.length > 0) return;
  await createCluster(wanted, options);
  expect((await planCluster(wanted, options)).steps).toEqual([]);
});
