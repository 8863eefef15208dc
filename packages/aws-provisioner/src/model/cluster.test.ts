import { blueprint, design, etcd, existingNetwork, network, secret, workers, type BlueprintParts } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { needsOf } from "../engine/graph.ts";
import { modelCluster } from "./cluster.ts";
import type { Facts } from "./facts.ts";

const offered = ["us-west-2a", "us-west-2b", "us-west-2c"];

const facts: Facts = {
  region: "us-west-2",
  account: "123456789012",
  partition: "aws",
  imageOf: () => ({ id: "ami-1", rootDevice: "/dev/xvda" }),
};

function model(parts: BlueprintParts) {
  const resources = modelCluster(design(blueprint("port", parts), { offered }), facts).inOrder();
  return {
    resources,
    of: (address: string) => resources.find((resource) => resource.address === address)!,
    named: (kind: string) => resources.filter((resource) => resource.kind === kind).map(({ name }) => name),
  };
}

const size = { min: 1, desired: 1, max: 3 };

describe("the network", () => {
  it("has a NAT gateway and a private table per zone, behind the attached gateway", () => {
    const { of, named } = model({ network: network({ cidr: "10.0.0.0/16", zones: 2 }) });
    expect(named("route-table")).toEqual(["public", "private-us-west-2a", "private-us-west-2b"]);
    expect(of("route-table/private-us-west-2b").props["routes"]).toEqual([
      { destination: "0.0.0.0/0", natGatewayId: { $ref: "nat-gateway/us-west-2b", field: "id" } },
    ]);
    expect(of("nat-gateway/us-west-2a").after).toEqual(["internet-gateway/main"]);
  });

  it("takes the zones that there are where it wants more, and a gateway for each of these", () => {
    const { of, named } = model({ network: network({ cidr: "10.0.0.0/16", zones: 4 }) });
    expect([1, 2, 3, 4].map((index) => of(`subnet/public-${index}`).props["zone"])).toEqual([
      "us-west-2a",
      "us-west-2b",
      "us-west-2c",
      "us-west-2a",
    ]);
    expect(named("nat-gateway")).toEqual(["us-west-2a", "us-west-2b", "us-west-2c"]);
  });

  it("shares one table behind a single NAT gateway", () => {
    const { named } = model({ network: network({ cidr: "10.0.0.0/16", nat: "single" }) });
    expect([named("nat-gateway"), named("route-table")]).toEqual([["us-west-2a"], ["public", "private"]]);
  });

  it("makes nothing of what exists", () => {
    const subnets = { private: [{ id: "subnet-0123456789abcdef0", zone: "us-west-2a", cidr: "10.0.3.0/24" }] };
    const { resources, of } = model({
      network: existingNetwork({ vpcId: "vpc-0123456789abcdef0", cidr: "10.0.0.0/16", subnets }),
      pools: { web: workers({ subnets: "private", size }) },
    });
    expect(resources.filter(({ kind }) => ["vpc", "subnet", "route-table"].includes(kind))).toEqual([]);
    expect(of("auto-scaling-group/web").props["subnetIds"]).toEqual(["subnet-0123456789abcdef0"]);
  });
});

