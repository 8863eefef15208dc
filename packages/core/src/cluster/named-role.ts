import { type Block, isInside, parseAddress, parseBlock } from "../network/block.ts";
import type { SubnetDesign } from "../network/subnet-plan.ts";
import { remembering } from "../remembered.ts";
import type { ClusterParts, Pool } from "./cluster-parts.ts";
import type { Etcd } from "./etcd.ts";

/** A role of a blueprint with its name: `etcd`, or the pool's. */
export interface NamedRole<Spec extends Etcd | Pool = Etcd | Pool> {
  readonly name: string;
  /** Where it stands in the blueprint: `etcd`, `pools.public`. */
  readonly path: string;
  readonly spec: Spec;
}

/** The roles of a blueprint, etcd first, then its pools in order. */
export function rolesOf({ etcd, pools = {} }: Pick<ClusterParts, "etcd" | "pools">): NamedRole[] {
  const first = etcd === undefined ? [] : [{ name: "etcd", path: "etcd", spec: etcd }];
  return [...first, ...Object.entries(pools).map(([name, spec]) => ({ name, path: `pools.${name}`, spec }))];
}

/** The subnet that an address lies in. */
export function subnetOf<S extends SubnetDesign>(address: string, subnets: readonly S[]): S | undefined {
  const number = parseAddress(address);
  if (number === undefined) return undefined;
  return subnets.find(({ cidr }) => {
    const { block } = blockOf(cidr);
    return block !== undefined && isInside(number, block);
  });
}

/** Every fixed address asks for the same few. */
const remembered = remembering<{ readonly block: Block | undefined }>(100);

function blockOf(cidr: string): { readonly block: Block | undefined } {
  return remembered(cidr, () => ({ block: parseBlock(cidr) }));
}

/**
 * The subnets that nodes of a role may stand in: those of its tier, or those that hold its fixed addresses.
 */
export function subnetsFor({ spec }: NamedRole, subnets: readonly SubnetDesign[]): readonly SubnetDesign[] {
  const addresses = spec.kind === "workers" ? undefined : spec.addresses;
  if (addresses === undefined) return spec.kind === "etcd" ? [] : subnets.filter(({ tier }) => tier === spec.subnets);
  const held = new Set(addresses.map((address) => subnetOf(address, subnets)?.name));
  return subnets.filter(({ name }) => held.has(name));
}
