import type { Blueprint } from "../blueprint.ts";
import type { Member } from "../cluster/formation.ts";
import type { NamedRole } from "../cluster/named-role.ts";
import type { Service } from "../cluster/service.ts";
import type { SubnetDesign } from "../design.ts";
import type { ExistingNetwork } from "../network/existing-network.ts";
import type { Network } from "../network/network.ts";
import type { Finding } from "./finding.ts";

/** A blueprint whose parts have the right shape, with what the rules look at computed once; a part of the wrong shape is absent. */
export interface Examined {
  readonly name: string;
  readonly network: Network | ExistingNetwork | undefined;
  readonly etcd: Blueprint["etcd"];
  readonly secrets: NonNullable<Blueprint["secrets"]>;
  /** Names that have a role or a secret, of whatever shape. */
  readonly declared: { readonly roles: readonly string[]; readonly secrets: readonly string[] };
  readonly tags: NonNullable<Blueprint["tags"]>;
  readonly buckets: NonNullable<Blueprint["buckets"]>;
  readonly subnets: readonly SubnetDesign[];
  readonly roles: readonly NamedRole[];
  readonly members: readonly Member[];
  readonly services: readonly Service[];
}

/** One idea of what may be wrong. */
export type Rule = (examined: Examined) => Iterable<Finding>;
