import { type Fault, type MachineLife, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, type DrainOptions, network, type Workers, workers, type WorkersOptions } from "@drydock/core";
import { exec, unit } from "@drydock/systemd";
import { describe, expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { printPlan } from "../engine/print-plan.ts";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster, planDestroy } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const net = network({ cidr: "10.9.0.0/16", zones: 2, nat: "single" });

const oneshot = (name: `${string}.service`) => ({
  unit: unit(name, { Service: { Type: "oneshot", ExecStart: exec("/usr/bin/true") } }),
  enable: false,
});

const drain: DrainOptions = { unit: "leave.service" };

function pool(more: Partial<WorkersOptions> = {}, text = "one"): Workers {
  return workers({
    subnets: "private",
    size: { min: 0, desired: 2, max: 4 },
    units: [oneshot("leave.service"), oneshot("other.service")],
    files: [{ path: "/etc/mill", text }],
    rollout: { warmup: 60 },
    ...more,
  });
}

const mill = (pools: Readonly<Record<string, Workers>>) => blueprint("mill", { network: net, pools });
const drained = (more: Partial<WorkersOptions> = {}, text?: string) => mill({ web: pool({ drain, ...more }, text) });
const plainly = (text?: string) => mill({ web: pool({}, text) });

interface Surroundings {
  readonly life?: MachineLife;
  readonly faults?: readonly Fault[];
}

async function standing(given = drained(), { life = { completes: 40 }, faults = [] }: Surroundings = {}) {
  const account = simulateAccount({ seed: "mill", latency: "typical", lives: () => life, faults: [...faults] });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(given, options);
  await account.clock.sleep(600_000);
  const made = account.calls.length;
  const group = () =>
    account.inventory().find(({ id }) => id === "mill-web")?.attributes as
      | { readonly hooks: readonly string[]; readonly lifecycles: readonly string[]; readonly instances: string[] }
      | undefined;
  const operations = () => account.calls.slice(made).map(({ operation }) => operation);
  const hooks = async () =>
    (await account.handle("AutoScaling", "DescribeLifecycleHooks", { AutoScalingGroupName: "mill-web" })) as {
      readonly LifecycleHooks: readonly object[];
    };
  const marks = async () => {
    const answer = await account.handle("AutoScaling", "DescribeAutoScalingGroups", {});
    const tags = (answer as { AutoScalingGroups: { Tags: { Key: string; Value: string }[] }[] }).AutoScalingGroups;
    return tags.flatMap(({ Tags }) => Tags.flatMap(({ Key, Value }) => (Key === "drydock:leaving" ? [Value] : [])));
  };
  const runs = () => account.inventory().filter(({ type, state }) => type === "instance" && state === "running").length;
  return { account, options, group, operations, hooks, marks, runs };
}

/** Everything that a run says it waits for, and the lifecycles of the group's machines while it goes on. */
async function followed(world: Awaited<ReturnType<typeof standing>>, run: ReturnType<typeof createCluster>) {
  const waits: string[] = [];
  const seen = new Set<string>();
  for await (const event of run) {
    if (event.type === "waiting") waits.push(event.reason);
    for (const state of world.group()?.lifecycles ?? []) seen.add(state);
  }
  await run;
  return { waits, seen };
}

