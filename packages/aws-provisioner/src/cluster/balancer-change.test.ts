import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, type ExposureOptions, machines, network, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";
import { serving } from "./testing/served-by-name.ts";

const roles = {
  workers: (expose: ExposureOptions[]) => workers({ subnets: "public", size: { min: 1, desired: 2, max: 4 }, expose }),
  machines: (expose: ExposureOptions[], text: string) =>
    machines({ subnets: "public", count: 2, files: [{ path: "/etc/tide", text }], expose }),
} as const;
type Role = keyof typeof roles;

interface Wanted {
  readonly exposure?: Partial<ExposureOptions>;
  readonly text?: string;
  readonly dns?: string;
}

function port(role: Role, { exposure = {}, text = "low", dns = "port.internal" }: Wanted = {}) {
  const net = network({ cidr: "10.1.0.0/16", zones: 2, nat: "none", endpoints: [], tiers: { public: {} }, dns });
  return blueprint("port", { network: net, pools: { web: roles[role]([{ port: 80, drain: 60, ...exposure }], text) } });
}

/**
 * Changes a cluster that serves, and looks meanwhile whether the name of its service still leads to anybody.
 */
async function changed(role: Role, wanted: Wanted) {
  const account = simulateAccount({ seed: "moves", latency: "typical" });
  const options = account.connection;
  await createCluster(port(role), options);
  await account.clock.sleep(600_000);
  const from = account.calls.length;
  const watch = serving(account, "web.port.internal");
  expect(await watch.now()).toEqual([]);
  const { error, lost } = await watch.during(createCluster(port(role, wanted), options));
  expect(error).toBeUndefined();
  const sent = account.calls
    .slice(from)
    .flatMap(({ operation, outcome, origin }) =>
      outcome === "ok" && origin === "client" && !/^(Describe|List|Get)/.test(operation) ? [operation] : [],
    );
  expect((await planCluster(port(role, wanted), options)).steps).toEqual([]);
  return { lost, sent, healthy: await watch.now() };
}

const moves: readonly (readonly [string, Partial<ExposureOptions>])[] = [
  ["its scheme", { scheme: "internal" }],
  ["its type", { protocol: "http" }],
  ["to which balancer it belongs", { balancer: "shared" }],
  ["its port on the nodes", { targetPort: 8080 }],
  ["its name", { name: "front", dns: "web" }],
];

describe.each(["workers", "machines"] as const)("a service of %s", (role) => {
  it.each(moves)("is served under its name at every moment while %s changes", async (_, exposure) => {
    expect(await changed(role, { exposure })).toMatchObject({ lost: [], healthy: [] });
  });
});

it("comes to another balancer in this order", async () => {
  const { sent } = await changed("workers", { exposure: { scheme: "internal" } });
  expect([...new Set(sent)].slice(-5)).toEqual([
    "ChangeResourceRecordSets",
    "DeleteLoadBalancer",
    "DetachLoadBalancerTargetGroups",
    "DeleteTargetGroup",
    "RevokeSecurityGroupIngress",
  ]);
});

it("comes to another port while its machines are replaced in turn", async () => {
  const { lost, sent } = await changed("machines", { exposure: { targetPort: 8080 }, text: "high" });
  const moved = sent.filter((operation) => /^(Run|Terminate)Inst|RegisterT|ModifyL/i.test(operation));
  expect([lost, moved]).toEqual([
    [],
    [
      "DeregisterTargets",
      "TerminateInstances",
      "RunInstances",
      "RegisterTargets",
      "ModifyListener",
      "ModifyListener",
      "DeregisterTargets",
      "TerminateInstances",
      "RunInstances",
      "RegisterTargets",
    ],
  ]);
});
