import { type Fault, simulateAccount, type SimulatedAccountOptions } from "@drydock/aws-simulator";
import { blueprint, etcd, machines, network, secret, workers } from "@drydock/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

/** Something of each service, and of each kind of which nothing but its absence makes a second one. */
function yard({ version = 1, tag = "first" } = {}) {
  return blueprint("yard", {
    network: network({ cidr: "10.7.0.0/16", zones: 1, nat: "single", endpoints: ["s3", "ssm"], dns: "yard.internal" }),
    etcd: etcd({ addresses: ["10.7.1.10"] }),
    pools: {
      crane: machines({ subnets: "private", count: 1, volume: { size: 10, mount: "/var/lib/crane" } }),
      web: workers({ subnets: "public", size: { min: 0, desired: 1, max: 3 }, expose: [{ port: 80 }] }),
    },
    secrets: { token: secret.generated({ length: 32, version }) },
    buckets: ["data"],
    tags: { tag },
  });
}

const including = ["volume/*", "authority/*", "bucket/*"];

type Given = Omit<SimulatedAccountOptions, "seed" | "latency">;

/** An account with a ledger of its own, or with one that forgets. */
function account(seed: number | string, given: Given = {}, record: "kept" | "lost" = "kept") {
  const simulated = simulateAccount({ seed, latency: "typical", ...given });
  const kept = memoryLedger();
  const options = () => ({ ...simulated.connection, ledger: record === "kept" ? kept : memoryLedger(), including });
  return { simulated, options, sleep: (seconds: number) => simulated.clock.sleep(seconds * 1000) };
}

type Account = ReturnType<typeof account>;

/** Addresses under which more than one live resource of a type stands. */
function twice({ simulated }: Account): string[] {
  const marks = simulated.inventory().flatMap(({ type, tags, state }) => {
    const address = tags["drydock:address"];
    const isGroups = type === "instance" && address?.startsWith("instance/") === false;
    return address === undefined || isGroups || /delet|terminat|shutting/.test(state) ? [] : [`${type} ${address}`];
  });
  return marks.filter((mark, index) => marks.indexOf(mark) !== index);
}

/** What changes of an account while something is done. */
async function changesOf({ simulated }: Account, work: () => PromiseLike<unknown>): Promise<string[]> {
  const from = simulated.calls.length;
  await work();
  const names = simulated.calls.slice(from).map(({ operation }) => operation);
  return names.filter((name) => !/^(?:Describe|Get|List|Head|BatchGet)/.test(name));
}

async function expectNothingLeft({ simulated }: Account): Promise<void> {
  // What is precious can be brought back for a week.
  await simulated.clock.sleep(8 * 86_400_000);
  expect(simulated.inventory().map(({ type, id }) => `${type} ${id}`)).toEqual([]);
}

const lags: readonly (readonly [string, NonNullable<Given["listingLag"]>])[] = [
  ["of every service, as far as documented", "worst"],
  ["of EC2, five minutes", { EC2: 300 }],
  ["of Secrets Manager, five minutes", { SecretsManager: 300 }],
  ["of IAM", { IAM: 60 }],
  ["of Auto Scaling", { AutoScaling: 60 }],
  ["of the balancers", { ElasticLoadBalancingV2: 60 }],
  ["of Systems Manager", { SSM: 60 }],
  ["of S3", { S3: 60 }],
  ["of Route 53", { Route53: 60 }],
];

describe.each(lags)("listings behind %s", (_which, listingLag) => {
  it("make of a second apply, right after the first, one that changes nothing", async () => {
    const on = account("twice", { listingLag });
    await createCluster(yard(), on.options());
    expect(await changesOf(on, () => createCluster(yard(), on.options()))).toEqual([]);
    expect(twice(on)).toEqual([]);
  });

  it("keep a destroy right after it from leaving anything, and a create after that from taking it for there", async () => {
    const on = account("and back", { listingLag });
    await createCluster(yard(), on.options());
    expect((await destroyCluster("yard", on.options())).left).toEqual([]);
    await createCluster(yard(), on.options());
    expect(twice(on)).toEqual([]);
    await on.sleep(600);
    expect((await planCluster(yard(), on.options())).steps.map(({ id }) => id)).toEqual([]);
    expect((await destroyCluster("yard", on.options())).left).toEqual([]);
    await expectNothingLeft(on);
  });
});

