import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, etcd, network, secret, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { planNetwork } from "./network-only.ts";
import { planCluster } from "./plan-cluster.ts";

const size = { min: 1, desired: 1, max: 2 };
const net = network({ cidr: "10.4.0.0/16", zones: 2 });

describe("a plan's calls", () => {
  it("are those of the kinds that it uses, of the two indexes and of what no index knows, and no others", async () => {
    const account = simulateAccount({ seed: "calls", latency: "none" });
    await planNetwork("calls", net, account.connection);
    expect(account.calls.map(({ service, operation }) => `${service} ${operation}`).toSorted()).toMatchInlineSnapshot(`
      [
        "EC2 DescribeAddresses",
        "EC2 DescribeAvailabilityZones",
        "EC2 DescribeInternetGateways",
        "EC2 DescribeNatGateways",
        "EC2 DescribeRouteTables",
        "EC2 DescribeSubnets",
        "EC2 DescribeTags",
        "EC2 DescribeVpcEndpoints",
        "EC2 DescribeVpcs",
        "IAM GetAccountAuthorizationDetails",
        "IAM ListInstanceProfiles",
        "ResourceGroupsTaggingAPI GetResources",
        "Route53 ListHostedZones",
        "S3 GetObject",
        "STS GetCallerIdentity",
      ]
    `);
  });

  it("are one fewer where all that the tagging API could name is listed in any case", async () => {
    const account = simulateAccount({ seed: "calls", latency: "none" });
    const whole = blueprint("calls", {
      network: net,
      etcd: etcd({ addresses: ["10.4.3.100"], tls: "off" }),
      pools: { web: workers({ subnets: "private", size, expose: [{ port: 80 }] }) },
      secrets: { dockerConfig: secret.dockerConfig({ fromEnv: "DOCKERCFG" }) },
    });
    await planCluster(whole, account.connection);
    const asked = account.calls.map(({ operation }) => operation);
    expect([asked.includes("DescribeTags"), asked.includes("GetResources")]).toEqual([true, false]);
  });

  it("find what no blueprint mentions any more, where an index knows it and nothing else does", async () => {
    const account = simulateAccount({ seed: "orphans", latency: "none" });
    const environment = { DOCKERCFG: '{"auths":{}}' };
    const whole = blueprint("orphans", {
      network: net,
      pools: { web: workers({ subnets: "private", size, expose: [{ port: 80 }] }) },
      secrets: { dockerConfig: secret.dockerConfig({ fromEnv: "DOCKERCFG" }) },
      buckets: ["data"],
    });
    await createCluster(whole, { ...account.connection, environment, ledger: memoryLedger() });
    const less = blueprint("orphans", { network: net });
    const plan = await planCluster(less, { ...account.connection, ledger: memoryLedger() });
    const leaving = new Set(plan.steps.map(({ kind }) => kind));
    expect([...leaving].toSorted()).toMatchInlineSnapshot(`
      [
        "attachment",
        "auto-scaling-group",
        "instance-profile",
        "launch-template",
        "listener",
        "load-balancer",
        "role",
        "secret",
        "security-group",
        "security-group-rules",
        "target-group",
      ]
    `);
    expect(plan.notices.map(({ address }) => address)).toEqual(["bucket/data"]);
  });

  it("find it by the last apply's record where the index has not heard of it yet", async () => {
    const account = simulateAccount({ seed: "late", latency: "typical", staleReads: true });
    const ledger = memoryLedger();
    const secrets = { dockerConfig: secret.dockerConfig({ fromEnv: "DOCKERCFG" }) };
    const environment = { DOCKERCFG: '{"auths":{}}' };
    const tiny = network({ cidr: "10.4.0.0/16", zones: 1, nat: "none", tiers: { public: {} }, endpoints: [] });
    const options = { ...account.connection, environment };
    await createCluster(blueprint("late", { network: tiny, secrets }), { ...options, ledger });
    const less = blueprint("late", { network: tiny });
    const deletions = async (given: typeof ledger) =>
      (await planCluster(less, { ...options, ledger: given })).steps.map(({ id }) => id);
    expect(await deletions(memoryLedger())).toEqual([]);
    expect(await deletions(ledger)).toEqual(["delete secret/dockerConfig"]);
  });
});
