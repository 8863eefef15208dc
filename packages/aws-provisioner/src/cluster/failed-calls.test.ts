import { type Fault, type FaultEffect, type LaunchRefusal, onCall, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, etcd, machines, network, secret, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { actionOf } from "../aws/action.ts";
import { type ServiceName, services } from "../aws/services.ts";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { describeCluster } from "./describe-cluster.ts";
import { destroyCluster, planDestroy } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";
import { requiredPermissions } from "./required-permissions.ts";

const site = blueprint("site", { network: network({ cidr: "10.1.0.0/16", zones: 2, nat: "none" }) });

function account(...faults: readonly Fault[]) {
  const simulated = simulateAccount({ seed: "failed-calls", latency: "none", faults });
  return { simulated, options: { ...simulated.connection, ledger: memoryLedger() } };
}

type Options = ReturnType<typeof account>["options"];

const deeds: readonly (readonly [string, (options: Options) => PromiseLike<unknown>])[] = [
  ["planCluster", (options) => planCluster(site, options)],
  ["createCluster", (options) => createCluster(site, options)],
  ["planDestroy", (options) => planDestroy("site", options)],
  ["destroyCluster", (options) => destroyCluster("site", options)],
  ["describeCluster", (options) => describeCluster("site", options)],
];

describe.each(deeds)("%s", (_, deed) => {
  const refusals: readonly (readonly [string, string, FaultEffect & { readonly kind: "refuse" }, string])[] = [
    [
      "EC2.DescribeVpcs",
      "DescribeVpcs of ec2",
      { kind: "refuse", code: "UnauthorizedOperation", status: 403, message: "no" },
      "The credentials need the permission ec2:DescribeVpcs; requiredPermissions lists all.",
    ],
    [
      "EC2.DescribeVpcs",
      "DescribeVpcs of ec2",
      { kind: "refuse", code: "RequestLimitExceeded", status: 503, message: "no" },
      "AWS was asked too much, or is in trouble: run again in a while.",
    ],
    [
      "EC2.DescribeSubnets",
      "DescribeSubnets of ec2",
      { kind: "refuse", code: "InternalError", status: 500, message: "no" },
      "AWS was asked too much, or is in trouble: run again in a while.",
    ],
    [
      "EC2.DescribeVpcs",
      "DescribeVpcs of ec2",
      { kind: "refuse", code: "ExpiredToken", status: 403, message: "no" },
      "Renew the credentials, or choose others with AWS_PROFILE, and run again.",
    ],
    [
      "EC2.DescribeVpcs",
      "DescribeVpcs of ec2",
      { kind: "refuse", code: "OddError", status: 400, message: "no" },
      "Read the cause, remove it, and run again.",
    ],
  ];

  it.each(refusals)("names %s when it is refused", async (call, named, effect, hint) => {
    const { options } = account(onCall(call, effect));
    await expect(deed(options)).rejects.toMatchObject({
      name: "ProvisionError",
      code: "call-failed",
      message: `${named} failed: ${effect.code}: no\n${hint}`,
      hint,
      cause: { name: effect.code },
    });
  });

  it("names the action that AWS's own words name", async () => {
    const message = "User: arn:aws:iam::1:user/me is not authorized to perform: ec2:DescribeNetworks";
    const { options } = account(onCall("EC2.DescribeVpcs", { kind: "refuse", code: "AccessDenied", message }));
    await expect(deed(options)).rejects.toMatchObject({
      code: "call-failed",
      hint: expect.stringContaining("need the permission ec2:DescribeNetworks;"),
    });
  });

  it("gives the signal's own reason when a call fails that was cancelled", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const stop: Fault = ({ operation }) => {
      if (operation !== "DescribeVpcs") return undefined;
      controller.abort(reason);
      return { kind: "refuse", code: "UnauthorizedOperation", status: 403 };
    };
    const { options } = account(stop);
    await expect(deed({ ...options, signal: controller.signal } as Options)).rejects.toBe(reason);
  });
});

it.each(["planCluster", "describeCluster"])("%s names who asks when the credentials have expired", async (name) => {
  const { options } = account(onCall("STS.GetCallerIdentity", { kind: "refuse", code: "ExpiredToken", status: 403 }));
  const [, deed] = deeds.find(([known]) => known === name)!;
  await expect(deed(options)).rejects.toMatchObject({
    code: "call-failed",
    message: expect.stringMatching(/^GetCallerIdentity of sts failed: ExpiredToken/),
    hint: expect.stringMatching(/^Renew the credentials/),
  });
});