describe("listings behind, and the record lost", () => {
  it("make nothing twice where more is made beside what stands, and a destroy leaves nothing", async () => {
    const on = account("lost", { listingLag: "worst" }, "lost");
    await createCluster(yard(), on.options());
    await createCluster(yard({ tag: "second" }), on.options());
    expect(twice(on)).toEqual([]);
    expect((await destroyCluster("yard", on.options())).left).toEqual([]);
    await expectNothingLeft(on);
  });
});

describe("a create that ended in its first seconds, and of which no record and no listing tells", () => {
  it.each(["subnet", "target-group", "nat-gateway"])("(at a %s) is gone on with, and not done twice", async (kind) => {
    const on = account("first seconds", { listingLag: "worst" }, "lost");
    const controller = new AbortController();
    const cut = createCluster(yard(), { ...on.options(), signal: controller.signal });
    for await (const event of cut) {
      const isIt = "step" in event && event.step.kind === kind;
      if (isIt && (event.type === "finished" || event.type === "waiting")) controller.abort(new Error("cut"));
    }
    await expect(cut.result).rejects.toThrow("cut");
    const vpcs = () => on.simulated.inventory().flatMap(({ type, id }) => (type === "vpc" ? [id] : []));
    const before = vpcs();
    expect(await on.simulated.handle("EC2", "DescribeVpcs", {})).toMatchObject({ Vpcs: [] });
    await createCluster(yard(), on.options());
    expect(vpcs()).toEqual(before);
    expect(twice(on)).toEqual([]);
  });
});

/** Leaves one thing out of the next listing of an operation, once it is told to begin. */
function omitting() {
  let [next, struck]: [string, string[]] = ["", []];
  const fault: Fault = ({ operation }) => {
    if (operation !== next || struck.length > 0) return undefined;
    struck.push(operation);
    return { kind: "omit" };
  };
  const begin = (operation: string) => ([next, struck] = [operation, []]);
  return {
    fault,
    begin,
    get struck() {
      return struck;
    },
  };
}

const listings = [
  "DescribeVpcs",
  "DescribeSubnets",
  "DescribeInternetGateways",
  "DescribeAddresses",
  "DescribeNatGateways",
  "DescribeRouteTables",
  "DescribeSecurityGroups",
  "DescribeVpcEndpoints",
  "DescribeVolumes",
  "DescribeNetworkInterfaces",
  "DescribeInstances",
  "DescribeLaunchTemplateVersions",
  "DescribeLoadBalancers",
  "DescribeTargetGroups",
  "DescribeAutoScalingGroups",
  "GetAccountAuthorizationDetails",
  "ListSecrets",
  "GetParametersByPath",
  "ListBuckets",
  "ListHostedZones",
];

/** A fresh number each time; `DRYDOCK_SEED` repeats a run, and `DRYDOCK_LIVES=all` draws nothing. */
const fresh = Number(process.env["DRYDOCK_SEED"] ?? Math.floor(Math.random() * 1e9));

function some(count: number): readonly string[] {
  if (process.env["DRYDOCK_LIVES"] === "all") return listings;
  const limits = { minLength: count, maxLength: count };
  return fc.sample(fc.shuffledSubarray([...listings], limits), { numRuns: 1, seed: fresh })[0] ?? [];
}

describe("one listing that leaves out what stands, once,", () => {
  const omission = omitting();
  const standing = (async () => {
    const on = account("omission", { faults: [omission.fault] });
    await createCluster(yard(), on.options());
    await on.sleep(3600);
    return on;
  })();

  it.each(listings)("%s: neither a plan nor an apply makes it again", async (operation) => {
    const on = await standing;
    omission.begin(operation);
    const { steps } = await planCluster(yard(), on.options());
    expect(omission.struck).toEqual([operation]);
    expect(steps.map(({ id }) => id)).toEqual([]);
    omission.begin(operation);
    expect(await changesOf(on, () => createCluster(yard(), on.options()))).toEqual([]);
    expect(omission.struck).toEqual([operation]);
  });

  it.each(some(5))(`%s: a destroy leaves nothing, though no record tells of it (seed ${fresh})`, async (operation) => {
    const without = omitting();
    const on = account("omission", { faults: [without.fault] }, "lost");
    await createCluster(yard(), on.options());
    await on.sleep(3600);
    without.begin(operation);
    expect((await destroyCluster("yard", on.options())).left).toEqual([]);
    expect(without.struck).toEqual([operation]);
    await expectNothingLeft(on);
  });
});

