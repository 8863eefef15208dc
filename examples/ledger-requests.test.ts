import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createCluster, destroyCluster, planCluster } from "@drydock/aws-provisioner";
import { simulateAccount } from "@drydock/aws-simulator";
import { expect, it } from "vitest";
import { fleet } from "./fleet.ts";

/** USD for 1,000 requests (Amazon S3 pricing, S3 Standard, US West (Oregon)). */
const prices = { reads: 0.0004, writes: 0.005 } as const;

it("README.md says what the ledger of the demonstration's cluster costs", async () => {
  const account = simulateAccount({ seed: "demo", latency: "typical" });
  const options = { ...account.connection, environment: { DOCKERCFG: '{"auths":{}}' } };
  let seen = 0;
  const requests = async (deed: PromiseLike<unknown>) => {
    await deed;
    const own = account.calls.slice(seen).filter(({ input }) => {
      const { Bucket = "" } = input as { readonly Bucket?: string };
      return Bucket.startsWith("drydock-ledger-");
    });
    seen = account.calls.length;
    const count = (name: string) => own.filter(({ operation }) => operation === name).length;
    const [reads, writes] = [count("GetObject"), count("PutObject")];
    return { reads, writes, others: own.length - reads - writes };
  };
  const everything = { ...options, including: ["*"] };
  const first = await requests(createCluster(fleet, options));
  expect(await requests(planCluster(fleet, options))).toEqual({ reads: 1, writes: 0, others: 0 });
  await requests(destroyCluster(fleet, everything));
  const create = await requests(createCluster(fleet, options));
  const destroy = await requests(destroyCluster(fleet, everything));
  const cost = (["reads", "writes"] as const).reduce((sum, of) => sum + (create[of] + destroy[of]) * prices[of], 0);

  const page = readFileSync(join(import.meta.dirname, "..", "README.md"), "utf8").replaceAll(/\s+/g, " ");
  const said = /(?<=\*\*What the ledger costs\.\*\* ).*?(?= \*\*)/.exec(page)?.[0];
  expect(said).toContain(
    "A plan reads one object of it. For the cluster of the demonstration " +
      `a create is ${create.reads} read and ${create.writes} writes, and its destroy ${destroy.reads} read and ` +
      `${destroy.writes} writes: the record, and a sign of life every 10 s.`,
  );
  const more = first.reads + first.writes + first.others - create.reads - create.writes;
  expect(said).toContain(`The first run in an account and region has ${more} calls more, for the bucket.`);
  expect(said).toContain(
    `At ${prices.writes} USD for 1,000 writes and ${prices.reads} USD for 1,000 reads ` +
      `(Amazon S3 pricing, S3 Standard, US West (Oregon)) both together cost ${(cost / 1000).toFixed(4)} USD.`,
  );
});
