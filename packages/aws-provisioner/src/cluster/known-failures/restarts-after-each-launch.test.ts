import { type Fault, simulateAccount } from "@drydock/aws-simulator";
import { expect, it } from "vitest";
import { killed, ways } from "../../../../../tools/torture/killed.ts";
import { createCluster } from "../create-cluster.ts";
import { planCluster } from "../plan-cluster.ts";
import { heard, quay } from "./testing/quay.ts";

/**
 * A controller panicked right after each RunInstances, was started again, and launched one machine more each
 * time (https://github.com/kubernetes-sigs/cluster-api-provider-aws/issues/5794).
 */
it("50 processes that die one after the other when they have launched the machine leave one of it", async () => {
  // Nobody is told of the machine by a listing, as whoever saw it would not launch it.
  let isHidden = true;
  const unseen: Fault = ({ operation }) =>
    isHidden && operation === "DescribeInstances" ? { kind: "omit" } : undefined;
  const account = simulateAccount({ seed: "restarts", latency: "typical", faults: [unseen] });
  const heardOfIt = ways.filter((way) => way !== "not-sent");
  for (let restart = 0; restart < 50; restart += 1) {
    const way = heardOfIt[restart % heardOfIt.length] ?? "answered";
    const knife = { boundary: 1, after: /^RunInstances$/, way };
    const died = killed(account, account.connection, knife, (by) => createCluster(quay, by).result);
    expect(await died.isKilled()).toBe(true);
  }
  expect(heard(account, "RunInstances")).toHaveLength(50);
  const tokens = heard(account, "RunInstances").map(({ input }) => (input as { ClientToken?: string }).ClientToken);
  expect(new Set(tokens).size).toBe(1);

  isHidden = false;
  const { pools } = await createCluster(quay, account.connection);
  const machines = account.inventory().filter(({ type }) => type === "instance");
  expect(machines.map(({ id }) => id)).toEqual(pools.crane.instances);
  expect((await planCluster(quay, account.connection)).steps).toEqual([]);
});