describe("a pool whose machines run a unit before they go", () => {
  it("has a hook from its first apply, which the next plan finds in one call", async () => {
    const world = await standing();
    expect((await world.hooks()).LifecycleHooks).toEqual([
      {
        AutoScalingGroupName: "mill-web",
        LifecycleHookName: "drydock-drain",
        LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
        HeartbeatTimeout: 120,
        GlobalTimeout: 12_000,
        DefaultResult: "CONTINUE",
      },
    ]);
    expect(await world.marks()).toEqual(["300"]);
    expect((await planCluster(drained(), world.options)).steps).toEqual([]);
    expect(world.operations().filter((one) => one === "DescribeLifecycleHooks")).toHaveLength(2);
  });

  it("costs a cluster that drains nothing no call", async () => {
    const world = await standing(plainly());
    expect((await planCluster(plainly(), world.options)).steps).toEqual([]);
    expect(world.operations()).not.toContain("DescribeLifecycleHooks");
    const { left } = await destroyCluster("mill", world.options);
    expect(left).toEqual([]);
    expect(world.operations()).not.toContain("UpdateAutoScalingGroup");
  });

  it("may tell its own group that it is drained, and no other", async () => {
    const given = mill({ web: pool({ drain }), api: pool({ identity: "web", drain }), db: pool() });
    const { account } = await standing(given);
    const statements = async (RoleName: string) => {
      const answer = await account.handle("IAM", "GetRolePolicy", { RoleName, PolicyName: "node" }).catch(() => ({}));
      const { PolicyDocument = "%7B%7D" } = answer as { PolicyDocument?: string };
      return JSON.parse(decodeURIComponent(PolicyDocument)).Statement as unknown;
    };
    const arn = "arn:aws:autoscaling:us-west-2:123456789012:autoScalingGroup:*:autoScalingGroupName";
    const names = account.inventory().flatMap(({ type, id }) => (type === "role" ? [id] : []));
    const told = new Map(await Promise.all(names.map(async (name) => [name, await statements(name)] as const)));
    expect(Object.fromEntries(told)).toEqual({
      [String(names.find((name) => name.includes("web")))]: [
        {
          Effect: "Allow",
          Action: ["autoscaling:CompleteLifecycleAction", "autoscaling:RecordLifecycleActionHeartbeat"],
          Resource: [`${arn}/mill-api`, `${arn}/mill-web`],
        },
      ],
      [String(names.find((name) => name.includes("db")))]: undefined,
    });
  });
});

describe("a rollout of such a pool", () => {
  it("says how much longer it may take, and waits for each machine's unit", async () => {
    const world = await standing();
    const next = drained({}, "two");
    expect(printPlan(await planCluster(next, world.options))).toMatchInlineSnapshot(`
      "mill: 2 to change, 15 unchanged

        ~ auto-scaling-group/web
            templateVersion: "1" -> "launch-template/web.version"
        ~ launch-template/web
            userData: "eyJpZ25pdGlvbiI6eyJ2ZXJzaW9uIjoiMy4wLjAifSwic3RvcmFnZSI6eyJmaWxlcyI6W3siY29... (13022 characters) -> "eyJpZ25pdGlvbiI6eyJ2ZXJzaW9uIjoiMy4wLjAifSwic3RvcmFnZSI6eyJmaWxlcyI6W3siY29... (13022 characters)

      Longest path, about 12 min 41 s: launch-template/web > auto-scaling-group/web
      info: auto-scaling-group/web: 2 machines replaced one by one, about 2 min 40 s, and up to 10 min more for what runs before each goes"
    `);
    const { waits, seen } = await followed(world, createCluster(next, world.options));
    expect(seen).toContain("Terminating:Wait");
    expect(waits.join("\n")).toMatch(/instance refresh is InProgress.*; in Terminating:Wait, before it goes: i-\w+/);
    expect((await planCluster(next, world.options)).steps).toEqual([]);
  });

  it("is not called off while units run for as long as they may", async () => {
    const world = await standing(drained({ drain: { ...drain, timeout: 3000 } }), { life: { completes: 2900 } });
    const next = drained({ drain: { ...drain, timeout: 3000 } }, "two");
    await createCluster(next, world.options);
    expect(world.operations()).not.toContain("CancelInstanceRefresh");
    expect((await planCluster(next, world.options)).steps).toEqual([]);
  });
});