it("the permission that is named is one that requiredPermissions lists, for every call of a plan", async () => {
  const { simulated, options } = account();
  const full = blueprint("site", {
    network: network({ cidr: "10.1.0.0/16", zones: 2, dns: "site.internal" }),
    etcd: etcd({ addresses: ["10.1.2.10"] }),
    pools: {
      web: workers({
        subnets: "public",
        size: { min: 0, desired: 1, max: 2 },
        expose: [{ port: 80 }],
        secrets: { token: "/etc/token" },
      }),
    },
    secrets: { token: secret.text({ fromEnv: "TOKEN" }) },
  });
  const all = { ...options, environment: { TOKEN: "t" } };
  const plan = await planCluster(full, all);
  await createCluster(full, all);
  const from = simulated.calls.length;
  await planCluster(full, all);
  await planDestroy("site", all);
  const serviceOf = (id: string) =>
    (Object.keys(services) as ServiceName[]).find((name) => services[name]().name === id)!;
  const asked = new Set(
    simulated.calls.slice(from).map(({ service, operation }) => actionOf(serviceOf(service), operation)),
  );
  const allowed = requiredPermissions(plan).Statement.flatMap(({ Action }) => Action);
  expect(asked.size).toBeGreaterThan(20);
  expect([...asked].filter((action) => !allowed.includes(action))).toEqual([]);
});

it("what AWS has refused to make is not looked for by the next run until listings cannot be behind", async () => {
  const refused: string[] = [];
  const limit: Fault = ({ operation }) => {
    if (operation !== "CreateVpc" || refused.push(operation) > 1) return undefined;
    return {
      kind: "refuse",
      code: "VpcLimitExceeded",
      status: 400,
      message: "The maximum number of VPCs has been reached.",
    };
  };
  const simulated = simulateAccount({ seed: "limit", latency: "typical", faults: [limit] });
  await expect(createCluster(site, simulated.connection)).rejects.toThrow("The maximum number of VPCs");
  const before = simulated.clock.now();
  await createCluster(site, simulated.connection);
  expect((simulated.clock.now() - before) / 1000).toBeLessThan(60);
  expect(simulated.calls.filter(({ operation }) => operation === "CreateVpc")).toHaveLength(2);
});

it.each([
  [
    "UnauthorizedOperation",
    "You are not authorized to perform: ec2:CreateSubnet on it",
    /need the permission ec2:CreateSubnet;/,
  ],
  ["ExpiredToken", "The security token included in the request is expired", /^Renew the credentials/],
  [
    "InsufficientFreeAddressesInSubnet",
    "Insufficient free addresses in subnet.",
    /^Give the nodes larger or further subnets/,
  ],
  ["SubnetLimitExceeded", "The maximum number of subnets has been reached.", /^A quota of the account is used up/],
  ["OddError", "Odd.", undefined],
] as const)("of a step that AWS refuses with %s it is said what to do", async (code, message, hint) => {
  const { options } = account(onCall("EC2.CreateSubnet", { kind: "refuse", code, status: 400, message }));
  const error = (await createCluster(site, options).then(
    () => undefined,
    (reason: unknown) => reason,
  )) as { readonly errors?: readonly { readonly hint?: string }[] };
  const [first] = error.errors ?? [];
  if (hint === undefined) expect(first?.hint).toBeUndefined();
  else expect(first?.hint).toMatch(hint);
});

it.each<[LaunchRefusal, RegExp]>([
  ["InsufficientInstanceCapacity", /^Take another instance type or other zones, or run again later/],
  ["Unsupported", /^Take an instance type that each of the zones offers: aws ec2 describe-instance-type-offerings /],
  ["VcpuLimitExceeded", /^A quota of the account is used up/],
])("a machine that EC2 launches for nobody (%s) is told with what to do", async (refusal, hint) => {
  const { connection } = simulateAccount({ seed: "scarce", latency: "none", launches: () => refusal });
  const one = blueprint("scarce", {
    network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "none", tiers: { public: {} } }),
    pools: { db: machines({ subnets: "public", count: 1 }) },
  });
  await expect(createCluster(one, { ...connection, ledger: memoryLedger() }).result).rejects.toMatchObject({
    code: "step-failed",
    address: "instance/db-1",
    hint: expect.stringMatching(hint) as string,
  });
});
