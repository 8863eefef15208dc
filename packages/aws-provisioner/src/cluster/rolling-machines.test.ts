import { type Fault, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

/** Three machines with volumes behind a balancer. */
function port(text: string, count = 3, targetPort = 5432) {
  const net = network({ cidr: "10.1.0.0/16", zones: 3, nat: "none", tiers: { public: {} } });
  const expose = [{ port: 5432, targetPort }];
  const files = [{ path: "/etc/tide", text }];
  return blueprint("port", {
    network: net,
    pools: { db: machines({ subnets: "public", count, files, volume: {}, expose }) },
  });
}

const balancing = "ElasticLoadBalancingV2";

interface Health {
  readonly Target: { readonly Id: string; readonly Port: number };
  readonly TargetHealth: { readonly State: string };
}

/** The cluster, standing and healthy, in an account that is looked at every five seconds. */
async function standing(faults: readonly Fault[] = []) {
  const account = simulateAccount({ seed: "rolling", latency: "typical", faults });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(port("low"), options);
  await account.clock.sleep(600_000);
  const groups = async () => {
    const answer = await account.handle(balancing, "DescribeTargetGroups", {});
    return (answer as { readonly TargetGroups: { readonly TargetGroupArn: string }[] }).TargetGroups;
  };
  const [{ TargetGroupArn: group } = { TargetGroupArn: "" }] = await groups();
  const health = async (): Promise<readonly Health[]> => {
    const answer = await account.handle(balancing, "DescribeTargetHealth", { TargetGroupArn: group });
    return (answer as { readonly TargetHealthDescriptions: readonly Health[] }).TargetHealthDescriptions;
  };
  const healthy = async () => (await health()).filter(({ TargetHealth }) => TargetHealth.State === "healthy").length;
  const running = () =>
    account.inventory().filter(({ type, state }) => type === "instance" && state === "running").length;

  /** The fewest that were healthy, and that ran, at any time of what is done. */
  const fewest = async <Result>(work: PromiseLike<Result>) => {
    const least = { healthy: Infinity, running: Infinity };
    let over = false;
    const end = work.then(
      () => undefined,
      (error: unknown) => error,
    );
    void end.then(() => (over = true));
    while (!over) {
      least.healthy = Math.min(least.healthy, await healthy());
      least.running = Math.min(least.running, running());
      await account.clock.sleep(5000);
    }
    return { ...least, error: await end };
  };
  const sent = (from: number) =>
    account.calls
      .slice(from)
      .filter(({ outcome, origin }) => outcome === "ok" && origin === "client")
      .map(({ operation }) => operation)
      .filter((operation) => /^(Run|Terminate)Instances$|^(Der|R)egisterTargets$/.test(operation));
  return { ...account, options, group, health, healthy, fewest, sent };
}

const oneTurn = ["DeregisterTargets", "TerminateInstances", "RunInstances", "RegisterTargets"];

describe("machines behind a balancer", () => {
  it("are drained, replaced and healthy again, one after the other", async () => {
    const { options, calls, fewest, healthy, sent } = await standing();
    expect(await healthy()).toBe(3);
    const made = calls.length;
    expect(await fewest(createCluster(port("high"), options))).toEqual({ healthy: 2, running: 2, error: undefined });
    expect(sent(made)).toEqual([...oneTurn, ...oneTurn, ...oneTurn]);
    expect(await healthy()).toBe(3);
    expect((await planCluster(port("high"), options)).steps).toEqual([]);
  });

  it("are registered together at first, before anything is sent to them, and go together with their group", async () => {
    const { options, calls } = await standing();
    const at = (operation: string) => calls.flatMap((call, place) => (call.operation === operation ? [place] : []));
    expect(at("RegisterTargets")).toHaveLength(3);
    expect(at("CreateListener")[0]).toBeGreaterThan(Math.max(...at("RegisterTargets")));
    await destroyCluster("port", { ...options, including: ["volume/*"] });
    expect(at("DeregisterTargets")).toEqual([]);
    // None waits for the balancer to go.
    expect(at("TerminateInstances")).toHaveLength(3);
    expect(Math.max(...at("TerminateInstances"))).toBeLessThan(at("DeleteTargetGroup")[0] ?? 0);
  });

  it("stay as they are after the first that is never healthy, until it is", async () => {
    let ill: string | undefined;
    let registered = 0;
    const falls: Fault = ({ operation, input, origin }) => {
      if (operation === "RegisterTargets" && ++registered === 4)
        ill = (input as { readonly Targets: readonly { readonly Id: string }[] }).Targets[0]?.Id;
      else if (operation === "DescribeTargetHealth" && origin === "client" && ill !== undefined) {
        void account.handle("EC2", "StopInstances", { InstanceIds: [ill] });
        ill = undefined;
      }
      return undefined;
    };
    const account = await standing([(call) => falls(call)]);
    const { options, calls, fewest, sent } = account;
    const made = calls.length;
    const first = await fewest(createCluster(port("high"), options));
    expect(first).toMatchObject({ healthy: 2, running: 2 });
    expect(first.error).toMatchObject({
      code: "timed-out",
      message: expect.stringMatching(
        /^target\/db-\w{6}\/db-1 \(.*\) is not stable after \d+ s: last seen pending: unused, Target.InvalidState: Target is in the stopped state in port-db-\w{6}\n/,
      ) as string,
    });
    expect(sent(made)).toEqual(oneTurn);
    const left = calls.length;
    expect(await fewest(createCluster(port("high"), options))).toEqual({ healthy: 2, running: 2, error: undefined });
    expect(sent(left)).toEqual([...oneTurn, ...oneTurn]);
    expect((await planCluster(port("high"), options)).steps).toEqual([]);
  });

  it.each([100_000, 310_000, 380_000, 500_000, 900_000])(
    "go on in their turns in the next run when one is cut off after %d ms",
    async (after) => {
      const { options, calls, clock, fewest, healthy, sent } = await standing();
      const made = calls.length;
      const stop = new AbortController();
      void clock.sleep(after).then(() => stop.abort(new Error("enough")));
      const cut = await fewest(createCluster(port("high"), { ...options, signal: stop.signal }));
      expect(cut).toMatchObject({ healthy: 2, error: { message: "enough" } });
      expect(cut.running).toBeGreaterThan(1);
      expect(await fewest(createCluster(port("high"), options))).toEqual({ healthy: 2, running: 2, error: undefined });
      expect(sent(made)).toEqual([...oneTurn, ...oneTurn, ...oneTurn]);
      expect(await healthy()).toBe(3);
      expect((await planCluster(port("high"), options)).steps).toEqual([]);
    },
  );

  it("come and go with their registrations, the last of these drained", async () => {
    const { options, calls, fewest, healthy, sent } = await standing();
    const made = calls.length;
    await createCluster(port("low", 4), options);
    expect(await healthy()).toBe(4);
    expect(await fewest(createCluster(port("low", 3), { ...options, including: ["volume/*"] }))).toMatchObject({
      healthy: 3,
      error: undefined,
    });
    expect(sent(made)).toEqual(["RunInstances", "RegisterTargets", "DeregisterTargets", "TerminateInstances"]);
  });

  it("may change together with their port", async () => {
    const { options } = await standing();
    await createCluster(port("high", 3, 5433), options);
    expect((await planCluster(port("high", 3, 5433), options)).steps).toEqual([]);
  });

  it("are told from what others register in their group", async () => {
    const { options, handle, health, group, inventory } = await standing();
    const [mine] = inventory().filter(({ type }) => type === "instance");
    const Targets = [{ Id: mine?.id, Port: 9000 }];
    await handle(balancing, "RegisterTargets", { TargetGroupArn: group, Targets });
    expect((await planCluster(port("low"), options)).steps).toEqual([]);
    expect(await health()).toHaveLength(4);
  });
});
