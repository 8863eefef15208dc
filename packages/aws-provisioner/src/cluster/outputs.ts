import type { ClusterDesign } from "@drydock/core";
import type { ObservedResource } from "../engine/observed.ts";
import type { Facts } from "../model/facts.ts";
import type { Cluster, PoolOutputs, ServiceOutputs } from "./cluster.ts";

/** Reads a cluster's outputs from its design and its live resources. */
export function outputsOf(
  design: ClusterDesign,
  { region, account }: Pick<Facts, "region" | "account">,
  live: ReadonlyMap<string, ObservedResource>,
): Cluster {
  const ofKind = (kind: string) => [...live.values()].filter((found) => found.kind === kind);
  const byName = (kind: string) =>
    Object.fromEntries(
      ofKind(kind)
        .map((found) => [found.address.slice(kind.length + 1), found.id] as const)
        .toSorted(),
    );
  const existing = design.network.kind === "existing" ? design.network : undefined;
  const pools = design.roles.filter(({ nodes }) => nodes.kind !== "members");
  return {
    name: design.name,
    region,
    account,
    network: {
      vpcId: existing?.vpcId ?? live.get("vpc/main")?.id ?? "",
      subnets:
        existing === undefined
          ? byName("subnet")
          : Object.fromEntries(existing.subnets.map(({ name, id }) => [name, id])),
    },
    etcd: design.outputs.etcd,
    pools: Object.fromEntries(pools.map((role) => [role.name, poolOf(role, live)])),
    services: Object.fromEntries(
      Object.entries(design.outputs.services).map(([name, service]) => [name, serviceOf(service, live)]),
    ),
    secrets: { ...byName("secret"), ...byName("authority"), ...byName("precious-secret") },
  } as Cluster;
}

function poolOf(
  { name, nodes }: ClusterDesign["roles"][number],
  live: ReadonlyMap<string, ObservedResource>,
): PoolOutputs {
  if (nodes.kind === "machines") {
    const instances = nodes.machines.flatMap((machine) => live.get(`instance/${machine.name}`)?.id ?? []);
    return { group: undefined, instances };
  }
  const group = live.get(`auto-scaling-group/${name}`);
  return { group: group?.id, instances: (group?.outputs["instanceIds"] as string[] | undefined) ?? [] };
}

function serviceOf(
  { balancer, port, protocol, dns }: ClusterDesign["outputs"]["services"][string],
  live: ReadonlyMap<string, ObservedResource>,
): ServiceOutputs {
  const dnsName = live.get(`load-balancer/${balancer}`)?.outputs["dnsName"];
  const host = dns ?? (typeof dnsName === "string" ? dnsName : "");
  const usual = { http: 80, https: 443 }[protocol];
  const authority = port === usual ? host : `${host}:${port}`;
  return { url: usual === undefined ? authority : `${protocol}://${authority}`, balancer, port };
}