describe("a member", () => {
  const { of } = model({ network: network({ cidr: "10.0.0.0/16" }), etcd: etcd({ addresses: ["10.0.3.9"] }) });

  it("is a group of one over its own interface, in that interface's zone, ended before it is replaced", () => {
    expect(of("auto-scaling-group/etcd-1").props).toMatchObject({
      min: 1,
      max: 1,
      zones: ["us-west-2a"],
      maintenance: { min: 0, max: 100 },
    });
    expect(of("auto-scaling-group/etcd-1").props["subnetIds"]).toBeUndefined();
    expect(of("launch-template/etcd-1").props).toMatchObject({
      networkInterfaceId: { $ref: "network-interface/etcd-1" },
      securityGroupIds: [],
    });
    expect(of("network-interface/etcd-1").props["address"]).toBe("10.0.3.9");
  });

  it("learns its volume and the cluster's token from its tags, so that no user data waits for them", () => {
    expect(of("auto-scaling-group/etcd-1").props["instanceTags"]).toMatchObject({
      "drydock:volume": { $ref: "volume/etcd-1", field: "id" },
      "drydock:etcd-token": { $ref: "parameter/etcd/token", field: "value" },
      "drydock:node": "port/etcd",
    });
  });

  it("starts after its way out, its rules and its secrets", () => {
    expect(needsOf(of("auto-scaling-group/etcd-1"))).toEqual(
      expect.arrayContaining([
        "nat-gateway/us-west-2a",
        "route-table/private-us-west-2a",
        "security-group-rules/etcd",
        "secret/tls/etcd-1",
      ]),
    );
  });

  it("may read its own cluster's secrets and nothing more", () => {
    const { Statement } = (
      of("role/etcd").props["policies"] as { node: { Statement: { Action: string[]; Resource: unknown }[] } }
    ).node;
    const reading = Statement.find(({ Action }) => Action.includes("secretsmanager:GetSecretValue"))!;
    expect(reading.Resource).toEqual(["arn:aws:secretsmanager:us-west-2:123456789012:secret:port/tls/etcd-1-??????"]);
    expect(JSON.stringify(Statement)).not.toContain("tls/authority");
  });
});

it("gives pools that share an identity one role, one profile and one security group, and each its own group of machines", () => {
  const { of, named } = model({
    network: network({ cidr: "10.0.0.0/16" }),
    etcd: etcd({ addresses: ["10.0.3.9"] }),
    pools: {
      a: workers({ subnets: "private", size, expose: [{ port: 80, scheme: "internal" }] }),
      b: workers({ subnets: "private", size, identity: "a", secrets: { token: "/etc/token" } }),
    },
    secrets: { token: secret.text({ fromEnv: "TOKEN" }) },
  });
  expect([named("role"), named("instance-profile")]).toEqual([
    ["etcd", "a"],
    ["etcd", "a"],
  ]);
  expect(named("security-group")).toEqual(["etcd", "a", "balancer-a"]);
  expect(named("auto-scaling-group")).toEqual(["a", "etcd-1", "b"]);
  expect(of("launch-template/b").props).toMatchObject({
    profileName: { $ref: "instance-profile/a" },
    securityGroupIds: [{ $ref: "security-group/a" }],
  });
  expect(JSON.stringify(of("role/a").props["policies"])).toContain("secret:port/token-??????");
  // One source to AWS: the two pools' equal rules on etcd's port are one.
  const clients = (of("security-group-rules/etcd").props["ingress"] as { fromPort: number }[]).filter(
    ({ fromPort }) => fromPort === 2379,
  );
  expect(clients.filter((rule) => JSON.stringify(rule).includes("security-group/a"))).toHaveLength(1);
});

it("keeps apart the secrets that are deleted by name alone", () => {
  const { named, of } = model({
    network: network({ cidr: "10.0.0.0/16" }),
    secrets: { session: secret.generated(), vault: secret.generated({ precious: true }) },
  });
  expect(named("secret").map((name) => [name, of(`secret/${name}`).props["precious"]])).toEqual([
    ["session", false],
    ["vault", true],
  ]);
});

it("opens nothing to the world but the ports of public balancers", () => {
  const { resources } = model({
    network: network({ cidr: "10.0.0.0/16" }),
    etcd: etcd({ addresses: ["10.0.3.9"], expose: [{ port: 2379, name: "etcd-clients" }] }),
    pools: { web: workers({ subnets: "public", size, expose: [{ port: 80 }] }) },
  });
  const open = resources.filter(
    ({ kind, props }) => kind === "security-group-rules" && JSON.stringify(props).includes("0.0.0.0/0"),
  );
  expect(
    open.map(({ name, props }) => [name, (props["ingress"] as { toPort: number }[]).map(({ toPort }) => toPort)]),
  ).toEqual([["balancer-web", [80]]]);
});
