import { DnsRecords } from "../kinds/dns-records.ts";
import { HostedZone } from "../kinds/hosted-zone.ts";
import type { BuiltBalancers } from "./balancing.ts";
import type { Chapter } from "./chapter.ts";
import type { BuiltNetwork } from "./network.ts";

/** The private zone, with all its records as one resource: they change in one call. */
export function buildDns({ design, graph }: Chapter, network: BuiltNetwork, { balancer }: BuiltBalancers): void {
  if (design.dns === undefined) return;
  const aliased = design.dns.records.flatMap((record) => (record.type === "alias" ? [balancer(record.balancer)] : []));
  const zone = graph.add(HostedZone, "main", { zoneName: design.dns.zone, vpcIds: [network.vpcId] });
  const records = design.dns.records.map((record) => {
    if (record.type !== "alias")
      return { name: record.name, type: record.type, ttl: record.ttl, values: record.values.toSorted() };
    const { dnsName, zoneId } = balancer(record.balancer);
    return { name: record.name, type: "A" as const, alias: { dnsName, zoneId } };
  });
  // One with no records tells that those which come are others'.
  graph.add(
    DnsRecords,
    "main",
    { zoneId: zone.id, zoneName: design.dns.zone, records },
    { after: aliased.flatMap(({ listeners }) => listeners) },
  );
}
