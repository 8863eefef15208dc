import { type Fault, type FaultEffect, onCall, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { s3Ledger } from "../aws/ledger/s3-ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

/** Takes some two minutes, for its NAT gateway. */
const site = blueprint("site", { network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "single", endpoints: [] }) });
const kmsKey = "arn:aws:kms:us-west-2:123456789012:key/0d9a8b4e-1c2d-4e3f-9a5b-6c7d8e9f0a1b";
const who = "User: arn:aws:iam::123456789012:user/me is not authorized to perform:";

type Refusal = Extract<FaultEffect, { readonly kind: "refuse" }>;

function refusing(code: string, status: number, message: string): Refusal {
  return { kind: "refuse", code, status, message };
}

/** S3 refuses what is asked of objects under that name from then on. */
function from(isTime: () => boolean, operation: string, prefix: string, effect: Refusal): Fault {
  return ({ service, operation: asked, input }) =>
    service === "S3" && asked === operation && String(Object(input).Key).startsWith(prefix) && isTime()
      ? effect
      : undefined;
}

const denied = refusing("AccessDenied", 403, `${who} s3:PutObject on resource: "arn:aws:s3:::ours-0815/records"`);
const keyDenied = refusing("AccessDenied", 403, `${who} kms:GenerateDataKey on this resource`);
const disabled = refusing("KMS.DisabledException", 400, `${kmsKey} is disabled.`);

async function standing(...faults: readonly Fault[]) {
  const account = simulateAccount({ seed: "refused", latency: "typical", faults });
  const CreateBucketConfiguration = { LocationConstraint: "us-west-2" };
  await account.handle("S3", "CreateBucket", { Bucket: "ours-0815", CreateBucketConfiguration });
  const ledger = s3Ledger({ bucket: "ours-0815", kmsKey });
  const networks = () => account.inventory().filter(({ type }) => ["vpc", "natgateway"].includes(type)).length;
  return { account, options: { ...account.connection, ledger }, networks };
}

async function failureOf(run: PromiseLike<unknown>) {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error("it did not fail", { cause: error });
  return error as Error & { readonly code: string; readonly hint?: string };
}

describe("at the beginning", () => {
  it.each<[string, Refusal, RegExp]>([
    ["a right to the bucket", denied, /^Nothing was changed\. The credentials need s3:PutObject on arn:aws:s3:::ours/],
    [
      "a right to the key",
      keyDenied,
      /^Nothing was changed\. The credentials need kms:GenerateDataKey and kms:Decrypt on arn/,
    ],
    ["a key that is enabled", disabled, /^Nothing was changed\. As KMS says, arn:aws:kms.* is disabled: enable it\./],
  ])("%s is missed before anything is changed", async (_, effect, hint) => {
    const { account, options, networks } = await standing(from(() => true, "PutObject", "records/", effect));
    const failure = await failureOf(createCluster(site, options));
    expect(failure).toMatchObject({ code: "ledger-failed", hint: expect.stringMatching(hint) as string });
    expect(networks()).toBe(0);
    expect(account.calls.filter(({ operation }) => /^(?:Create|Allocate)/.test(operation))).toHaveLength(1);
  });

  it("a bucket of one's own is missed by a plan, too", async () => {
    const { options } = await standing();
    const failure = await failureOf(planCluster(site, { ...options, ledger: s3Ledger({ bucket: "ours-4711" }) }));
    expect(failure.message).toMatchInlineSnapshot(`
      "cannot read the ledger, s3://ours-4711/records/site.json: NoSuchBucket: The specified bucket does not exist
      Nothing was changed. There is no bucket ours-4711: make it, in us-west-2 and in account 123456789012, or mend its name."
    `);
  });
});

describe("in the middle", () => {
  it.each<[string, Refusal, RegExp]>([
    ["a right to the bucket", denied, /The credentials need s3:PutObject on arn:aws:s3:::ours-0815\/\*\./],
    ["a right to the key", keyDenied, /The credentials need kms:GenerateDataKey and kms:Decrypt on arn/],
    ["a key that is enabled", disabled, /As KMS says, arn:aws:kms.* is disabled: enable it\./],
  ])("%s is missed by signs of life, what was done stands, and the next run goes on", async (_, effect, hint) => {
    let isOver = false;
    const isMissing = () => !isOver && networksOf() > 0;
    const at = await standing(from(() => isMissing(), "PutObject", "", effect));
    const networksOf = at.networks;
    const failure = await failureOf(createCluster(site, at.options));
    expect(failure).toMatchObject({ code: "lease-lost", hint: expect.stringMatching(hint) as string });
    expect(failure.message).toContain("could not be renewed: cannot write the ledger, s3://ours-0815/leases/site/");
    expect(failure.hint).toMatch(/^What was done so far stands, nothing more is begun, and the next run goes on/);
    expect(at.networks()).toBeGreaterThan(0);
    isOver = true;
    await createCluster(site, at.options);
    expect(at.networks()).toBe(2);
    expect((await planCluster(site, at.options)).steps).toEqual([]);
  });

  it("a right that lacks for the last word alone is told, and nothing is made twice", async () => {
    let writes = 0;
    const at = await standing(from(() => (writes += 1) > 1, "PutObject", "records/", denied));
    const failure = await failureOf(createCluster(site, at.options));
    expect(failure.message).toMatchInlineSnapshot(`
      "cannot write the ledger, s3://ours-0815/records/site.json: AccessDenied: User: arn:aws:iam::123456789012:user/me is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::ours-0815/records"
      What was done so far stands, nothing more is begun, and the next run goes on from there. The credentials need s3:PutObject on arn:aws:s3:::ours-0815/*. requiredPermissions(plan, { ledger }) lists all."
    `);
    expect(failure.code).toBe("ledger-failed");
    writes = -1000;
    await createCluster(site, at.options);
    expect(at.networks()).toBe(2);
  });
});

describe("with no patience", () => {
  it.each<[string, FaultEffect]>([
    ["S3.CreateBucket", { kind: "lose-answer" }],
    ["S3.CreateBucket", { kind: "lose-request" }],
    ["S3.PutBucketPolicy", { kind: "lose-answer" }],
  ])("no answer to %s is told as none: %j", async (call, effect) => {
    const faults = [onCall(call, effect, { nth: 1 })];
    const account = simulateAccount({ seed: "silence", latency: "typical", faults });
    const failure = await failureOf(createCluster(site, { ...account.connection, patience: 0 }));
    const operation = call.split(".")[1];
    expect(failure.message).toMatch(new RegExp(`^${operation} of s3 failed: no answer`));
    expect(failure.hint).toMatch(/^Look whether there is a network/);
    await createCluster(site, { ...account.connection, patience: 0 });
  });
});
