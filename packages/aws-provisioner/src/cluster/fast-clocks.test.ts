import { onCall, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, workers } from "@drydock/core";
import { expect, it } from "vitest";
import type { Clock } from "../engine/clock.ts";
import { createCluster } from "./create-cluster.ts";

const pier = blueprint("pier", {
  network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "single" }),
  pools: { web: workers({ subnets: "private", size: { min: 0, desired: 1, max: 2 } }) },
});

/** A clock that goes too fast by a twentieth. */
function fast(world: Clock): Clock {
  return {
    virtual: true,
    now: () => world.now() * 1.05,
    sleep: (milliseconds, signal) => world.sleep(milliseconds / 1.05, signal),
  };
}

it.each(["a", "b", "c", "d", "e", "f"])(
  "by a clock that goes too fast an address is not asked for again before listings must show it (seed %s)",
  async (seed) => {
    const lost = onCall("EC2.AllocateAddress", { kind: "lose-answer" }, { nth: 1 });
    const account = simulateAccount({ seed, latency: "typical", listingLag: "worst", faults: [lost] });
    await createCluster(pier, { ...account.connection, clock: fast(account.clock) });
    expect(account.calls.filter(({ operation }) => operation === "AllocateAddress")).toHaveLength(1);
  },
);
