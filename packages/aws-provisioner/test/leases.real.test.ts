import { setTimeout as pass } from "node:timers/promises";
import { EC2 } from "@aws-sdk/client-ec2";
import { afterEach, describe, expect, it } from "vitest";
import { motoMissing, motoVersion } from "../../../tools/moto.ts";
import { type MotoAccount, motoAccount } from "../../../tools/moto-account.ts";
import { skipReason } from "../../../tools/required.ts";
import { leaseSeconds } from "../src/engine/lease/lease-times.ts";
import { type CountingFront, countingFront } from "./leases/counting-front.ts";
import { type SharedTime, sharedTime } from "./leases/shared-time.ts";
import { start } from "./leases/start.ts";

const missing = skipReason("leases on moto", motoMissing());
const region = "us-west-2";

/** Every moment and offset, with `DRYDOCK_LIVES=all`; otherwise a few of them. */
const all = process.env["DRYDOCK_LIVES"] === "all";

/** What bears the cluster's name, of the kinds that AWS itself would make a second time. */
async function standing({ plugin, credentials, endpoint }: MotoAccount) {
  const ec2 = new EC2({ region, credentials, endpoint });
  ec2.middlewareStack.use(plugin);
  const Filters = [{ Name: "tag:drydock:cluster", Values: ["pier"] }];
  const [vpcs, gateways, addresses, tables, subnets, nats] = await Promise.all([
    ec2.describeVpcs({ Filters }),
    ec2.describeInternetGateways({ Filters }),
    ec2.describeAddresses({ Filters }),
    ec2.describeRouteTables({ Filters }),
    ec2.describeSubnets({ Filters }),
    ec2.describeNatGateways({ Filter: Filters }),
  ]);
  return {
    vpcs: vpcs.Vpcs?.length,
    gateways: gateways.InternetGateways?.length,
    addresses: addresses.Addresses?.length,
    tables: tables.RouteTables?.length,
    subnets: subnets.Subnets?.length,
    nats: nats.NatGateways?.filter(({ State }) => State === "available").length,
  };
}

/**
 * How many changes have come, when no more of them come: where this process is kept waiting, its timers end
 * before it reads what has come meanwhile.
 */
async function countedWhole({ changes }: CountingFront): Promise<number> {
  let sent = -1;
  for (let still = 0; still < 10; still = changes.length === sent ? still + 1 : 0) {
    sent = changes.length;
    await pass(100);
  }
  return sent;
}

const whole = { vpcs: 1, gateways: 1, addresses: 1, tables: 2, subnets: 4, nats: 1 };

describe.skipIf(missing !== undefined)(
  `leases on moto ${motoVersion}${missing === undefined ? "" : ` (skipped: ${missing})`}`,
  () => {
    const fronts: CountingFront[] = [];
    const times: SharedTime[] = [];
    const front = async (endpoint: string, time = sharedTime()) => {
      times.push(time);
      const one = await countingFront({ endpoint, time, delay: 40 });
      fronts.push(one);
      return one;
    };
    afterEach(async () => {
      for (const one of fronts.splice(0)) await one.close();
      for (const one of new Set(times.splice(0))) one.close();
    });

    it("a process that stands still for longer than its lease sends nothing more when it goes on", async () => {
      const moto = await motoAccount("100000000021");
      const one = await front(moto.endpoint);
      const other = await front(moto.endpoint, one.time);
      const stopped = await start("network", one, "100000000021");
      await one.reached(4);
      stopped.signal("SIGSTOP");
      // What had left it by then comes to the front all the same.
      const sent = await countedWhole(one);
      const next = await start("network", other, "100000000021");
      await next.ended;
      expect(next.text()).toContain("left to do: 0");
      expect(next.text()).toMatch(/waiting up to .* for another run: .* \(process \d+\)/);
      stopped.signal("SIGCONT");
      await stopped.ended;
      expect(stopped.text()).toMatch(/this run was taken for dead|could not be renewed/);
      expect(one.changes.slice(sent)).toEqual([]);
      expect(await standing(moto)).toEqual(whole);
    });

    it("a process that stands still for less goes on as if nothing had been", async () => {
      const moto = await motoAccount("100000000022");
      const one = await front(moto.endpoint);
      const run = await start("network", one, "100000000022");
      await one.reached(4);
      run.signal("SIGSTOP");
      await one.time.pass(leaseSeconds.stops * 1500);
      run.signal("SIGCONT");
      await run.ended;
      expect(run.text()).toContain("left to do: 0");
      expect(await standing(moto)).toEqual(whole);
    });

    it.each(all ? Array.from({ length: 14 }, (_, moment) => moment + 1) : [1, 7])(
      "a process that is killed at its change %i is gone on with at once",
      async (moment) => {
        const id = `1000000001${String(moment).padStart(2, "0")}`;
        const moto = await motoAccount(id);
        const one = await front(moto.endpoint);
        const other = await front(moto.endpoint, one.time);
        const killed = await start("network", one, id);
        await one.reached(moment);
        killed.signal("SIGKILL");
        await killed.ended;
        const next = await start("network", other, id);
        await next.ended;
        expect(next.text()).toContain("left to do: 0");
        // Its process is known to be gone on this very computer.
        expect(next.text()).not.toContain("for another run");
        expect(await standing(moto)).toEqual(whole);
      },
    );

    it.each(all ? Array.from({ length: 20 }, (_, at) => at * 90) : [0, 250])(
      "two at once, %i ms apart, make one",
      async (apart) => {
        const id = `100000${String(20_000 + apart)}0`;
        const moto = await motoAccount(id);
        const one = await front(moto.endpoint);
        const other = await front(moto.endpoint, one.time);
        const first = await start("network", one, id);
        await pass(apart);
        const second = await start("network", other, id);
        await Promise.all([first.ended, second.ended]);
        expect([first.text(), second.text()]).toEqual([
          expect.stringContaining("left to do: 0"),
          expect.stringContaining("left to do: 0"),
        ]);
        expect([one, other].filter(({ changes }) => changes.length > 0)).toHaveLength(1);
        expect(await standing(moto)).toEqual(whole);
      },
    );
  },
);
