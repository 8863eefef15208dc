import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, BlueprintError, etcd, machines, network, secret, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../engine/event.ts";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { describeCluster } from "./describe-cluster.ts";
import { destroyCluster, planDestroy } from "./destroy-cluster.ts";
import { createNetwork, planNetwork } from "./network-only.ts";
import { planCluster } from "./plan-cluster.ts";

const canary = "canary-4f2a-never-shown";
const environment = {
  DOCKERCFG: JSON.stringify({ "quay.io": { auth: Buffer.from(`user:${canary}`).toString("base64") } }),
  TOKEN: canary,
};

function harbour(members = 3, desired = 2) {
  const addresses = ["10.1.3.10", "10.1.4.10", "10.1.5.10", "10.1.3.11", "10.1.4.11"].slice(0, members);
  return blueprint("harbour", {
    network: network({ cidr: "10.1.0.0/16", zones: 3, nat: "single", dns: "harbour.internal" }),
    etcd: etcd({ addresses: addresses as readonly string[] }),
    pools: {
      web: workers({
        subnets: "public",
        size: { min: 0, desired, max: 40 },
        expose: [{ port: 80 }],
        secrets: { token: "/etc/token" },
      }),
      queue: machines({
        subnets: "private",
        count: 2,
        volume: { size: 10, label: "queue", mount: "/var/lib/queue" },
        expose: [{ port: 5672 }],
      }),
    },
    secrets: { dockerConfig: secret.dockerConfig({ fromEnv: "DOCKERCFG" }), token: secret.text({ fromEnv: "TOKEN" }) },
    tags: { owner: "port-authority" },
  });
}

const everything = ["volume/*", "authority/*"];

function account(seed: string | number = 1) {
  const simulated = simulateAccount({ seed, latency: "typical" });
  return { simulated, options: { ...simulated.connection, environment } };
}

/** A cluster that was made, with everything that its run told and kept. */
async function made() {
  const { simulated, options } = account("again");
  const ledger = memoryLedger();
  const run = createCluster(harbour(), { ...options, ledger });
  const events: RunEvent[] = [];
  for await (const event of run) events.push(event);
  return {
    simulated,
    options: { ...options, ledger },
    ledger,
    events,
    cluster: await run,
    calls: [...simulated.calls],
  };
}

const first = await made();
const second = await made();

it("a cluster that is made again from the same seed takes the same calls at the same times", () => {
  const trace = (calls: typeof first.calls) => calls.map(({ operation, start, end }) => `${start} ${end} ${operation}`);
  expect(trace(second.calls)).toEqual(trace(first.calls));
});

describe("a cluster that was made", () => {
  const { simulated, options, ledger, events, cluster, calls } = first;

  it("gives its outputs", () => {
    expect(cluster).toMatchObject({ name: "harbour", region: "us-west-2", account: "123456789012" });
    expect(cluster.etcd.endpoints).toEqual([
      "https://10.1.3.10:2379",
      "https://10.1.4.10:2379",
      "https://10.1.5.10:2379",
    ]);
    expect(cluster.pools.web.instances).toHaveLength(2);
    expect(cluster.pools.queue.instances).toHaveLength(2);
    expect(cluster.services["web"]).toMatchObject({ port: 80 });
  });

  it("is found unchanged, and described with the outputs that the create gave", async () => {
    expect((await planCluster(harbour(), options)).steps).toEqual([]);
    const description = await describeCluster(harbour(), options);
    expect(description.outputs).toEqual(cluster);
    // A balancer takes minutes to find its machines healthy.
    const waiting = description.resources.filter(({ status }) => status !== "ready");
    expect(new Set(waiting.map(({ address }) => address.split("/", 1)[0]))).toEqual(new Set(["target"]));
  });

  it("shows no secret in its plan, its ledger, its events, its outputs, or any call but the one that stores it", async () => {
    const shown = JSON.stringify([
      await planCluster(harbour(), options),
      await ledger.read("harbour"),
      events,
      cluster,
      simulated.inventory(),
    ]);
    const encoded = [canary, Buffer.from(`user:${canary}`).toString("base64")];
    for (const text of encoded) expect(shown).not.toContain(text);
    expect(shown).not.toContain("PRIVATE KEY");
    const elsewhere = calls
      .filter(({ operation }) => operation !== "CreateSecret")
      .map(({ input }) => JSON.stringify(input));
    for (const text of [...encoded, "PRIVATE KEY"])
      expect(elsewhere.filter((input) => input?.includes(text))).toEqual([]);
    // User data is base64: look inside, too.
    const userData = calls.flatMap(({ operation, input }) =>
      operation === "CreateLaunchTemplate"
        ? [(input as { LaunchTemplateData: { UserData: string } }).LaunchTemplateData.UserData]
        : [],
    );
    expect(userData.length).toBeGreaterThan(3);
    for (const text of userData) expect(Buffer.from(text, "base64").toString("utf8")).not.toContain(canary);
  });

  it("keeps what is precious unless it is named, and says so, and is taken away to the last resource", async () => {
    const kept = await destroyCluster("harbour", options);
    expect(kept.left.map(({ address }) => address)).toEqual([
      "authority/tls/authority",
      "volume/etcd-1",
      "volume/etcd-2",
      "volume/etcd-3",
      "volume/queue-1",
      "volume/queue-2",
    ]);
    const rest = await destroyCluster("harbour", { ...options, including: everything });
    expect(rest.left).toEqual([]);
    // The authority can be brought back for a week.
    await simulated.clock.sleep(8 * 86_400_000);
    expect(simulated.inventory()).toEqual(account().simulated.inventory());
  });
});

