import { simulateAccount } from "@drydock/aws-simulator";
import { network } from "@drydock/core";
import { expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { printRecord } from "../engine/record-text.ts";
import { createNetwork, planNetwork } from "./network-only.ts";

const Bucket = "drydock-ledger-123456789012-us-west-2-an";
const pier = network({ cidr: "10.9.0.0/16", zones: 1, nat: "none" });

/** A network whose record in S3 holds that. */
async function spoilt(text: (cluster: string) => Promise<string>) {
  const { connection, handle } = simulateAccount({ seed: "spoilt", latency: "none" });
  await createNetwork("pier", pier, connection);
  const Body = new TextEncoder().encode(await text("quay"));
  await handle("S3", "PutObject", { Bucket, Key: "records/pier.json", Body });
  return connection;
}

function messageOf(work: PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(work).then(
    () => "nothing",
    (error: unknown) => (error instanceof Error ? error.message : error),
  );
}

it("a record in S3 that was spoilt is told by where it lies, with how to move it", async () => {
  const connection = await spoilt(async () => "{");
  const told = `s3://${Bucket}/records/pier.json is no record
  line 1, column 2: it ends in the middle
Nothing was changed. Nothing depends on it but a run that was cut short: move it away (aws s3 mv s3://${Bucket}/records/pier.json s3://${Bucket}/records/pier.json.away), and run again.`;
  expect(await messageOf(planNetwork("pier", pier, connection))).toBe(told);
  expect(await messageOf(createNetwork("pier", pier, connection))).toBe(told);
});

it("a record of another cluster in its place is told with how to move it", async () => {
  const connection = await spoilt(async (cluster) => {
    const ledger = memoryLedger();
    const { connection: other } = simulateAccount({ seed: "other", latency: "none" });
    await createNetwork(cluster, pier, { ...other, ledger });
    const record = await ledger.read(cluster, { region: "us-west-2", account: async () => "123456789012" });
    return record === undefined ? "" : printRecord(record);
  });
  expect(await messageOf(planNetwork("pier", pier, connection))).toMatch(
    /^the ledger gave the record of "quay", not of pier\n.*aws s3 mv s3:\/\/drydock-ledger-\S+\/records\/pier\.json /,
  );
});

it("a record that is spoilt while a run goes on ends that run with what stands, and what to do", async () => {
  const { connection, handle } = simulateAccount({ seed: "spoilt", latency: "typical" });
  const run = createNetwork("pier", pier, connection);
  const spoil = async () => {
    for await (const event of run) {
      if (event.type !== "finished" || event.step.address !== "vpc/main") continue;
      await handle("S3", "PutObject", { Bucket, Key: "records/pier.json", Body: new TextEncoder().encode("{") });
    }
  };
  const [told] = await Promise.all([messageOf(run.result), spoil().catch(() => {})]);
  expect(told).toBe(`the record of pier was spoilt while this run went on: s3://${Bucket}/records/pier.json is no record
Move it away, and run again: what was made is found by its tags.`);
  await handle("S3", "DeleteObject", { Bucket, Key: "records/pier.json" });
  await createNetwork("pier", pier, connection);
  expect((await planNetwork("pier", pier, connection)).steps).toEqual([]);
});
