import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network, workers } from "@drydock/core";
import { expect, it } from "vitest";
import type { Clock } from "../engine/clock.ts";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const pier = blueprint("pier", {
  network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "single" }),
  pools: { web: workers({ subnets: "private", size: { min: 0, desired: 1, max: 2 } }) },
});

/** A clock that somebody sets by so many seconds when that many have passed. */
function setAfter(world: Clock, after: number, by: number): Clock {
  const began = world.now();
  const isSet = () => world.now() - began >= after * 1000;
  return {
    virtual: true,
    now: () => world.now() + (isSet() ? by * 1000 : 0),
    steady: () => world.now() - began,
    sleep: (milliseconds, signal) => world.sleep(milliseconds, signal),
  };
}

it.each([7200, -7200])("a clock that is set by %d s while gateways come and go ends no wait", async (by) => {
  const { connection, clock } = simulateAccount({ seed: "set", latency: "typical" });
  const options = () => ({ ...connection, clock: setAfter(clock, 30, by) });
  await createCluster(pier, options());
  expect((await planCluster(pier, options())).steps).toEqual([]);
  expect((await destroyCluster("pier", options())).left).toEqual([]);
});

it("what a computer whose clock is a day behind has made is not made again while no listing shows it", async () => {
  const account = simulateAccount({ seed: 4, latency: "typical", listingLag: "worst" });
  const { connection, clock } = account;
  const site = (team: string) =>
    blueprint("pier", {
      network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "none", tiers: { public: {} }, endpoints: ["s3"] }),
      pools: { db: machines({ subnets: "public", count: 2, volume: {} }) },
      tags: { team },
    });
  const behind: Clock = { virtual: true, now: () => clock.now() - 86_400_000, sleep: connection.clock.sleep };
  await createCluster(site("harbour"), { ...connection, clock: behind });
  await clock.sleep(5000);
  await createCluster(site("port"), connection);
  await clock.sleep(3_600_000);
  const marks = account
    .inventory()
    .flatMap(({ type, tags }) => (tags["drydock:address"] === undefined ? [] : [`${type} ${tags["drydock:address"]}`]));
  expect(marks.filter((mark, at) => marks.indexOf(mark) !== at)).toEqual([]);
  expect((await planCluster(site("port"), connection)).steps).toEqual([]);
});
