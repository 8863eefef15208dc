import type { SubnetDesign } from "../network/subnet-plan.ts";
import type { Etcd } from "./etcd.ts";
import { subnetOf } from "./named-role.ts";

/** One member of the etcd cluster. */
export interface Member {
  /** `etcd-1`. */
  readonly name: string;
  readonly address: string;
  /** Name of the subnet that holds its address. */
  readonly subnet: string;
  readonly clientUrl: string;
  readonly peerUrl: string;
}

/**
 * Members in the order of their addresses in the blueprint; those outside every subnet are left to the
 * diagnosis.
 */
export function membersOf(etcd: Etcd, subnets: readonly SubnetDesign[]): Member[] {
  const scheme = etcd.tls === "mutual" ? "https" : "http";
  return etcd.addresses.flatMap((address, index) => {
    const subnet = subnetOf(address, subnets)?.name;
    if (subnet === undefined) return [];
    const url = (port: number) => `${scheme}://${address}:${port}`;
    return [{ name: `etcd-${index + 1}`, address, subnet, clientUrl: url(2379), peerUrl: url(2380) }];
  });
}
