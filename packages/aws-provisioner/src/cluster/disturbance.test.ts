import { type Fault, type FaultEffect, simulateAccount, type SimulatedAccountOptions } from "@drydock/aws-simulator";
import { blueprint, etcd, machines, network, secret, workers } from "@drydock/core";
import { exec, unit } from "@drydock/systemd";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { describeCluster } from "./describe-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import { createNetwork, planNetwork } from "./network-only.ts";
import { planCluster } from "./plan-cluster.ts";

const leave = unit("leave.service", { Service: { Type: "oneshot", ExecStart: exec("/usr/bin/true") } });

function harbour({ queue = 2, exposed = true } = {}) {
  const expose = (port: number) => (exposed ? [{ port }] : []);
  const volume = { size: 10, label: "queue", mount: "/var/lib/queue" };
  const size = { min: 0, desired: 2, max: 40 };
  return blueprint("harbour", {
    network: network({ cidr: "10.1.0.0/16", zones: 3, nat: "single", dns: "harbour.internal" }),
    etcd: etcd({ addresses: ["10.1.3.10", "10.1.4.10", "10.1.5.10"] }),
    pools: {
      web: workers({
        subnets: "public",
        size,
        expose: expose(80),
        secrets: { token: "/etc/token" },
        units: [{ unit: leave, enable: false }],
        drain: { unit: "leave.service" },
      }),
      queue: machines({ subnets: "private", count: queue, volume, expose: expose(5672) }),
    },
    secrets: { token: secret.text({ fromEnv: "TOKEN" }) },
    tags: { owner: "port-authority" },
  });
}

/**
 * A fresh number each time; `DRYDOCK_SEED` repeats a run. It stands in the names of the tests that use it.
 */
const fresh = process.env["DRYDOCK_SEED"] ?? String(Math.floor(Math.random() * 1e9));

/** Whether every life is lived, with `DRYDOCK_LIVES=all`; otherwise a few, and each time other ones. */
const all = process.env["DRYDOCK_LIVES"] === "all";

const seeds = all ? [1, 2, 3, 4, fresh] : [fresh];

/** All cases, or that many of them, drawn by the fresh number. */
function some<Case>(count: number, cases: readonly Case[]): readonly Case[] {
  const limits = { minLength: count, maxLength: count };
  const [drawn = []] = fc.sample(fc.shuffledSubarray([...cases], limits), { numRuns: 1, seed: Number(fresh) });
  return all ? cases : drawn;
}

function account(options: Partial<SimulatedAccountOptions> = {}) {
  const simulated = simulateAccount({ seed: 1, latency: "typical", ...options });
  return { simulated, options: { ...simulated.connection, environment: { TOKEN: "t" }, ledger: memoryLedger() } };
}

type Account = ReturnType<typeof account>;

const everything = ["volume/*", "authority/*"];

function isRead(operation: string) {
  return /^(Describe|Get|List|BatchGet)/.test(operation);
}

/** What each error says, whether it came alone or with others. */
async function complaints(work: PromiseLike<unknown>): Promise<string[]> {
  try {
    await work;
    return [];
  } catch (error) {
    return (error instanceof AggregateError ? error.errors : [error]).map(String);
  }
}

/** Addresses that more than one live resource of a type bears. */
function duplicates({ simulated }: Account): string[] {
  const marks = simulated.inventory().flatMap(({ type, tags }) => {
    const address = tags["drydock:address"];
    // The instances of a group bear its address, as many as there are.
    return address === undefined || (type === "instance" && !address.startsWith("instance/"))
      ? []
      : [`${type} ${address}`];
  });
  return marks.filter((mark, index) => marks.indexOf(mark) !== index);
}

/** One resource for each address, and nothing that a plan would still do. */
async function expectWhole(on: Account, plan = harbour()): Promise<void> {
  expect(duplicates(on)).toEqual([]);
  await on.simulated.clock.sleep(30_000);
  expect((await planCluster(plan, on.options)).steps.map(({ id, changes }) => ({ id, changes }))).toEqual([]);
}

async function expectEmptied(on: Account): Promise<void> {
  const certificate = await destroyCluster("harbour", { ...on.options, including: everything });
  expect(certificate.left).toEqual([]);
  await expectNothingLeft(on);
}

