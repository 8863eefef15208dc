import { blueprint, etcd, network, workers } from "@drydock/core";
import { expectTypeOf, it } from "vitest";
import type { RunEvent } from "../engine/event.ts";
import { ResourceGraph } from "../engine/graph.ts";
import type { Run } from "../engine/run.ts";
import type { Ref } from "../engine/ref.ts";
import { NatGateway } from "../kinds/nat-gateway.ts";
import { Subnet } from "../kinds/subnet.ts";
import type { SecretValue } from "../aws/secret-value.ts";
import type { Cluster, EtcdOutputs, PoolOutputs } from "./cluster.ts";
import { createCluster } from "./create-cluster.ts";

const fleet = blueprint("fleet", {
  network: network({ cidr: "10.10.0.0/16" }),
  etcd: etcd({ addresses: ["10.10.3.100"] }),
  pools: { internal: workers({ subnets: "private", size: { min: 0, desired: 2, max: 25 } }) },
});

it("a cluster's outputs have the pools and parts of its blueprint", async () => {
  const run = createCluster(fleet);
  expectTypeOf(run).toExtend<Run<Cluster>>();
  const cluster = await run;
  expectTypeOf(cluster.etcd).toEqualTypeOf<EtcdOutputs>();
  expectTypeOf(cluster.pools).toEqualTypeOf<Readonly<Record<"internal", PoolOutputs>>>();
  // @ts-expect-error -- the blueprint has no such pool
  void cluster.pools.external;
});

it("a run is awaited for its result and iterated for its events", () => {
  expectTypeOf<Awaited<Run<number>>>().toEqualTypeOf<number>();
  expectTypeOf<Run<number>>().toExtend<AsyncIterable<RunEvent>>();
});

it("references carry the type of the output that they stand for", () => {
  const graph = new ResourceGraph();
  const nat = graph.add(NatGateway, "1", { subnetId: "subnet-1", allocationId: "eipalloc-1" });
  expectTypeOf(nat.publicAddress).toEqualTypeOf<Ref<string>>();
  graph.add(Subnet, "a", { vpcId: nat.id, cidr: "10.0.0.0/24", zone: "a" });
  // @ts-expect-error -- a subnet needs its zone
  graph.add(Subnet, "b", { vpcId: nat.id, cidr: "10.0.0.0/24" });
});

it("a secret's value has no serialised form", () => {
  expectTypeOf<ReturnType<SecretValue["toJSON"]>>().toBeNever();
});