describe("a hook that changes on a pool that runs", () => {
  it("comes when the machines that know of it are there", async () => {
    const world = await standing(plainly());
    expect(printPlan(await planCluster(drained(), world.options))).toMatchInlineSnapshot(`
      "mill: 1 to create, 3 to change, 13 unchanged

        ~ auto-scaling-group/web
            templateVersion: "1" -> "launch-template/web.version"
        ~ launch-template/web
            userData: "eyJpZ25pdGlvbiI6eyJ2ZXJzaW9uIjoiMy4wLjAifSwic3RvcmFnZSI6eyJmaWxlcyI6W3siY29... (7426 characters) -> "eyJpZ25pdGlvbiI6eyJ2ZXJzaW9uIjoiMy4wLjAifSwic3RvcmFnZSI6eyJmaWxlcyI6W3siY29... (13022 characters)
        + lifecycle-hook/web
        ~ role/web
            policies: {} -> {"node":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["au... (267 characters)

      Longest path, about 2 min 42 s: launch-template/web > auto-scaling-group/web > lifecycle-hook/web
      info: auto-scaling-group/web: 2 machines replaced one by one, about 2 min 40 s"
    `);
    const { seen } = await followed(world, createCluster(drained(), world.options));
    const calls = world.operations();
    expect(calls.indexOf("PutLifecycleHook")).toBeGreaterThan(calls.indexOf("StartInstanceRefresh"));
    expect(seen).not.toContain("Terminating:Wait");
    expect((await planCluster(drained(), world.options)).steps).toEqual([]);
    expect(world.group()?.hooks).toEqual(["drydock-drain"]);
  });

  it("takes another time in place, and another unit by a rollout alone", async () => {
    const world = await standing();
    const longer = drained({ drain: { unit: "other.service", timeout: 10_000 } });
    expect(printPlan(await planCluster(longer, world.options))).toMatchInlineSnapshot(`
      "mill: 3 to change, 14 unchanged

        ~ auto-scaling-group/web
            templateVersion: "1" -> "launch-template/web.version"
        ~ launch-template/web
            userData: "eyJpZ25pdGlvbiI6eyJ2ZXJzaW9uIjoiMy4wLjAifSwic3RvcmFnZSI6eyJmaWxlcyI6W3siY29... (13022 characters) -> "eyJpZ25pdGlvbiI6eyJ2ZXJzaW9uIjoiMy4wLjAifSwic3RvcmFnZSI6eyJmaWxlcyI6W3siY29... (13026 characters)
        ~ lifecycle-hook/web
            heartbeat: 120 -> 200
            timeout: 300 -> 10000

      Longest path, about 12 min 42 s: launch-template/web > auto-scaling-group/web > lifecycle-hook/web
      info: auto-scaling-group/web: 2 machines replaced one by one, about 2 min 40 s, and up to 10 min more for what runs before each goes"
    `);
    await createCluster(longer, world.options);
    expect([await world.marks(), (await world.hooks()).LifecycleHooks]).toMatchObject([
      ["10000"],
      [{ HeartbeatTimeout: 200 }],
    ]);
    const other = drained({ drain: { ...drain, timeout: 10_000 } });
    const { steps } = await planCluster(other, world.options);
    expect(steps.map(({ kind }) => kind)).not.toContain("lifecycle-hook");
    await createCluster(other, world.options);
    expect((await planCluster(other, world.options)).steps).toEqual([]);
  });

  it("goes where nothing is to run any more, with its mark", async () => {
    const world = await standing();
    expect(printPlan(await planCluster(plainly(), world.options))).toMatchInlineSnapshot(`
      "mill: 3 to change, 1 to delete, 13 unchanged

        ~ auto-scaling-group/web
            templateVersion: "1" -> "launch-template/web.version"
        ~ launch-template/web
            userData: "eyJpZ25pdGlvbiI6eyJ2ZXJzaW9uIjoiMy4wLjAifSwic3RvcmFnZSI6eyJmaWxlcyI6W3siY29... (13022 characters) -> "eyJpZ25pdGlvbiI6eyJ2ZXJzaW9uIjoiMy4wLjAifSwic3RvcmFnZSI6eyJmaWxlcyI6W3siY29... (7426 characters)
        - lifecycle-hook/web mill-web/drydock-drain
        ~ role/web
            policies: {"node":{"Statement":[{"Action":["autoscaling:CompleteLifecycleAction","auto... (267 characters) -> {}

      Longest path, about 12 min 42 s: launch-template/web > auto-scaling-group/web > role/web
      info: auto-scaling-group/web: 2 machines replaced one by one, about 2 min 40 s"
    `);
    await createCluster(plainly(), world.options);
    expect([world.group()?.hooks, await world.marks()]).toEqual([[], []]);
    const before = world.operations().length;
    expect((await planCluster(plainly(), { ...world.options, ledger: memoryLedger() })).steps).toEqual([]);
    expect(world.operations().slice(before)).not.toContain("DescribeLifecycleHooks");
  });

  it("is found again where a run was cut short between the hook and its mark", async () => {
    let refusing = false;
    const refusal: Fault = ({ operation, input }) =>
      refusing && operation === "DeleteTags" && JSON.stringify(input).includes("drydock:leaving")
        ? { kind: "refuse", code: "OddError" }
        : undefined;
    const world = await standing(drained(), { faults: [refusal] });
    refusing = true;
    await expect(createCluster(plainly(), world.options)).rejects.toThrow(/OddError/);
    refusing = false;
    expect([world.group()?.hooks, await world.marks()]).toEqual([[], ["300"]]);
    await createCluster(plainly(), { ...world.options, ledger: memoryLedger() });
    expect(await world.marks()).toEqual([]);
  });

  it("is mended where somebody took it away or changed it, and others' hooks stay", async () => {
    const world = await standing();
    const hook = { AutoScalingGroupName: "mill-web", LifecycleHookName: "drydock-drain" };
    const LifecycleTransition = "autoscaling:EC2_INSTANCE_TERMINATING";
    await world.account.handle("AutoScaling", "DeleteLifecycleHook", hook);
    await world.account.handle("AutoScaling", "PutLifecycleHook", {
      ...hook,
      LifecycleHookName: "theirs",
      LifecycleTransition,
    });
    expect(printPlan(await planCluster(drained(), world.options))).toMatchInlineSnapshot(`
      "mill: 1 to change, 16 unchanged

        ~ lifecycle-hook/web
            heartbeat: 0 -> 120
            result: "ABANDON" -> "CONTINUE"

      Longest path, about 1 s: lifecycle-hook/web"
    `);
    await createCluster(drained(), world.options);
    await world.account.handle("AutoScaling", "PutLifecycleHook", { ...hook, DefaultResult: "ABANDON" });
    const { steps } = await planCluster(drained(), world.options);
    expect(steps.flatMap(({ changes }) => changes)).toMatchObject([
      { field: "result", before: "ABANDON", after: "CONTINUE" },
    ]);
    await createCluster(drained(), world.options);
    expect(world.group()?.hooks).toEqual(["theirs", "drydock-drain"]);
    await createCluster(plainly(), world.options);
    expect(world.group()?.hooks).toEqual(["theirs"]);
  });
});

