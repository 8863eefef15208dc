import { simulateAccount } from "@drydock/aws-simulator";
import { expect, it } from "vitest";
import { killed } from "../../../../../tools/torture/killed.ts";
import { createCluster } from "../create-cluster.ts";
import { planCluster } from "../plan-cluster.ts";
import { addresses, heard, quay } from "./testing/quay.ts";

/**
 * The id of a launched machine was lost, and a listing by its tag did not show it yet: the next try launched
 * a second one (https://github.com/kubernetes-sigs/cluster-api-provider-aws/issues/6131).
 */
it("a machine of which nobody heard, and that no listing shows yet, is asked for by its token and comes once", async () => {
  const account = simulateAccount({ seed: "not-listed-b", latency: "typical", listingLag: { EC2: 300 } });
  const options = account.connection;
  const knife = { boundary: 1, after: /^RunInstances$/, way: "unanswered" } as const;
  const died = killed(account, options, knife, (by) => createCluster(quay, by).result);
  expect(await died.isKilled()).toBe(true);

  const { pools } = await createCluster(quay, options);
  const launches = heard(account, "RunInstances");
  const tokens = launches.map(({ input }) => (input as { readonly ClientToken?: string }).ClientToken);
  expect(tokens).toHaveLength(2);
  expect(new Set(tokens).size).toBe(1);
  expect(tokens[0]).toMatch(/^[0-9a-f]{32}$/);
  // The second was sent while no listing by tags could show the first one.
  expect((launches[1]?.start ?? Infinity) - (launches[0]?.end ?? 0)).toBeLessThan(300_000);
  const machines = account.inventory().filter(({ type }) => type === "instance");
  expect(machines.map(({ id }) => id)).toEqual(pools.crane.instances);
  expect(addresses(account)).toEqual([...new Set(addresses(account))]);
  expect((await planCluster(quay, options)).steps).toEqual([]);
});
