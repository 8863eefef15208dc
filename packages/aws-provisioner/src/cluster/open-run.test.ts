import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { applyPlan } from "./apply-plan.ts";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster, planDestroy } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const site = blueprint("site", { network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "single" }) });

function messagesOf({ notices }: { readonly notices: readonly { readonly message: string }[] }): string[] {
  return notices.map(({ message }) => message.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "(time)"));
}

describe("a plan, of a run that", () => {
  it("goes on: tells whose it is", async () => {
    const { connection } = simulateAccount({ seed: "open", latency: "typical" });
    const run = createCluster(site, connection);
    for await (const event of run) if (event.type === "waiting" && event.step.kind === "nat-gateway") break;
    const told =
      /^a run of .+ on .+ \(process \d+\), since \(time\).*, goes on or was cut short: .*an apply waits for it/;
    expect(messagesOf(await planCluster(site, connection))).toEqual([expect.stringMatching(told)]);
    expect(messagesOf(await planDestroy("site", connection))).toContainEqual(expect.stringMatching(told));
    await run;
    expect(messagesOf(await planCluster(site, connection))).toEqual([]);
  });

  it("was interrupted: tells when and by whom", async () => {
    const { connection } = simulateAccount({ seed: "open", latency: "typical" });
    const stop = new AbortController();
    const run = createCluster(site, { ...connection, interrupt: stop.signal });
    for await (const event of run) if (event.type === "waiting") stop.abort(new Error("SIGTERM"));
    await expect(run.result).rejects.toThrow("interrupted by SIGTERM");
    const told = "the last run was interrupted by SIGTERM at (time): an apply goes on from where it ended";
    expect(messagesOf(await planCluster(site, connection))).toEqual([told]);
    await destroyCluster("site", connection);
  });

  it("failed: tells when", async () => {
    const refused: string[] = [];
    const { connection } = simulateAccount({
      seed: "open",
      latency: "typical",
      faults: [
        ({ operation }) =>
          operation === "CreateNatGateway" && refused.push(operation) === 1
            ? { kind: "refuse", code: "NatGatewayLimitExceeded", status: 400, message: "The limit is reached." }
            : undefined,
      ],
    });
    await expect(createCluster(site, connection)).rejects.toThrow("The limit is reached");
    const told = "the last run failed at (time): an apply goes on from where it ended";
    expect(messagesOf(await planCluster(site, connection))).toEqual([told]);
    await createCluster(site, connection);
    expect(messagesOf(await planCluster(site, connection))).toEqual([]);
  });
});

it("a saved plan of a destroy is outdated when more has been made since, and changes nothing then", async () => {
  const { connection, calls } = simulateAccount({ seed: "half destroyed", latency: "typical" });
  await createCluster(
    blueprint("site", { network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "none" }) }),
    connection,
  );
  const plan = await planDestroy("site", connection);
  await createCluster(site, connection);
  const before = calls.length;
  await expect(applyPlan(plan, connection).result).rejects.toMatchObject({
    code: "plan-outdated",
    message: expect.stringContaining("the last run has made more than the plan knows: "),
  });
  expect(calls.slice(before).filter(({ operation }) => /^(?:Delete|Release|Disassociate)/.test(operation))).toEqual([]);
  await applyPlan(await planDestroy("site", connection), connection);
});
