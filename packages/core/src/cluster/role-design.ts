import type { SubnetDesign } from "../network/subnet-plan.ts";
import type { ClusterParts } from "./cluster-parts.ts";
import { declaredDeliveries } from "./cluster-secrets.ts";
import type { Member } from "./formation.ts";
import type { ImageDesign } from "./image.ts";
import { subnetsFor, type NamedRole } from "./named-role.ts";
import {
  nodesDesign,
  type GroupDesign,
  type MachinesDesign,
  type MembersDesign,
  type RenderNode,
} from "./nodes-design.ts";
import { permissionsOf, type NodePermission } from "./permissions.ts";
import type { RuleDesign } from "./rule-design.ts";
import type { Service } from "./service.ts";

/** A role with everything computed. */
export interface RoleDesign {
  /** `etcd`, or the pool's name. */
  readonly name: string;
  /** Name of the role whose permissions and rules it shares: its own, where it shares none. */
  readonly identity: string;
  readonly image: ImageDesign;
  readonly instanceType: string;
  /** GiB of the encrypted gp3 root volume. */
  readonly rootVolume: number;
  readonly publicAddress: boolean;
  /** How far metadata answers travel: 1, or 2 where containers on a bridge need the role. */
  readonly metadataHops: 1 | 2;
  /** Typed metadata of the pool; becomes instance tags, readable by the node. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly permissions: readonly NodePermission[];
  readonly rules: readonly RuleDesign[];
  /** Name of the SSH key pair and its public key, if the role has one. */
  readonly key: { readonly name: string; readonly publicKey: string } | undefined;
  readonly nodes: MembersDesign | GroupDesign | MachinesDesign;
}

/** What a role is designed from. */
export interface RoleContext {
  readonly blueprint: Pick<ClusterParts, "etcd" | "secrets">;
  readonly subnets: readonly SubnetDesign[];
  readonly members: readonly Member[];
  readonly services: readonly Service[];
  readonly rules: RoleDesign["rules"];
  readonly render: RenderNode;
}

/** Computes everything of a role. */
export function roleDesign(
  role: NamedRole,
  { blueprint, subnets, members, services, rules, render }: RoleContext,
): RoleDesign {
  const { spec, name } = role;
  const own = subnetsFor(role, subnets);
  return {
    name,
    identity: spec.kind === "workers" ? (spec.identity ?? name) : name,
    image: imageDesign(spec.image),
    instanceType: spec.instanceType,
    rootVolume: spec.rootVolume,
    publicAddress: own.some((subnet) => subnet.public),
    metadataHops: spec.bridgedCredentials ? 2 : 1,
    metadata: spec.metadata,
    permissions: permissionsOf(
      role,
      declaredDeliveries(role, blueprint.secrets),
      members,
      blueprint.etcd?.tls === "mutual",
    ),
    rules,
    key: spec.publicKey === undefined ? undefined : { name, publicKey: spec.publicKey },
    nodes: nodesDesign(role, own, members, render, { subnets, services }),
  };
}

function imageDesign({ os, channel, architecture, pin }: NamedRole["spec"]["image"]): ImageDesign {
  return { os, channel, architecture, pin };
}
