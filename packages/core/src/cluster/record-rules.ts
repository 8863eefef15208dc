import { quote, type Finding } from "../finding.ts";
import type { ClusterReading } from "./cluster-reading.ts";
import { serviceHost } from "./records.ts";

/** Records of the private zone: each name once, among those of etcd and those of services. */
export function* recordRules({ services, network, etcd, members }: ClusterReading): Iterable<Finding> {
  const zone = network?.dns;
  if (zone === undefined) return;
  const holders = new Map<string, { readonly path: string; readonly service?: string }>();
  if (etcd !== undefined) {
    holders.set(`etcd.${zone}`, { path: "etcd" });
    for (const [index, { name }] of members.entries()) {
      holders.set(`${name}.${zone}`, { path: `etcd.addresses.${index}` });
    }
  }
  for (const { name, path, role, exposure, ...service } of services) {
    const host = serviceHost({ name, path, role, exposure, ...service }, zone);
    if (host === undefined) continue;
    const holder = holders.get(host);
    if (holder === undefined) {
      holders.set(host, { path, service: name });
      continue;
    }
    // Of names of services and of pools that are taken, rules of their own speak.
    const isUsual = exposure.dns === undefined;
    if (isUsual && (holder.service === name || (holder.service === undefined && role.name === name))) continue;
    yield {
      path: isUsual ? path : `${path}.dns`,
      message: `${quote(host)} is the record of ${holder.path} already`,
      remedy: "Set dns of one of them to another label, or to false.",
      rule: "dns-record-taken",
    };
  }
}
