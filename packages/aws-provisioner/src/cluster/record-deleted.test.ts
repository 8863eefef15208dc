import { simulateAccount, type SimulatedAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import { addresses } from "./known-failures/testing/quay.ts";
import { planCluster } from "./plan-cluster.ts";

const Bucket = "drydock-ledger-123456789012-us-west-2-an";
const Key = "records/quay.json";

const quay = (max: number, count = 1) =>
  blueprint("quay", {
    network: network({ cidr: "10.6.0.0/16", zones: 1, nat: "none", endpoints: [] }),
    pools: {
      crane: machines({ subnets: "public", count, volume: {} }),
      web: workers({ subnets: "public", size: { min: 0, desired: 1, max } }),
    },
  });

/** What a person may do to a record: delete it, or all its versions too, or everything in the bucket. */
const deletions: readonly (readonly [string, (account: SimulatedAccount) => Promise<unknown>])[] = [
  ["as it is", ({ handle }) => handle("S3", "DeleteObject", { Bucket, Key })],
  ["with all its versions", (account) => emptied(account, Key)],
  ["with everything in its bucket", (account) => emptied(account, "")],
  [
    "with its bucket",
    async (account) => {
      await emptied(account, "");
      await account.handle("S3", "DeleteBucket", { Bucket });
    },
  ],
];

async function emptied({ handle }: SimulatedAccount, Prefix: string): Promise<void> {
  const answer = await handle("S3", "ListObjectVersions", { Bucket, Prefix });
  const { Versions = [], DeleteMarkers = [] } = answer as Record<string, { Key: string; VersionId: string }[]>;
  const Objects = [...Versions, ...DeleteMarkers].map((one) => ({ Key: one.Key, VersionId: one.VersionId }));
  await handle("S3", "DeleteObjects", { Bucket, Delete: { Objects } });
}

async function standing(remove: (account: SimulatedAccount) => Promise<unknown>) {
  const account = simulateAccount({ seed: "deleted", latency: "typical", listingLag: "typical" });
  await createCluster(quay(2), account.connection);
  await account.clock.sleep(3_600_000);
  await remove(account);
  return { account, options: account.connection };
}

function expectOne(account: SimulatedAccount): void {
  // A group's machines bear one address.
  const alone = addresses(account).filter((one) => !one.startsWith("instance auto-scaling-group/"));
  expect(alone).toEqual([...new Set(alone)]);
}

describe.each(deletions)("after a record was deleted by hand, %s,", (_, remove) => {
  it("a plan finds everything, and a create nothing to do", async () => {
    const { account, options } = await standing(remove);
    expect((await planCluster(quay(2), options)).steps).toEqual([]);
    await createCluster(quay(2), options);
    expectOne(account);
  });

  it("a change is made, and nothing twice", async () => {
    const { account, options } = await standing(remove);
    await createCluster(quay(3, 2), options);
    expect((await planCluster(quay(3, 2), options)).steps).toEqual([]);
    expectOne(account);
  });

  it("a destroy leaves nothing", async () => {
    const { account, options } = await standing(remove);
    expect((await destroyCluster("quay", { ...options, including: ["*"] })).left).toEqual([]);
    await account.clock.sleep(8 * 86_400_000);
    expect(addresses(account)).toEqual([]);
  });
});
