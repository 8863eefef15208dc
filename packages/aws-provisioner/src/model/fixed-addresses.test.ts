import { blueprint, design, etcd, machines, network, workers } from "@drydock/core";
import { expect, it } from "vitest";
import type { Resource } from "../engine/graph.ts";
import { refsIn } from "../engine/ref.ts";
import { modelCluster } from "./cluster.ts";
import type { Facts } from "./facts.ts";

const offered = ["us-west-2a", "us-west-2b", "us-west-2c"];

const facts: Facts = {
  region: "us-west-2",
  account: "123456789012",
  partition: "aws",
  imageOf: () => ({ id: "ami-1", rootDevice: "/dev/xvda" }),
};

/** A cluster that puts everything that has addresses into the subnets of its members. */
function crowded(tier: "public" | "private", addresses: readonly string[]) {
  const size = { min: 1, desired: 1, max: 3 };
  const expose = [{ port: 80, scheme: tier === "public" ? ("internet-facing" as const) : ("internal" as const) }];
  const parts = {
    network: network({ cidr: "10.0.0.0/16", zones: 3, endpoints: ["s3", "ecr.api"] }),
    etcd: etcd({ addresses }),
    pools: {
      web: workers({ subnets: tier, size, expose }),
      queue: machines({ subnets: tier, count: 2 }),
    },
  };
  return modelCluster(design(blueprint("port", parts), { offered }), facts).inOrder();
}

/** Whether one draws where the other claims something for itself. */
function comesAfter({ draws = [] }: Resource, { claims = "" }: Resource): boolean {
  return draws.includes(claims);
}

it.each([
  [
    "private",
    ["10.0.3.9", "10.0.4.9", "10.0.5.9"],
    ["auto-scaling-group", "instance", "load-balancer", "vpc-endpoint"],
  ],
  ["public", ["10.0.0.9", "10.0.1.9", "10.0.2.9"], ["auto-scaling-group", "instance", "load-balancer", "nat-gateway"]],
] as const)("in %s subnets, whatever draws an address comes after the members' own", (tier, addresses, kinds) => {
  const resources = crowded(tier, addresses);
  const held = resources.filter(({ kind }) => kind === "network-interface");
  expect(held.map(({ props }) => props["address"])).toEqual(addresses);
  const drawing = held.flatMap((holder) => {
    const [subnet] = refsIn(holder.props).filter(({ $ref }) => $ref.startsWith("subnet/"));
    return (
      resources
        // A table and a template name subnets, and draw nothing from them.
        .filter((one) => one !== holder && !["route-table", "launch-template"].includes(one.kind))
        .filter(({ props }) => refsIn(props).some(({ $ref }) => $ref === subnet?.$ref))
        .map((one) => ({ one, holder }))
    );
  });
  expect([...new Set(drawing.map(({ one }) => one.kind))].toSorted()).toEqual(kinds);
  const early = drawing.filter(({ one, holder }) => !comesAfter(one, holder));
  expect(early.map(({ one, holder }) => `${one.address} before ${holder.address}`)).toEqual([]);
});

it("what draws an address comes after machines with a public one too, and these wait for each other no more", () => {
  const parts = {
    network: network({ cidr: "10.0.0.0/16", zones: 2 }),
    pools: {
      web: workers({ subnets: "public", size: { min: 1, desired: 1, max: 1 }, expose: [{ port: 80 }] }),
      edge: machines({ addresses: ["10.0.0.20", "10.0.1.20"] }),
      gate: machines({ addresses: ["10.0.0.21"] }),
    },
  };
  const resources = modelCluster(design(blueprint("port", parts), { offered }), facts).inOrder();
  const fixed = ["instance/edge-1", "instance/edge-2", "instance/gate-1"];
  const at = (address: string) => resources.filter((resource) => resource.address === address);
  const after = (address: string) =>
    at(address).flatMap((one) => fixed.filter((machine) => at(machine).some((other) => comesAfter(one, other))));
  expect(["load-balancer/web", "auto-scaling-group/web", "nat-gateway/us-west-2a", ...fixed].map(after)).toEqual([
    fixed,
    fixed,
    ["instance/edge-1", "instance/gate-1"],
    [],
    [],
    [],
  ]);
});
