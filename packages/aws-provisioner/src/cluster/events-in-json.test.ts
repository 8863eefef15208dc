import { onCall, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, secret, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../engine/event.ts";
import { memoryLedger } from "../engine/ledger.ts";
import { printEvent } from "../engine/print-event.ts";
import { createCluster } from "./create-cluster.ts";
import type { ApplyOptions } from "./options.ts";

const site = blueprint("site", {
  network: network({ cidr: "10.1.0.0/16", zones: 2, nat: "none" }),
  pools: { web: workers({ subnets: "public", size: { min: 0, desired: 1, max: 2 }, secrets: { key: "/etc/key" } }) },
  secrets: { key: secret.text({ fromEnv: "KEY" }) },
});
const value = "never-in-any-event";

/** The events of a run, as lines of JSON that somebody reads later, and the run's own. */
async function linesOf(faults: Parameters<typeof onCall>[], more: Partial<ApplyOptions> = {}) {
  const { connection } = simulateAccount({ seed: 7, latency: "none", faults: faults.map((one) => onCall(...one)) });
  const options = { ...connection, ledger: memoryLedger(), environment: { KEY: value }, ...more };
  const run = createCluster(site, options);
  const events: RunEvent[] = [];
  for await (const event of run) events.push(event);
  const error: unknown = await run.result.catch((thrown: unknown) => thrown);
  const lines = events.map((event) => JSON.stringify(event));
  return { events, lines, parsed: lines.map((line) => JSON.parse(line) as RunEvent), error };
}

const refused = (code: string, message: string) => ({ kind: "refuse", code, message, status: 400 }) as const;

describe("events as lines of JSON", () => {
  it("have of a failure its code, words, address and hint, and print as before", async () => {
    const { events, lines, parsed } = await linesOf([
      ["EC2.CreateSubnet", refused("UnauthorizedOperation", "You are not authorized to perform this operation.")],
    ]);
    const [failed] = parsed.filter(({ type }) => type === "failed") as unknown as { readonly error: object }[];
    expect(failed?.error).toEqual({
      name: "ProvisionError",
      code: "step-failed",
      address: expect.stringMatching(/^subnet\/public-[12]$/),
      message: expect.stringMatching(/^cannot create subnet\/public-[12]: UnauthorizedOperation: You are not/),
      hint: "The credentials need the permission ec2:CreateSubnet; requiredPermissions lists all.",
      cause: "UnauthorizedOperation: You are not authorized to perform this operation.",
    });
    expect(parsed.map((event) => printEvent(event))).toEqual(events.map((event) => printEvent(event)));
    expect(lines.join("\n")).not.toContain(value);
  });

  it("have the words of a cancellation, whose reason is no error of Drydock's", async () => {
    const controller = new AbortController();
    const { connection, clock } = simulateAccount({ seed: 7, latency: "typical" });
    void clock.sleep(4000).then(() => controller.abort(new RangeError("not today")));
    const { parsed } = await linesOf([], { ...connection, signal: controller.signal });
    const failed = parsed.filter(({ type }) => type === "failed");
    expect(failed.length).toBeGreaterThan(0);
    for (const event of failed) expect(event).toMatchObject({ error: { name: "RangeError", message: "not today" } });
  });

  it("several failures, thrown as one, are a list in JSON", async () => {
    const { error } = await linesOf([
      ["EC2.CreateSubnet", refused("OddError", "no")],
      ["EC2.CreateSecurityGroup", refused("OddError", "neither")],
    ]);
    expect(error).toBeInstanceOf(AggregateError);
    const { errors, message } = JSON.parse(JSON.stringify(error)) as { errors: { code: string }[]; message: string };
    expect(errors.length).toBeGreaterThan(1);
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(["step-failed"]));
    expect(message).toBe((error as Error).message);
  });
});
