import { simulateAccount } from "@drydock/aws-simulator";
import {
  blueprint,
  type BlueprintParts,
  design,
  etcd,
  existingNetwork,
  machines,
  network,
  secret,
  workers,
} from "@drydock/core";
import { describe, expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { kinds } from "../kinds/registry.ts";
import { modelCluster } from "../model/cluster.ts";
import { createCluster } from "./create-cluster.ts";
import { planNetwork } from "./network-only.ts";
import { planCluster } from "./plan-cluster.ts";

const size = { min: 1, desired: 1, max: 2 };
const net = network({ cidr: "10.4.0.0/16", zones: 2 });
const subnets = { private: [{ id: "subnet-0123456789abcdef0", zone: "us-west-2a", cidr: "10.0.3.0/24" }] };
const there = existingNetwork({ vpcId: "vpc-0123456789abcdef0", cidr: "10.0.0.0/16", subnets });

const designs: readonly (readonly [string, BlueprintParts])[] = [
  ["a network alone", { network: net }],
  ["a network without a way out", { network: network({ cidr: "10.4.0.0/16", nat: "none", endpoints: [] }) }],
  ["public subnets alone", { network: network({ cidr: "10.4.0.0/16", tiers: { public: {} }, endpoints: [] }) }],
  ["interface endpoints", { network: network({ cidr: "10.4.0.0/16", endpoints: ["s3", "secretsmanager"] }) }],
  ["a pool", { network: net, pools: { web: workers({ subnets: "private", size }) } }],
  ["a pool in a network that exists", { network: there, pools: { web: workers({ subnets: "private", size }) } }],
  ["a service", { network: net, pools: { web: workers({ subnets: "private", size, expose: [{ port: 80 }] }) } }],
  ["machines", { network: net, pools: { bastion: machines({ subnets: "public", count: 1 }) } }],
  ["a bucket", { network: net, buckets: ["data"] }],
  ["etcd with TLS", { network: net, etcd: etcd({ addresses: ["10.4.3.100"], tls: "mutual" }) }],
  ["etcd without", { network: net, etcd: etcd({ addresses: ["10.4.3.100"], tls: "off" }) }],
  [
    "secrets",
    {
      network: net,
      pools: { web: workers({ subnets: "private", size }) },
      secrets: { dockerConfig: secret.dockerConfig({ fromEnv: "DOCKERCFG" }) },
    },
  ],
];

const facts = {
  region: "us-west-2",
  account: "123456789012",
  partition: "aws",
  zones: ["us-west-2a", "us-west-2b", "us-west-2c"],
  imageOf: () => ({ id: "ami-1", rootDevice: "/dev/xvda" }),
};

describe("the kinds that a design uses", () => {
  it.each(designs)("are known before the account is asked: %s", (_name, parts) => {
    const made = design(blueprint("port", parts));
    const modelled = new Set(
      modelCluster(made, facts)
        .inOrder()
        .map(({ kind }) => kind),
    );
    const expected = kinds.filter((kind) => kind.usedBy?.(made)).map(({ name }) => name);
    expect(expected).toEqual(kinds.map(({ name }) => name).filter((name) => modelled.has(name)));
  });
});

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
