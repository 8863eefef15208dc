import type { ExistingNetwork } from "../network/existing-network.ts";
import type { Network } from "../network/network.ts";
import type { SubnetDesign } from "../network/subnet-plan.ts";
import type { Secret } from "../secret.ts";
import type { Etcd } from "./etcd.ts";
import type { Member } from "./formation.ts";
import type { NamedRole } from "./named-role.ts";
import type { Service } from "./service.ts";

/**
 * What the rules of the cluster look at: the parts that could be read, and what follows from them, computed
 * once. A part of the wrong shape is absent.
 */
export interface ClusterReading {
  readonly name: string;
  readonly network: Network | ExistingNetwork | undefined;
  readonly etcd: Etcd | undefined;
  readonly secrets: Readonly<Record<string, Secret>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Names that have a role or a secret, of whatever shape. */
  readonly declared: { readonly roles: readonly string[]; readonly secrets: readonly string[] };
  readonly subnets: readonly SubnetDesign[];
  /** Names of subnets for which the network has no room. */
  readonly homeless: readonly string[];
  readonly roles: readonly NamedRole[];
  readonly members: readonly Member[];
  readonly services: readonly Service[];
}
