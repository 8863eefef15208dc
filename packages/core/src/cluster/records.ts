import type { Etcd } from "./etcd.ts";
import type { Member } from "./formation.ts";
import type { Service } from "./service.ts";

/** The private zone of the cluster. */
export interface DnsDesign {
  /** Private zone, without a trailing dot. */
  readonly zone: string;
  readonly records: readonly RecordDesign[];
}

/** A record by its full name, without a trailing dot. */
export type RecordDesign =
  | {
      readonly name: string;
      readonly type: "A" | "SRV" | "CNAME" | "TXT";
      readonly ttl: number;
      readonly values: readonly string[];
    }
  | { readonly name: string; readonly type: "alias"; readonly balancer: string };

/**
 * Seconds that resolvers may keep a member's record; addresses are fixed, but a member may move to another.
 */
const memberTtl = 60;

/**
 * Records of the private zone, by their full names: one per member, one for all, the service records of etcd,
 * one per service.
 */
export function dnsDesign(
  zone: string | undefined,
  etcd: Etcd | undefined,
  members: readonly Member[],
  services: readonly Service[],
): DnsDesign | undefined {
  if (zone === undefined) return undefined;
  const aliases = services.flatMap((service): RecordDesign[] => {
    const name = serviceHost(service, zone);
    return name === undefined ? [] : [{ name, type: "alias", balancer: service.balancer }];
  });
  return { zone, records: [...(etcd === undefined ? [] : etcdRecords(zone, etcd, members)), ...aliases] };
}

/**
 * The host name under which a service is found in the private zone, if there is one. Names of services may
 * have capitals, and a zone keeps its names in lower case.
 */
export function serviceHost({ name, exposure }: Service, zone: string | undefined): string | undefined {
  return zone === undefined || exposure.dns === false ? undefined : `${exposure.dns ?? name.toLowerCase()}.${zone}`;
}

function etcdRecords(zone: string, etcd: Etcd, members: readonly Member[]): RecordDesign[] {
  if (members.length === 0) return [];
  const ssl = etcd.tls === "mutual" ? "-ssl" : "";
  const servers = (port: number) => members.map(({ name }) => `0 0 ${port} ${name}.${zone}`);
  return [
    ...members.map(({ name, address }) => ({
      name: `${name}.${zone}`,
      type: "A" as const,
      ttl: memberTtl,
      values: [address],
    })),
    { name: `etcd.${zone}`, type: "A", ttl: memberTtl, values: members.map(({ address }) => address) },
    { name: `_etcd-server${ssl}._tcp.${zone}`, type: "SRV", ttl: memberTtl, values: servers(2380) },
    { name: `_etcd-client${ssl}._tcp.${zone}`, type: "SRV", ttl: memberTtl, values: servers(2379) },
  ];
}