describe("such a pool that goes", () => {
  const without = mill({ api: pool() });

  it("is emptied first, and deleted when its machines have run their units", async () => {
    const world = await standing(mill({ web: pool({ drain }), api: pool() }), { life: { completes: 200 } });
    expect(printPlan(await planCluster(without, world.options))).toMatchInlineSnapshot(`
      "mill: 6 to delete, 16 unchanged

        - auto-scaling-group/web mill-web
        - instance-profile/web mill-web-us-west-2
        - launch-template/web lt-035c7c8aa308d349c
        - lifecycle-hook/web mill-web/drydock-drain
        - role/web mill-web-us-west-2
        - security-group/web sg-0afbc67bcd974c45b

      Longest path, about 8 min 33 s: -auto-scaling-group/web > -launch-template/web > -instance-profile/web > -role/web"
    `);
    const { waits, seen } = await followed(world, createCluster(without, world.options));
    expect(seen).toContain("Terminating:Wait");
    expect(waits.filter((reason) => reason.includes("Terminating:Wait"))).toEqual([
      expect.stringMatching(/^2 of 2 instances to go; in Terminating:Wait, before they go: i-\w+, i-\w+$/),
    ]);
    const deletion = world.account.calls.filter(({ operation }) => operation === "DeleteAutoScalingGroup");
    expect(deletion.map(({ input }) => input)).toEqual([{ AutoScalingGroupName: "mill-web", ForceDelete: false }]);
    expect(world.runs()).toBe(2);
    expect((await planCluster(without, world.options)).steps).toEqual([]);
  });

  it("keeps its way out until then, where the whole cluster goes", async () => {
    const world = await standing(drained(), { life: { completes: 250 } });
    const { steps } = await planDestroy("mill", world.options);
    const hook = steps.find(({ kind }) => kind === "lifecycle-hook");
    expect(hook?.diesWith).toBe("delete auto-scaling-group/web");
    const needing = steps.filter(({ needs }) => needs.some(({ step }) => step === hook?.id)).map(({ kind }) => kind);
    expect(new Set(needing)).toEqual(new Set(["nat-gateway", "route-table", "vpc-endpoint"]));
    const { left } = await destroyCluster("mill", world.options);
    expect(left).toEqual([]);
    const calls = world.operations();
    expect(calls.indexOf("DeleteNatGateway")).toBeGreaterThan(calls.lastIndexOf("DeleteAutoScalingGroup"));
  });

  it("goes on by AWS's own time where its machines do not answer", async () => {
    const world = await standing(drained(), { life: {} });
    const began = world.account.clock.now();
    const { left } = await destroyCluster("mill", world.options);
    expect(left).toEqual([]);
    expect((world.account.clock.now() - began) / 1000).toBeLessThan(800);
  });

  it("goes on in the next run where one was cut short while it waited", async () => {
    const world = await standing(drained(), { life: { completes: 250 } });
    const stop = new AbortController();
    const cut = destroyCluster("mill", { ...world.options, signal: stop.signal });
    void world.account.clock.sleep(60_000).then(() => stop.abort(new Error("cut short")));
    await expect(cut).rejects.toThrow(/cut short/);
    expect(world.group()?.lifecycles).toEqual(["Terminating:Wait", "Terminating:Wait"]);
    const { left } = await destroyCluster("mill", world.options);
    expect(left).toEqual([]);
  });

  it("is refused while it cannot be emptied, and by what", async () => {
    const world = await standing();
    const AutoScalingGroupName = "mill-web";
    const suspended = { AutoScalingGroupName, ScalingProcesses: ["Terminate"] };
    await world.account.handle("AutoScaling", "SuspendProcesses", suspended);
    const InstanceIds = world.group()?.instances.slice(0, 1);
    const held = { AutoScalingGroupName, InstanceIds, ProtectedFromScaleIn: true };
    await world.account.handle("AutoScaling", "SetInstanceProtection", held);
    const refusal = await planDestroy("mill", world.options).catch((error: unknown) => error);
    const told = (refusal as { diagnostics: readonly { rule: string; message: string }[] }).diagnostics;
    expect(told.map(({ rule, message }) => `${rule}: ${message.replace(/i-\w+/, "i-1")}`)).toMatchInlineSnapshot(`
      [
        "process-suspended: of the group mill-web, Terminate (User suspended at 2026-11-01T00:12:06Z) is suspended: no machine is taken away; this change would never be done",
        "machine-withdrawn: the machine i-1 is protected from scale in, and does not go when the group mill-web is emptied",
      ]
    `);
    await world.account.handle("AutoScaling", "ResumeProcesses", suspended);
    await world.account.handle("AutoScaling", "SetInstanceProtection", { ...held, ProtectedFromScaleIn: false });
    expect((await destroyCluster("mill", world.options)).left).toEqual([]);
  });

  it("says what it waits for where that does not end", async () => {
    const world = await standing();
    const suspended = { AutoScalingGroupName: "mill-web", ScalingProcesses: ["Terminate"] };
    const run = destroyCluster("mill", {
      ...world.options,
      confirm: async () => {
        await world.account.handle("AutoScaling", "SuspendProcesses", suspended);
        return true;
      },
    });
    await expect(run).rejects.toThrow(
      "auto-scaling-group/web (mill-web) is not at its end after 14400 s: last seen ready: 2 of 2 instances to go",
    );
    await world.account.handle("AutoScaling", "ResumeProcesses", suspended);
    expect((await destroyCluster("mill", world.options)).left).toEqual([]);
  });
});