async function expectNothingLeft({ simulated }: Account): Promise<void> {
  // The authority can be brought back for a week.
  await simulated.clock.sleep(8 * 86_400_000);
  expect(simulated.inventory().map(({ type, id }) => `${type} ${id}`)).toEqual([]);
}

/** Every way in which the cluster's life changes the account: `EC2.CreateVpc`, ... */
async function changesOfALife() {
  const on = account();
  await createCluster(harbour(), on.options);
  const made = on.simulated.calls.length;
  await destroyCluster("harbour", { ...on.options, including: everything });
  const names = (calls: Account["simulated"]["calls"]) => [
    ...new Set(
      calls.filter(({ operation }) => !isRead(operation)).map(({ service, operation }) => `${service}.${operation}`),
    ),
  ];
  return { making: names(on.simulated.calls.slice(0, made)), taking: names(on.simulated.calls.slice(made)) };
}

const { making, taking } = await changesOfALife();

/**
 * Every change once, in three lives: as many creations as deletions in each, far apart, so that one is made
 * up for before the next is struck.
 */
const lives = Array.from({ length: 3 }, (_, life) => {
  const share = (changes: readonly string[]) => changes.filter((_, index) => index % 3 === life);
  return [share(making).join(", "), share(taking).join(", ")] as const;
});

/**
 * The effect on the first request of each of `create` while the cluster is made, and of `remove` while it
 * goes.
 */
function struck(create: string, remove: string, effect: FaultEffect) {
  let phase = create.split(", ");
  const hits: string[] = [];
  const fault: Fault = ({ service, operation }) => {
    const name = `${service}.${operation}`;
    if (!phase.includes(name) || hits.includes(name)) return undefined;
    hits.push(name);
    return effect;
  };
  return {
    ...account({ faults: [fault] }),
    hits,
    nowDestroying: () => ((hits.length = 0), (phase = remove.split(", "))),
  };
}

it("each change of a life is struck below", () => {
  expect(lives.flatMap(([create]) => create.split(", ")).toSorted()).toEqual(making.toSorted());
  expect(lives.flatMap(([, remove]) => remove.split(", ")).toSorted()).toEqual(taking.toSorted());
  expect(making.length).toBeGreaterThan(25);
});

describe("a lost answer", () => {
  it.each(lives)("to %s, and to %s, is made up for within the run", async (create, remove) => {
    const on = struck(create, remove, { kind: "lose-answer" });
    await createCluster(harbour(), on.options);
    expect(on.hits.toSorted()).toEqual(create.split(", ").toSorted());
    await expectWhole(on);
    on.nowDestroying();
    await expectEmptied(on);
    expect(on.hits.toSorted()).toEqual(remove.split(", ").toSorted());
  });

  it("to every third change of a kind is made up for within the run", async () => {
    const on = account({
      faults: [({ operation, nth }) => (!isRead(operation) && nth % 3 === 0 ? { kind: "lose-answer" } : undefined)],
    });
    await createCluster(harbour(), on.options);
    await expectWhole(on);
    await expectEmptied(on);
  });
});

describe("an odd refusal", () => {
  /**
   * Runs until one ends well; each before it tells of the requests that were refused in it, and of nothing
   * else.
   */
  async function untilDone(on: ReturnType<typeof struck>, work: () => PromiseLike<unknown>): Promise<void> {
    for (;;) {
      const before = on.hits.length;
      const told = await complaints(work());
      const refused = on.hits.slice(before);
      expect(told).toEqual(refused.map(() => expect.stringContaining("OddError: no reason")));
      if (refused.length === 0) return;
    }
  }

  it.each(lives)("of %s, and of %s, is told alone, and the next run goes on", async (create, remove) => {
    const on = struck(create, remove, { kind: "refuse", code: "OddError", message: "no reason" });
    await untilDone(on, () => createCluster(harbour(), on.options));
    expect(on.hits.toSorted()).toEqual(create.split(", ").toSorted());
    await expectWhole(on);
    on.nowDestroying();
    await untilDone(on, () => destroyCluster("harbour", { ...on.options, including: everything }));
    expect(on.hits.toSorted()).toEqual(remove.split(", ").toSorted());
    await expectNothingLeft(on);
  });
});

