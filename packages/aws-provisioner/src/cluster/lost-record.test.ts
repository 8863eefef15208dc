import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network } from "@drydock/core";
import { expect, it } from "vitest";
import type { RunEvent } from "../engine/event.ts";
import type { Run } from "../engine/run.ts";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const site = (count: number) =>
  blueprint("site", {
    network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "none" }),
    pools: { queue: machines({ subnets: "public", count }) },
  });

/** What a run waited for listings, in seconds. */
async function settling(run: Run<unknown>): Promise<readonly number[]> {
  const events: RunEvent[] = [];
  for await (const event of run) events.push(event);
  await run;
  return events.flatMap((event) => (event.type === "settling" ? [event.seconds] : []));
}

it("a record that is lost costs a wait, and only where more is made or all goes; nothing is made twice", async () => {
  const { connection, calls, handle, inventory } = simulateAccount({ seed: 7, latency: "typical" });
  const lose = async () => {
    const Bucket = inventory().find(({ id }) => id.startsWith("drydock-ledger-"))?.id;
    const keys = calls.flatMap(({ operation, input }) =>
      operation === "PutObject" ? [(input as { readonly Key: string }).Key] : [],
    );
    for (const Key of new Set(keys)) await handle("S3", "DeleteObject", { Bucket, Key });
  };
  const machinesOf = () => inventory().filter(({ type }) => type === "instance").length;
  await createCluster(site(1), connection);

  await lose();
  expect((await planCluster(site(1), connection)).steps).toEqual([]);
  expect(await settling(createCluster(site(1), connection))).toEqual([]);

  await lose();
  expect(await settling(createCluster(site(2), connection))).toEqual([315]);
  expect(machinesOf()).toBe(2);
  expect(await settling(createCluster(site(3), connection))).toEqual([]);

  await lose();
  expect(await settling(destroyCluster("site", connection))).toEqual([315]);
  await lose();
  expect(await settling(createCluster(site(1), connection))).toEqual([]);
  expect(inventory().filter(({ type }) => type === "vpc")).toHaveLength(1);
});
