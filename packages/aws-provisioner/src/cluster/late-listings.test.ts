import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network } from "@drydock/core";
import { expect, it } from "vitest";
import type { Connection } from "../aws/connection.ts";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

type Plugin = NonNullable<Connection["plugins"]>[number];

function pier(tags: Readonly<Record<string, string>>) {
  return blueprint("pier", {
    network: network({ cidr: "10.4.0.0/16", zones: 1, nat: "none", tiers: { public: {} }, endpoints: [] }),
    tags,
  });
}

/**
 * Shows an operation's answer as it was first given, until that many milliseconds after the last change of
 * tags.
 */
function behind(operations: readonly string[], lag: number, now: () => number): Plugin {
  const past = new Map<string, object>();
  let until = 0;
  return {
    applyToStack: (stack) =>
      stack.add(
        (next, { commandName = "" }) =>
          async (request) => {
            const operation = commandName.replace(/Command$/, "");
            const answer = await next(request);
            if (/^(?:Create|Delete)Tags$/.test(operation)) until = now() + lag;
            if (!operations.includes(operation)) return answer;
            const key = JSON.stringify([operation, request.input]);
            if (!past.has(key) || now() >= until) past.set(key, answer.output);
            return { ...answer, output: { ...answer.output, ...past.get(key) } };
          },
        { step: "initialize", priority: "high", name: "behind" },
      ),
  };
}

it.each<[string, Record<string, string>]>([
  ["written", { owner: "harbour-master", berth: "7" }],
  ["new", { owner: "port-authority", berth: "7", crane: "2" }],
  ["taken away", { owner: "port-authority" }],
])("an apply is over only when listings show that a tag is %s, and the next plan is empty", async (_what, tags) => {
  const { connection, clock } = simulateAccount({ seed: "late", latency: "typical", staleReads: true });
  const listings = ["DescribeVpcs", "DescribeSubnets", "DescribeInternetGateways", "DescribeRouteTables"];
  await createCluster(pier({ owner: "port-authority", berth: "7" }), connection);
  await clock.sleep(30_000);
  const options = { ...connection, plugins: [behind(listings, 20_000, () => clock.now()), ...connection.plugins] };
  const { steps } = await planCluster(pier(tags), options);
  expect(new Set(steps.map(({ kind, action }) => `${action} ${kind}`))).toEqual(
    new Set(["vpc", "subnet", "internet-gateway", "route-table"].map((kind) => `update ${kind}`)),
  );
  const began = clock.now();
  await createCluster(pier(tags), options);
  expect(clock.now()).toBeGreaterThanOrEqual(began + 20_000);
  expect((await planCluster(pier(tags), options)).steps).toEqual([]);
});