describe("throttling", () => {
  it.each(seeds)("is not met by a run, which keeps to AWS's pace (seed %s)", async (seed) => {
    const many = harbour({ queue: 14 });
    const calm = account({ seed, latency: "sampled" });
    await createCluster(many, calm.options);
    const on = account({ seed, latency: "sampled", throttling: true });
    await createCluster(many, on.options);
    const refused = on.simulated.calls.filter(({ outcome = "" }) => /LimitExceeded|Throttl/.test(outcome));
    expect(refused).toEqual([]);
    expect(on.simulated.calls.length).toBeLessThan(1.5 * calm.simulated.calls.length);
    await expectWhole(on, many);
    await expectEmptied(on);
  });
});

describe("listings that are behind", () => {
  const behind = (seed: string | number) =>
    account({ seed: `s${seed}`, latency: "sampled", staleReads: true, throttling: true });

  it.each(seeds)(
    "make a run neither fail nor make anything twice, nor leave anything behind (seed %s)",
    async (seed) => {
      const on = behind(seed);
      await createCluster(harbour(), on.options);
      await expectWhole(on);
      await expectEmptied(on);
    },
  );
});

describe(`a run that is cancelled (seed ${fresh})`, () => {
  const moments = [0.1, 0.7, 1.3, 1.9, 2.5, 3.1, 3.7, 4.3, 5, 15, 40, 75];
  const early = moments.filter((seconds) => seconds <= 5);
  const plain = harbour({ exposed: false });

  async function cutShort(on: Account, seconds: number): Promise<void> {
    const controller = new AbortController();
    const reason = new Error("not now");
    void on.simulated.clock.sleep(seconds * 1000).then(() => controller.abort(reason));
    const run = createCluster(plain, { ...on.options, signal: controller.signal }).result;
    await expect(run).rejects.toBe(reason);
  }

  const cuts = [...moments.map((at) => [at, "up to date"] as const), ...early.map((at) => [at, "behind"] as const)];
  const at = (seconds: number, listings: string) =>
    account({ seed: seconds, latency: "sampled", staleReads: listings === "behind" });

  it.each(some(6, cuts))("after %d s is ended by the next one, with listings %s", async (seconds, listings) => {
    const on = at(seconds, listings);
    await cutShort(on, seconds);
    await createCluster(plain, on.options);
    await expectWhole(on, plain);
    await expectEmptied(on);
  });

  it.each(some(6, cuts.toReversed()))(
    "after %d s is taken back by a destroy, with listings %s",
    async (seconds, listings) => {
      const on = at(seconds, listings);
      await cutShort(on, seconds);
      const told = await complaints(destroyCluster("harbour", { ...on.options, including: everything }));
      // Where there is more than its plan knows it refuses, having changed nothing; the next one sees all.
      const allowed =
        listings === "behind" && told.length > 0
          ? [expect.stringContaining("an interrupted run had made more than the plan knows")]
          : [];
      if (on.simulated.inventory().every(({ tags }) => tags["drydock:cluster"] !== "harbour")) {
        // Cut before its record was begun: there is no such cluster.
        expect(told.every((line) => line.includes('nothing of a cluster "harbour" stands in'))).toBe(true);
        return;
      }
      expect(told).toEqual(allowed);
      await expectEmptied(on);
    },
  );
});

describe("two resources under one address", () => {
  it("are named, and neither is touched; a destroy takes both", async () => {
    const on = account();
    await createCluster(harbour(), on.options);
    const [own] = on.simulated.inventory().filter(({ type }) => type === "vpc");
    const Tags = Object.entries(own!.tags).map(([Key, Value]) => ({ Key, Value }));
    const input = { CidrBlock: "10.1.0.0/16", TagSpecifications: [{ ResourceType: "vpc", Tags }] };
    const { Vpc } = (await on.simulated.handle("EC2", "CreateVpc", input)) as { Vpc?: { VpcId: string } };
    const calls = on.simulated.calls.length;
    for (const work of [planCluster(harbour(), on.options), createCluster(harbour(), on.options)]) {
      const [told] = await complaints(work);
      expect(told).toContain("two live resources bear the address vpc/main");
      expect(told).toContain(own!.id);
      expect(told).toContain(Vpc!.VpcId);
    }
    expect(on.simulated.calls.slice(calls).filter(({ operation }) => !isRead(operation))).toEqual([]);
    await expectEmptied(on);
  });
});

