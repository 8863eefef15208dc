import { simulateAccount, type SimulatedAccount } from "@drydock/aws-simulator";
import { expect, it } from "vitest";
import { harbours } from "../../../../../tools/torture/harbour.ts";
import { killed } from "../../../../../tools/torture/killed.ts";
import { createCluster } from "../create-cluster.ts";
import { destroyCluster } from "../destroy-cluster.ts";
import { holdings } from "./testing/quay.ts";

/** Deletes the bucket of the records with everything in it. */
async function loseRecords({ handle, inventory }: SimulatedAccount): Promise<void> {
  for (const { id: Bucket } of inventory().filter(({ id }) => id.startsWith("drydock-ledger-"))) {
    const answer = await handle("S3", "ListObjectVersions", { Bucket });
    const { Versions = [], DeleteMarkers = [] } = answer as Record<string, { Key: string; VersionId: string }[]>;
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    await handle("S3", "DeleteObjects", { Bucket, Delete: { Objects } });
    await handle("S3", "DeleteBucket", { Bucket });
  }
}

/**
 * A job was killed in the middle: 45 resources, of which no state told
 * (https://github.com/hashicorp/terraform/issues/14487).
 */
it.each([40, 75, 100])(
  "what an apply had made when it died at change %d, and its records, goes by its tags",
  async (boundary) => {
    const account = simulateAccount({ seed: `lost ${boundary}`, latency: "typical", listingLag: "typical" });
    const options = { ...account.connection, environment: { TOKEN: "token" }, including: ["*"] };
    const died = killed(
      account,
      options,
      { boundary, way: "unanswered" },
      (by) => createCluster(harbours.first, by).result,
    );
    expect(await died.isKilled()).toBe(true);
    await loseRecords(account);
    const orphans = holdings(account).length;
    expect(orphans).toBeGreaterThanOrEqual(45);
    expect(account.inventory()).toHaveLength(orphans);

    const { left } = await destroyCluster("harbour", options);
    expect(left).toEqual([]);
    await account.clock.sleep(8 * 86_400_000);
    await loseRecords(account);
    expect(account.inventory()).toEqual([]);
  },
);
