import { replay } from "@drydock/aws-simulator";
import { blueprint, machines, network, secret, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { motoMissing, motoVersion } from "../../../tools/moto.ts";
import { motoAccount } from "../../../tools/moto-account.ts";
import { skipReason } from "../../../tools/required.ts";
import { type ApplyOptions, createCluster, destroyCluster, memoryLedger, memoryLog, type Run } from "../src/index.ts";

const missing = skipReason("replays of moto", motoMissing());

const site = (max: number) =>
  blueprint("replayed", {
    network: network({ cidr: "10.1.0.0/16", zones: 2, nat: "none", tiers: { public: {} } }),
    pools: {
      web: workers({ subnets: "public", size: { min: 0, desired: 1, max }, secrets: { token: "/etc/token" } }),
      queue: machines({ subnets: "public", count: 1 }),
    },
    secrets: { token: secret.text({ fromEnv: "TOKEN" }) },
  });

/** What became of each step of a run, and how it ended. Who waits looks as often as the machine lets it. */
async function ending(run: Run<unknown>) {
  const ways: Record<string, string[]> = {};
  for await (const event of run)
    if (event.type === "finished" || event.type === "failed") (ways[event.step.id] ??= []).push(event.type);
  return { ways, result: await run.result.catch(String) };
}

describe.skipIf(missing !== undefined)(
  `what was recorded over HTTP${missing === undefined ? `, on moto ${motoVersion}` : ` (skipped: ${missing})`}`,
  () => {
    it("is replayed in virtual time, and ends alike", async () => {
      const { plugin, ...client } = await motoAccount("100000000043");
      const ledger = memoryLedger();
      const options: ApplyOptions = {
        region: "us-west-2",
        client,
        plugins: [plugin],
        ledger,
        environment: { TOKEN: "a-token-of-theirs" },
      };
      const deeds: readonly ((own: ApplyOptions) => Run<unknown>)[] = [
        (own) => createCluster(site(2), own),
        (own) => createCluster(site(3), own),
        (own) => destroyCluster("replayed", { ...own, including: ["*"] }),
      ];
      for (const deed of deeds) {
        const record = memoryLog();
        const first = await ending(deed({ ...options, record }));
        const again = replay(record.text());
        const second = await ending(deed(again.connection));
        expect(again.refused.map(({ message }) => message)).toEqual([]);
        expect(second).toEqual(first);
        expect(record.text()).not.toContain("a-token-of-theirs");
      }
    });
  },
);
