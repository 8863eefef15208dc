import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, etcd, machines, network } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { processOf, type World } from "../../../../tools/torture/computer.ts";
import type { Writer } from "../../../../tools/torture/drawn-writers.ts";
import { failureOf } from "../../../../tools/torture/failure-of.ts";
import { createCluster } from "./create-cluster.ts";

const quay = blueprint("quay", {
  network: network({ cidr: "10.6.0.0/16", zones: 3, nat: "none", endpoints: [], tiers: { public: {} } }),
  etcd: etcd({ addresses: ["10.6.0.10", "10.6.1.10", "10.6.2.10"], tls: "off" }),
  pools: { web: machines({ subnets: "public", count: 3 }) },
});

const steady: Writer = { offset: 0, rate: 1, stops: [], away: [], deeds: [] };

/** Seconds of a stop: longer than the 15 minutes for which a call that gets no answer is sent again. */
const seconds = 1500;

describe.each([
  ["is suspended with its computer", true],
  ["is stopped on a computer that goes on", false],
])("a run that %s for longer than its patience", (_, isSuspend) => {
  it.each([8, 14, 20, 30, 45])(
    "%s s after it began says who has the cluster now, and sends nothing more",
    async (at) => {
      const account = simulateAccount({ seed: "stood still", latency: "typical" });
      const world: World = {
        account,
        began: account.clock.now(),
        calls: [],
        struck: new WeakMap(),
        sender: undefined,
        met: () => {},
      };
      const first = failureOf(
        createCluster(quay, processOf(world, { ...steady, stops: [{ at, seconds, isSuspend }] }, "first")),
      );
      await account.clock.sleep((at + 200) * 1000);
      await createCluster(quay, processOf(world, steady, "second"));
      const error = await first;
      expect(error).toMatchObject({
        code: "lease-lost",
        message: expect.stringMatching(/is held by .* \(process \d+\)|another run/) as string,
      });
      const sent = world.calls.filter(
        ({ process, call }) => process.name === "first" && /^(?:Create|Run)/.test(call.operation),
      );
      expect(sent.filter(({ call }) => call.start > world.began + (at + 41) * 1000)).toEqual([]);
    },
  );
});