describe("what is on its way out and a listing leaves out", () => {
  it("is not taken for gone where AWS goes on to show it as deleted", async () => {
    let isGoing = false;
    const struck: string[] = [];
    const fault: Fault = ({ operation }) => {
      isGoing ||= operation === "DeleteNatGateway";
      if (!isGoing || operation !== "DescribeNatGateways" || struck.length > 2) return undefined;
      struck.push(operation);
      return { kind: "omit" };
    };
    const on = account("going", { faults: [fault] });
    await createCluster(yard(), on.options());
    expect((await destroyCluster("yard", on.options())).left).toEqual([]);
    expect(struck.length).toBe(3);
    await expectNothingLeft(on);
  });
});

describe("what exists already, and no listing shows", () => {
  it("is found by its name, at once, and taken on where it is the cluster's", async () => {
    const on = account("names", { listingLag: { SecretsManager: 300, IAM: 60, ElasticLoadBalancingV2: 60 } });
    const controller = new AbortController();
    const cut = createCluster(yard(), { ...on.options(), signal: controller.signal });
    for await (const event of cut) {
      if (event.type === "finished" && event.step.kind === "load-balancer") controller.abort(new Error("cut"));
      if (event.type === "waiting" && event.step.kind === "load-balancer") controller.abort(new Error("cut"));
    }
    await expect(cut.result).rejects.toThrow("cut");
    const { length } = on.simulated.calls;
    await createCluster(yard(), on.options());
    expect(twice(on)).toEqual([]);
    const made = on.simulated.calls.slice(length).map(({ operation }) => operation);
    expect(made.filter((name) => /^Create(?:Secret|Role|InstanceProfile|LoadBalancer)$/.test(name))).toEqual([]);
  });

  it("is found by its name where a create is refused for it, though no record tells of it", async () => {
    const on = account("refused", { listingLag: { SecretsManager: 300 } }, "lost");
    await createCluster(yard(), on.options());
    const began = on.simulated.clock.now();
    const changes = await changesOf(on, () => createCluster(yard(), on.options()));
    expect(new Set(changes)).toEqual(new Set(["CreateSecret"]));
    expect(on.simulated.clock.now() - began).toBeLessThan(30_000);
    expect(twice(on)).toEqual([]);
  });

  it("is told of where it is another's", async () => {
    const on = account("another");
    const Principal = { Service: "ec2.amazonaws.com" };
    const Statement = [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }];
    const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    await on.simulated.handle("IAM", "CreateRole", { RoleName: "yard-web-us-west-2", AssumeRolePolicyDocument });
    await expect(createCluster(yard(), on.options())).rejects.toThrow(
      /cannot create role\/web: .*already exists[^]*not this cluster's/,
    );
  });
});

describe("a new version of a generated secret, whose answer is lost,", () => {
  it.each(["in a run that goes on", "in a run that ends there"])("is made once, %s", async (how) => {
    const controller = new AbortController();
    const lost: string[] = [];
    const fault: Fault = ({ operation }) => {
      if (operation !== "PutSecretValue" || lost.length > 0) return undefined;
      lost.push(operation);
      if (how === "in a run that ends there") controller.abort(new Error("killed"));
      return { kind: "lose-answer" };
    };
    const on = account("version", { faults: [fault], listingLag: { SecretsManager: 300 } });
    await createCluster(yard(), on.options());
    await on.sleep(600);
    const first = createCluster(yard({ version: 2 }), { ...on.options(), signal: controller.signal });
    await first.result.catch((error: Error) => expect(error.message).toBe("killed"));
    await createCluster(yard({ version: 2 }), on.options());
    expect(lost).toEqual(["PutSecretValue"]);
    const secret = on.simulated.inventory().find(({ tags }) => tags["drydock:address"] === "secret/token");
    const { VersionIdsToStages } = (await on.simulated.handle("SecretsManager", "DescribeSecret", {
      SecretId: secret?.id,
    })) as { VersionIdsToStages: object };
    expect(Object.values(VersionIdsToStages).map(String).toSorted()).toEqual(["AWSCURRENT", "AWSPREVIOUS"]);
    expect((await planCluster(yard({ version: 2 }), on.options())).steps).toEqual([]);
  });
});