describe("a cluster that grows", () => {
  const { simulated, options } = second;

  it("goes to another size and back by what differs alone, in as many calls for many nodes as for few", async () => {
    const callsOf = async (members: number, nodes?: number) => {
      const before = simulated.calls.length;
      expect((await planCluster(harbour(members, nodes), options)).steps).toEqual([]);
      return simulated.calls.length - before;
    };
    const few = await callsOf(3);
    const larger = await planCluster(harbour(5), options);
    expect(larger.steps.filter(({ action }) => action === "create").map(({ address }) => address)).toContain(
      "network-interface/etcd-4",
    );
    // The list of members stands in user data, which a machine reads once: those of a fixed set are replaced,
    // with their registrations, and nothing else.
    expect(
      larger.steps
        .filter(({ replacement, action }) => replacement && action === "create")
        .map(({ address }) => address.replace(/-[0-9a-f]{6}\//, "/")),
    ).toEqual(["instance/queue-1", "instance/queue-2", "target/queue/queue-1", "target/queue/queue-2"]);
    await createCluster(harbour(5), options);
    await createCluster(harbour(5, 30), options);
    expect(simulated.inventory().filter(({ type }) => type === "instance")).toHaveLength(5 + 30 + 2);
    expect(await callsOf(5, 30)).toBe(few);
    await createCluster(harbour(3), { ...options, including: everything });
    expect(await callsOf(3)).toBe(few);
  });
});

describe("on a simulated account", () => {
  it("plans and lists without changing anything", async () => {
    const { simulated, options } = account();
    const writes = () =>
      simulated.calls.filter(({ operation }) => !/^(Describe|Get|List|BatchGet)/.test(operation)).length;
    await planCluster(harbour(), options);
    await planNetwork("net", network({ cidr: "10.2.0.0/16" }), options);
    await describeCluster("harbour", options);
    expect(writes()).toBe(0);
  });

  it("brings an authority back without the tags that it had and nobody wants any more", async () => {
    const { options } = account();
    const tagged = (tags: Readonly<Record<string, string>>) => ({ ...harbour(1), tags });
    await createCluster(tagged({ owner: "port-authority", team: "quay" }), options);
    await destroyCluster("harbour", { ...options, including: everything });
    await createCluster(tagged({ owner: "harbour-master" }), options);
    expect((await planCluster(tagged({ owner: "harbour-master" }), options)).steps).toEqual([]);
  });

  it("builds a network alone", async () => {
    const { options } = account();
    const net = network({ cidr: "10.2.0.0/16", zones: 2, nat: "none" });
    const built = await createNetwork("net", net, options);
    expect(Object.keys(built.network.subnets)).toEqual(["private-1", "private-2", "public-1", "public-2"]);
    expect((await planNetwork("net", net, options)).steps).toEqual([]);
  });
});

it("a machine that somebody stopped is started again, and keeps its id and address", async () => {
  const { simulated, options } = account();
  await createCluster(harbour(), options);
  const machine = simulated.inventory().find(({ tags }) => tags["drydock:address"] === "instance/queue-1");
  await simulated.handle("EC2", "StopInstances", { InstanceIds: [machine?.id] });
  // While it is on its way to being stopped, it is no other than when it is.
  await simulated.clock.sleep(1000);
  const plan = await planCluster(harbour(), options);
  expect(plan.steps.map(({ id, changes }) => [id, changes])).toEqual([
    ["update instance/queue-1", [{ field: "running", before: false, after: true, inPlace: true }]],
  ]);
  await createCluster(harbour(), options);
  expect(simulated.inventory().find(({ id }) => id === machine?.id)).toMatchObject({ state: "running" });
  expect((await planCluster(harbour(), options)).steps).toEqual([]);
});

describe("before anything is sent", () => {
  it("finds every problem of the blueprint", async () => {
    const { simulated, options } = account();
    const broken = { ...harbour(), network: network({ cidr: "10.9.0.0/16" }) };
    await expect(planCluster(broken, options)).rejects.toBeInstanceOf(BlueprintError);
    await expect(createCluster(broken, options).result).rejects.toBeInstanceOf(BlueprintError);
    expect(simulated.calls).toEqual([]);
  });

  it.each([
    [{ account: "12" }, 'at $.account: "12" is not a 12-digit account id'],
    [{ region: "west" }, 'at $.region: "west" is not a region\'s name, such as us-west-2'],
    [
      { concurrency: 0, images: "lates" as "latest" },
      /images: "lates" is not "keep" or "latest" .*\n {2}Did you mean "latest"\?\n.*concurrency: 0 is not a whole number of at least 1/,
    ],
    [{ including: [5] as never }, "at $.including.0: 5 is not a string"],
    [{ including: ["volumes/*"] }, /"volumes\/\*" can name no resource .*\n {2}Did you mean "volume\/\*"\?/],
    [{ confirmed: () => true } as never, /there is no option "confirmed" .*\n {2}Did you mean "confirm"\?/],
    [{ clock: {} as never }, "at $.clock: this object is not a clock, as systemClock is"],
    [{ clock: null as never }, "at $.clock: null is not a clock, as systemClock is"],
    [{ plugins: {} as never }, "at $.plugins: this object is not a list"],
    [{ client: "x" as never }, "at $.client: this text is not the configuration of the SDK's clients"],
    [
      { ledger: {} as never, random: "x" as never, environment: 1 as never },
      /random: this text is not a function[^]*ledger: this object is not a ledger, as s3Ledger\(\) is[^]*environment: 1 is not a mapping/,
    ],
  ])("refuses the options %j", async (wrong: object, message: string | RegExp) => {
    const { simulated, options } = account();
    const all = { ...options, ...wrong };
    for (const work of [planCluster(harbour(), all), createCluster(harbour(), all), destroyCluster("harbour", all)]) {
      await expect(work).rejects.toMatchObject({
        code: "invalid-option",
        message: typeof message === "string" ? expect.stringContaining(message) : expect.stringMatching(message),
      });
    }
    expect(simulated.calls).toEqual([]);
  });

  it.each(["s*", "*", "", 5, null, undefined, {}, "x".repeat(21), "aws-site"])("refuses the name %j", async (name) => {
    const { simulated, options } = account();
    const all = { ...options, including: [5] as never };
    const works = [
      planDestroy(name as string, all),
      destroyCluster(name as string, all),
      describeCluster(name as string, all),
    ];
    for (const work of works) {
      await expect(work).rejects.toMatchObject({
        code: "invalid-option",
        message: expect.stringMatching(/name.*\n[^]*including\.0: 5 is not a string/),
      });
    }
    expect(simulated.calls).toEqual([]);
  });

  it("refuses an account that is not the expected one, having changed nothing", async () => {
    const { simulated, options } = account();
    await expect(createCluster(harbour(), { ...options, account: "999999999999" }).result).rejects.toThrow(
      "these credentials are for account 123456789012, not 999999999999",
    );
    expect(simulated.calls.filter(({ operation }) => operation.startsWith("Create"))).toEqual([]);
  });

  it("asks for confirmation with the plan, and stops at anything but true", async () => {
    const { simulated, options } = account();
    const seen: number[] = [];
    const confirm = (plan: { steps: readonly unknown[] }) => {
      seen.push(plan.steps.length);
      return false;
    };
    await expect(createCluster(harbour(), { ...options, confirm }).result).rejects.toThrow(
      "the plan for harbour was not confirmed",
    );
    expect(seen[0]).toBeGreaterThan(50);
    expect(simulated.calls.filter(({ operation }) => operation.startsWith("Create"))).toEqual([]);
  });

  it("finds a missing secret", async () => {
    const { simulated, options } = account();
    await expect(createCluster(harbour(), { ...options, environment: {} }).result).rejects.toThrow(
      /the environment has no DOCKERCFG[^]*the environment has no TOKEN/,
    );
    expect(simulated.calls.filter(({ operation }) => operation.startsWith("Create"))).toEqual([]);
  });
});

describe("a run", () => {
  it("can be cancelled with the caller's own reason, and goes on where it stopped", async () => {
    const { simulated, options } = account();
    const controller = new AbortController();
    const reason = new Error("not today");
    void simulated.clock.sleep(60_000).then(() => controller.abort(reason));
    await expect(createCluster(harbour(), { ...options, signal: controller.signal }).result).rejects.toBe(reason);
    await createCluster(harbour(), options);
    expect((await planCluster(harbour(), options)).steps).toEqual([]);
    const { resources } = await describeCluster("harbour", options);
    expect(resources.filter(({ address }) => address === "vpc/main")).toHaveLength(1);
  });
});
