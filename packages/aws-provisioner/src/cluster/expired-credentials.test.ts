import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../engine/event.ts";
import { createCluster } from "./create-cluster.ts";
import type { ApplyOptions } from "./options.ts";

const site = blueprint("site", {
  network: network({ cidr: "10.1.0.0/16", zones: 2, nat: "none", tiers: { public: {} } }),
  pools: { web: workers({ subnets: "public", size: { min: 1, desired: 2, max: 4 } }) },
});

const keys = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "test", sessionToken: "token" };

/** An account that takes the credentials for expired from its tenth second on, for so many seconds. */
function account(seconds: number) {
  const simulated = simulateAccount({
    seed: 7,
    latency: "typical",
    faults: [
      () => {
        const at = simulated.clock.now() - began;
        if (at < 10_000 || at >= 10_000 + seconds * 1000) return undefined;
        return { kind: "refuse", code: "ExpiredToken", message: "The security token is expired", status: 403 };
      },
    ],
  });
  const began = simulated.clock.now();
  const { connection, clock } = simulated;
  const withKeys = (credentials: unknown): ApplyOptions => ({
    ...connection,
    client: { ...connection.client, credentials: credentials as never },
  });
  return { clock, withKeys, seconds: () => (clock.now() - began) / 1000 };
}

async function run(options: ApplyOptions) {
  const going = createCluster(site, options);
  const events: RunEvent[] = [];
  for await (const event of going) events.push(event);
  const error: unknown = await going.result.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { error, told: events.map(({ type }) => type) };
}

describe("credentials that expire in the middle of a run", () => {
  /** A source of others, which there are none of for as long as AWS refuses these. */
  const source = async () => ({ ...keys, expiration: new Date(8.64e15) });

  it("are waited for where their source may have others", async () => {
    const { withKeys, seconds } = account(200);
    const { error, told } = await run(withKeys(source));
    expect(error).toBeUndefined();
    expect(told).toContain("expired");
    expect(seconds()).toBeGreaterThan(210);
  });

  it("end the run when patience is at an end", async () => {
    const { withKeys, seconds } = account(10_000);
    const { error, told } = await run(withKeys(source));
    expect(error).toMatchObject({ code: "lease-lost" });
    expect(told).toContain("expired");
    expect(seconds()).toBeGreaterThan(900);
    expect(seconds()).toBeLessThan(1000);
  });

  it("end it at once where the program gave them, and the next run goes on when it cannot be alive any more", async () => {
    const { withKeys, seconds, clock } = account(30);
    const { error, told } = await run(withKeys(keys));
    expect(error).toMatchObject({
      code: "step-failed",
      hint: "Renew the credentials, or choose others with AWS_PROFILE, and run again.",
    });
    expect(told).not.toContain("expired");
    expect(seconds()).toBeLessThan(30);
    await clock.sleep(30_000);
    const before = seconds();
    const next = await run(withKeys(keys));
    expect(next.error).toBeUndefined();
    expect(next.told).toEqual(expect.arrayContaining(["locked", "settling"]));
    expect(seconds() - before).toBeLessThan(150);
  });
});
