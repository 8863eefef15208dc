import type { ClusterDesign } from "@drydock/core/design";
import type { AnyAwsKind } from "../aws/kind.ts";
import { addressOf } from "../engine/graph.ts";
import type { ObservedResource } from "../engine/observed.ts";
import { Authority } from "../kinds/authority.ts";
import { AutoScalingGroup } from "../kinds/auto-scaling-group.ts";
import { Instance } from "../kinds/instance.ts";
import { LoadBalancer } from "../kinds/load-balancer.ts";
import { Secret } from "../kinds/secret.ts";
import { Subnet } from "../kinds/subnet.ts";
import { Vpc } from "../kinds/vpc.ts";
import type { Facts } from "../model/facts.ts";
import type { Cluster, PoolOutputs, ServiceOutputs } from "./cluster.ts";

/** Reads a cluster's outputs from its design and its live resources. */
export function outputsOf(
  design: ClusterDesign,
  { region, account }: Pick<Facts, "region" | "account">,
  live: ReadonlyMap<string, ObservedResource>,
): Cluster {
  const byName = ({ name: kind }: Pick<AnyAwsKind, "name">) => {
    const ofKind = [...live.values()].filter((found) => found.kind === kind);
    return Object.fromEntries(
      ofKind.map(({ address, id }) => [address.slice(kind.length + 1), id] as const).toSorted(),
    );
  };
  const existing = design.network.kind === "existing" ? design.network : undefined;
  const pools = design.roles.filter(({ nodes }) => nodes.kind !== "members");
  return {
    name: design.name,
    region,
    account,
    network: {
      vpcId: existing?.vpcId ?? live.get(addressOf(Vpc, "main"))?.id ?? "",
      subnets:
        existing === undefined
          ? byName(Subnet)
          : Object.fromEntries(existing.subnets.map(({ name, id }) => [name, id])),
    },
    etcd: design.outputs.etcd,
    pools: Object.fromEntries(pools.map((role) => [role.name, poolOf(role, live)])),
    services: Object.fromEntries(
      Object.entries(design.outputs.services).map(([name, service]) => [name, serviceOf(service, live)]),
    ),
    secrets: { ...byName(Secret), ...byName(Authority) },
  } as Cluster;
}

function poolOf(
  { name, nodes }: ClusterDesign["roles"][number],
  live: ReadonlyMap<string, ObservedResource>,
): PoolOutputs {
  if (nodes.kind === "machines") {
    const instances = nodes.machines.flatMap((machine) => live.get(addressOf(Instance, machine.name))?.id ?? []);
    return { group: undefined, instances };
  }
  const group = live.get(addressOf(AutoScalingGroup, name));
  const idsIn = (output: string) => (group?.outputs[output] as string[] | undefined) ?? [];
  const terminating = new Set(idsIn("terminating"));
  return { group: group?.id, instances: idsIn("instanceIds").filter((id) => !terminating.has(id)) };
}

function serviceOf(
  { balancer, port, protocol, dns }: ClusterDesign["outputs"]["services"][string],
  live: ReadonlyMap<string, ObservedResource>,
): ServiceOutputs {
  const found = live.get(addressOf(LoadBalancer, balancer))?.outputs["dnsName"];
  const dnsName = typeof found === "string" ? found : "";
  const host = dns ?? dnsName;
  const usual = { http: 80, https: 443 }[protocol];
  const authority = port === usual ? host : `${host}:${port}`;
  return { url: usual === undefined ? authority : `${protocol}://${authority}`, dnsName, balancer, port };
}
