import { onCall, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network } from "@drydock/core";
import { expect, it } from "vitest";
import { createCluster } from "./create-cluster.ts";

const site = blueprint("site", { network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "none" }) });
const Bucket = "drydock-ledger-123456789012-us-west-2-an";

it("a bucket of the ledger that was left without its settings gets them from the next run", async () => {
  const { connection, handle } = simulateAccount({ seed: "half", latency: "typical" });
  await handle("S3", "CreateBucket", {
    Bucket,
    BucketNamespace: "account-regional",
    CreateBucketConfiguration: { LocationConstraint: "us-west-2" },
  });
  await createCluster(site, connection);
  expect(await handle("S3", "GetBucketVersioning", { Bucket })).toMatchObject({ Status: "Enabled" });
  expect(await handle("S3", "GetBucketPolicy", { Bucket })).toMatchObject({
    Policy: expect.stringContaining("TlsOnly"),
  });
});

it("a right that lacks for its settings is missed by every run, until it is there", async () => {
  const denied = { kind: "refuse", code: "AccessDenied", status: 403, message: "no" } as const;
  const { connection, handle } = simulateAccount({
    seed: "denied",
    latency: "typical",
    faults: [1, 2].map((nth) => onCall("S3.PutBucketPolicy", denied, { nth })),
  });
  for (let time = 0; time < 2; time += 1) {
    await expect(createCluster(site, connection)).rejects.toThrow("cannot make the bucket of the ledger");
  }
  await createCluster(site, connection);
  expect(await handle("S3", "GetBucketPolicy", { Bucket })).toMatchObject({
    Policy: expect.stringContaining("TlsOnly"),
  });
});
