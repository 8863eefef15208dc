import { S3 } from "@aws-sdk/client-s3";
import { type Fault, type FaultEffect, replay, type SimulatedAccount, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { bucketLog } from "../aws/recording/bucket-log.ts";
import { memoryLog } from "../aws/recording/memory-log.ts";
import type { RunEvent } from "../engine/event.ts";
import { memoryLedger } from "../engine/ledger.ts";
import { readPlan, savePlan } from "../engine/compact/save-plan.ts";
import { applyPlan } from "./apply-plan.ts";
import { createCluster } from "./create-cluster.ts";
import { planDestroy } from "./destroy-cluster.ts";
import { planNetwork } from "./network-only.ts";
import type { ApplyOptions } from "./options.ts";
import { planCluster } from "./plan-cluster.ts";

const site = blueprint("site", { network: network({ cidr: "10.1.0.0/16", zones: 2, nat: "single" }) });

function client({ connection }: SimulatedAccount): S3 {
  const s3 = new S3({ ...connection.client, region: "us-west-2" });
  for (const plugin of connection.plugins) s3.middlewareStack.use(plugin);
  return s3;
}

/** Writes under `logs/`, in the order in which they came. */
function writes({
  calls,
}: SimulatedAccount): { readonly bucket: string; readonly key: string; readonly outcome: unknown }[] {
  return calls.flatMap(({ operation, outcome, input }) => {
    const { Bucket, Key = "" } = input as { readonly Bucket: string; readonly Key?: string };
    return operation === "PutObject" && Key.startsWith("logs/") ? [{ bucket: Bucket, key: Key, outcome }] : [];
  });
}

async function textOf(account: SimulatedAccount): Promise<string> {
  const s3 = client(account);
  const Bucket = writes(account)[0]?.bucket;
  const { Contents = [] } = await s3.listObjectsV2({ Bucket, Prefix: "logs/" });
  const parts = [];
  for (const { Key } of Contents) {
    const { Body } = await s3.getObject({ Bucket, Key });
    parts.push((await Body?.transformToString()) ?? "");
  }
  return parts.join("");
}

async function run(account: SimulatedAccount, options: ApplyOptions) {
  const going = createCluster(site, { ...account.connection, ...options });
  const events: RunEvent[] = [];
  for await (const event of going) events.push(event);
  const result = await going.result.catch((error: Error) => error.message);
  return { events, result };
}

function accountOf(...faults: readonly Fault[]): SimulatedAccount {
  return simulateAccount({ seed: 7, latency: "typical", faults });
}

describe("a log in the ledger's bucket", () => {
  it("is written in parts, each once, and is whole", async () => {
    const account = accountOf();
    const { result, events } = await run(account, { record: bucketLog() });
    expect(events.map(({ type }) => type)).not.toContain("unrecorded");
    const written = writes(account).filter(({ outcome }) => outcome === "ok");
    expect(written.length).toBeGreaterThan(3);
    expect(written.length).toBeLessThan(12);
    expect(new Set(written.map(({ key }) => key)).size).toBe(written.length);
    expect(written[0]).toMatchObject({
      bucket: "drydock-ledger-123456789012-us-west-2-an",
      key: expect.stringMatching(/^logs\/site\/\d{8}T\d{9}Z-[\da-f]{8}\/000001\.jsonl$/),
    });
    // Nothing of what keeps it is in it.
    const log = await textOf(account);
    expect(log).not.toContain('"operation":"PutObject"');
    const again = replay(log);
    expect(again.isCut).toBe(false);
    expect(await createCluster(site, again.connection).result).toEqual(result);
    expect([again.refused, again.unasked()]).toEqual([[], []]);
  });

  it("has what came until shortly before a run was killed", async () => {
    const account = accountOf();
    const { clock, connection } = account;
    void createCluster(site, { ...connection, record: bucketLog() }).result.catch(() => {});
    await clock.sleep(50_000);
    const log = await textOf(account);
    const last = Math.max(...[...log.matchAll(/"t":(\d+)/g)].map(([, at]) => Number(at)));
    expect(last).toBeGreaterThan(25_000);
    expect(replay(log).isCut).toBe(true);
  });

  it("goes after thirty days", async () => {
    const account = accountOf();
    await run(account, { record: bucketLog() });
    const { Rules } = await client(account).getBucketLifecycleConfiguration({ Bucket: writes(account)[0]?.bucket });
    expect(Rules?.find(({ Filter }) => Filter?.Prefix === "logs/")).toMatchObject({
      Status: "Enabled",
      Expiration: { Days: 30 },
      NoncurrentVersionExpiration: { NoncurrentDays: 1 },
    });
  });

  it("is kept of a plan too, where the ledger is another", async () => {
    const account = accountOf();
    await planCluster(site, { ...account.connection, ledger: memoryLedger(), record: bucketLog() });
    expect((await textOf(account)).trim().split("\n").at(-1)).toContain('"over":true');
  });

  it("lies in a bucket of one's own, and is encrypted with one's key", async () => {
    const account = accountOf();
    const s3 = client(account);
    await s3.createBucket({ Bucket: "own-0815", CreateBucketConfiguration: { LocationConstraint: "us-west-2" } });
    const kmsKey = "arn:aws:kms:us-west-2:123456789012:key/0d9a8b4e-1c2d-4e3f-9a5b-6c7d8e9f0a1b";
    await run(account, { ledger: memoryLedger(), record: bucketLog({ bucket: "own-0815", kmsKey }) });
    expect(new Set(writes(account).map(({ bucket }) => bucket))).toEqual(new Set(["own-0815"]));
    const { input } = account.calls.find(({ operation }) => operation === "PutObject") ?? {};
    expect(input).toMatchObject({ SSEKMSKeyId: kmsKey });
  });

  it("refuses options that there are not", () => {
    expect(() => bucketLog({ bukket: "x" } as object)).toThrow("bukket");
  });
});

describe("a run whose log cannot be written to the bucket", () => {
  /** Whatever the log sends comes to this. */
  const toLogs =
    (effect: FaultEffect): Fault =>
    ({ operation, input }) =>
      operation === "PutObject" && (input as { Key: string }).Key.startsWith("logs/") ? effect : undefined;

  it.each<[string, FaultEffect]>([
    ["it is refused", { kind: "refuse", code: "AccessDenied", message: "Access Denied", status: 403 }],
    ["S3 is busy", { kind: "refuse", code: "SlowDown", message: "Please reduce your request rate.", status: 503 }],
    ["nothing is answered", { kind: "hang" }],
    ["nothing arrives", { kind: "lose-request" }],
  ])("goes on where %s, and says so once", async (_, effect) => {
    const account = accountOf(toLogs(effect));
    const { events, result } = await run(account, { record: bucketLog() });
    const plain = await run(accountOf(), { record: memoryLog() });
    expect(result).toEqual(plain.result);
    expect(events.filter(({ type }) => type === "unrecorded")).toHaveLength(1);
    expect(events.filter(({ type }) => type !== "unrecorded").map(({ type }) => type)).toEqual(
      plain.events.map(({ type }) => type),
    );
    expect(account.clock.waiting).toBe(0);
  });

  it.each([
    ["planCluster", (options: ApplyOptions) => planCluster(site, options)],
    ["planNetwork", (options: ApplyOptions) => planNetwork("site", site.network, options)],
    ["planDestroy", (options: ApplyOptions) => planDestroy("site", options)],
  ])("is told by a notice of the plan, which is applied all the same: %s", async (name, deed) => {
    const refuse: FaultEffect = { kind: "refuse", code: "AccessDenied", message: "Access Denied", status: 403 };
    const account = accountOf(toLogs(refuse));
    const { connection } = account;
    if (name === "planDestroy") await createCluster(site, connection);
    const plan = await deed({ ...connection, record: bucketLog() });
    expect(plan.notices).toEqual([
      {
        severity: "warning",
        address: undefined,
        message: expect.stringMatching(/^the log of calls is not whole, since it could not be written: .*AccessDenied/),
      },
    ]);
    await applyPlan(readPlan(savePlan(plan)), connection);
    expect((await planCluster(site, connection)).steps.length > 0).toBe(name === "planDestroy");
  });

  it("goes on where an answer is lost, and has it whole", async () => {
    let [asked, lost] = [0, 0];
    const account = accountOf((call) => {
      if (toLogs({ kind: "lose-answer" })(call) === undefined || ++asked % 2 === 0) return undefined;
      lost += 1;
      return { kind: "lose-answer" };
    });
    const { events } = await run(account, { record: bucketLog() });
    expect(lost).toBeGreaterThan(1);
    expect(events.filter(({ type }) => type === "unrecorded")).toEqual([]);
    const { isCut, unasked } = replay(await textOf(account));
    expect(isCut).toBe(false);
    expect(unasked().length).toBe(account.calls.filter(({ service }) => service !== "S3").length);
  });
});