describe("what happens behind its back", () => {
  type Found = Awaited<ReturnType<typeof describeCluster>>["resources"][number];
  const associationOf = ({ outputs }: Found) => Object.values(outputs["associations"] as Record<string, string>)[0];
  const policyOf = ({ props }: Found) => Object.keys(props["policies"] as object)[0];
  const deeds: readonly (readonly [string, string, string, (found: Found) => object, readonly string[]])[] = [
    [
      "instance/queue-1",
      "EC2",
      "TerminateInstances",
      ({ id }) => ({ InstanceIds: [id] }),
      ["create instance/queue-1", "create target/queue-4e2ba1/queue-1"],
    ],
    [
      "auto-scaling-group/etcd-1",
      "EC2",
      "TerminateInstances",
      ({ outputs }) => ({ InstanceIds: outputs["instanceIds"] }),
      [],
    ],
    [
      "route-table/private",
      "EC2",
      "DisassociateRouteTable",
      (table) => ({ AssociationId: associationOf(table) }),
      ["update route-table/private"],
    ],
    [
      "role/etcd",
      "IAM",
      "DeleteRolePolicy",
      (role) => ({ RoleName: role.id, PolicyName: policyOf(role) }),
      ["update role/etcd"],
    ],
    [
      "security-group-rules/etcd",
      "EC2",
      "AuthorizeSecurityGroupIngress",
      ({ props }) => ({
        GroupId: props["groupId"],
        IpPermissions: [{ IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
      }),
      [],
    ],
    [
      "load-balancer/web",
      "ElasticLoadBalancingV2",
      "DeleteLoadBalancer",
      ({ id }) => ({ LoadBalancerArn: id }),
      ["create load-balancer/web", "create listener/web/80", "update dns-records/main"],
    ],
  ];

  it("is in the plan, and mended by the next run", async () => {
    const on = account();
    await createCluster(harbour(), on.options);
    for (const [address, service, operation, inputOf, steps] of deeds) {
      const { resources } = await describeCluster("harbour", on.options);
      const found = resources.find((resource) => resource.address === address);
      await on.simulated.handle(service, operation, inputOf(found!));
      await on.simulated.clock.sleep(120_000);
      const planned = await planCluster(harbour(), on.options);
      expect({ address, steps: planned.steps.map(({ id }) => id) }).toEqual({ address, steps });
      await createCluster(harbour(), on.options);
      await expectWhole(on);
    }
    await expectEmptied(on);
  });

  it("a gateway detached, once nothing behind it holds a public address, is attached again", async () => {
    const on = account();
    const plain = network({ cidr: "10.2.0.0/16", zones: 2, nat: "none" });
    const { network: built } = await createNetwork("harbour", plain, on.options);
    const gateway = on.simulated.inventory().find(({ type }) => type === "internet-gateway")!;
    await on.simulated.handle("EC2", "DetachInternetGateway", { InternetGatewayId: gateway.id, VpcId: built.vpcId });
    expect((await planNetwork("harbour", plain, on.options)).steps.map(({ id }) => id)).toContain(
      "update internet-gateway/main",
    );
    await createNetwork("harbour", plain, on.options);
    expect((await planNetwork("harbour", plain, on.options)).steps).toEqual([]);
    await expectEmptied(on);
  });

  it("a machine stopped while a failed run waits to be resumed is started again", async () => {
    let refusing = true;
    const on = account({
      faults: [
        ({ operation }) =>
          refusing && operation === "CreateListener" ? { kind: "refuse", code: "OddError" } : undefined,
      ],
    });
    expect(await complaints(createCluster(harbour(), on.options))).toHaveLength(2);
    const machine = on.simulated.inventory().find(({ tags }) => tags["drydock:address"] === "instance/queue-1")!;
    await on.simulated.handle("EC2", "StopInstances", { InstanceIds: [machine.id] });
    await on.simulated.clock.sleep(120_000);
    refusing = false;
    await createCluster(harbour(), on.options);
    expect(on.simulated.inventory().find(({ id }) => id === machine.id)?.state).toBe("running");
    await expectWhole(on);
    await expectEmptied(on);
  });
});
