import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import { EC2 } from "@aws-sdk/client-ec2";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { motoMissing, motoVersion } from "../../../tools/moto.ts";
import { motoAccount } from "../../../tools/moto-account.ts";
import { skipReason } from "../../../tools/required.ts";
import { type Clock, createNetwork, fileLedger, planNetwork } from "../src/index.ts";
import { type HeldBack, holdBack } from "./interrupts/hold-back.ts";
import { launch, manifest } from "./interrupts/launch.ts";
import { pier } from "./interrupts/pier.ts";

const missing = skipReason("signals on moto", motoMissing());
const region = "us-west-2";

/** Time that passes a hundred times as fast: what listings may be behind is waited for. */
function hundredfold(): Clock {
  const began = Date.now();
  return {
    virtual: true,
    now: () => began + (Date.now() - began) * 100,
    sleep: (milliseconds, signal) => pass(milliseconds / 100, undefined, signal && { signal }),
  };
}

describe.skipIf(missing !== undefined)(
  `signals on moto ${motoVersion}${missing === undefined ? "" : ` (skipped: ${missing})`}`,
  () => {
    let folder: string;
    let front: HeldBack;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "drydock-signals-"));
      writeFileSync(join(folder, "package.json"), manifest);
      writeFileSync(join(folder, "presses"), "1000");
    });
    afterEach(async () => {
      await front.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it.each([
      { launcher: "node", grace: "100000", operation: "CreateVpc", account: "100000000011" },
      { launcher: "node", grace: "1", operation: "CreateVpc", account: "100000000012" },
      { launcher: "npm run", grace: "100000", operation: "CreateNatGateway", account: "100000000013" },
      { launcher: "pnpm run", grace: "1", operation: "CreateNatGateway", account: "100000000014" },
    ] as const)(
      "over HTTP, with $operation in flight under $launcher and a grace of $grace s, Ctrl-C leaves what another run ends",
      async ({ launcher, grace, operation, account }) => {
        const moto = await motoAccount(account);
        front = await holdBack(moto.endpoint);
        const { held, release } = front.hold(operation);
        const run = launch(launcher, folder, {
          ACCOUNT: account,
          WIRE: front.url,
          LEDGER: join(folder, "ledger"),
          PRESSES: join(folder, "presses"),
          GRACE: grace,
        });
        await run.meanwhile(held);
        process.kill(-run.top, "SIGINT");
        // Where the grace is short, nothing is answered before it is over.
        if (grace !== "1") {
          await run.line(/interrupted by SIGINT: /);
          release();
        }
        expect(await run.ended).toBe(130);
        expect(run.text()).toMatch(/^interrupted by SIGINT: \d+ of 11 steps are done; /m);
        release();

        const client = { endpoint: front.url, credentials: moto.credentials };
        const ledger = fileLedger(join(folder, "ledger"));
        const options = { region, client, plugins: [moto.plugin], ledger, clock: hundredfold() };
        const { network } = await createNetwork("pier", pier, options);
        expect((await planNetwork("pier", pier, options)).steps).toEqual([]);
        // What is guarded by no token, once in all.
        for (const unguarded of ["CreateVpc", "CreateInternetGateway", "AllocateAddress"]) {
          expect(front.asked.filter((one) => one === unguarded)).toHaveLength(1);
        }
        const ec2 = new EC2({ region, ...client });
        ec2.middlewareStack.use(moto.plugin);
        const Filters = [{ Name: "tag:drydock:cluster", Values: ["pier"] }];
        expect((await ec2.describeVpcs({ Filters })).Vpcs).toMatchObject([{ VpcId: network.vpcId }]);
        expect((await ec2.describeAddresses({ Filters })).Addresses).toHaveLength(1);
        expect((await ec2.describeInternetGateways({ Filters })).InternetGateways).toHaveLength(1);
        expect((await ec2.describeSubnets({ Filters })).Subnets).toHaveLength(4);
        const { NatGateways = [] } = await ec2.describeNatGateways({ Filter: Filters });
        expect(NatGateways.filter(({ State }) => State === "available")).toHaveLength(1);
      },
    );
  },
);
