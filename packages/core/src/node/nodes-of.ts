import type { Blueprint } from "../blueprint.ts";
import { BlueprintError } from "../blueprint-error.ts";
import { membersOf } from "../cluster/formation.ts";
import { rolesOf, subnetsFor } from "../cluster/named-role.ts";
import { placesOf, type Machine } from "../cluster/nodes-design.ts";
import { checkBlueprint } from "../validate-blueprint.ts";
import { subnetsOf } from "../network/subnet-plan.ts";
import { nodeOfRole } from "./node-of-role.ts";
import type { NodeConfig } from "./node-config.ts";
import { osProfile, type OsProfile } from "./os-profile.ts";

/**
 * One node of a blueprint, before it is written down as user data: what a lab boots, and what a person may
 * look at.
 */
export interface BlueprintNode {
  /** Name of the machine, or of the group whose nodes are all alike. */
  readonly name: string;
  readonly role: string;
  /** What its operating system reads. */
  readonly reads: OsProfile["reads"];
  readonly config: NodeConfig;
}

/**
 * The nodes of a blueprint, in the order of its roles.
 *
 * @throws {BlueprintError} Where `validateBlueprint` finds an error; it lists every problem.
 *
 * @example
 * ```ts
 * import { blueprint, network, nodesOf, workers } from "@drydock/core";
 *
 * const web = workers({ subnets: "public", size: { min: 1, desired: 1, max: 1 } });
 * const [node] = nodesOf(blueprint("site", { network: network({ cidr: "10.10.0.0/16" }), pools: { web } }));
 * console.log(node?.config.files.map(({ path }) => path));
 * ```
 */
export function nodesOf(given: Blueprint): BlueprintNode[] {
  const { diagnostics, sound } = checkBlueprint(given);
  if (sound === undefined) throw new BlueprintError(String(given?.name ?? ""), diagnostics);
  const { blueprint } = sound;
  const { subnets } = subnetsOf(blueprint.network);
  const members = blueprint.etcd === undefined ? [] : membersOf(blueprint.etcd, subnets);
  return rolesOf(blueprint).flatMap((role) => {
    const { reads } = osProfile(role.spec.image);
    const node = (name: string, machine: Machine | undefined): BlueprintNode => ({
      name,
      role: role.name,
      reads,
      config: nodeOfRole(blueprint, members, role, machine),
    });
    if (role.spec.kind === "workers") return [node(role.name, undefined)];
    const machines =
      role.spec.kind === "etcd"
        ? members.map((member, index) => ({ ...member, index }))
        : placesOf(role, subnetsFor(role, subnets), subnets);
    return machines.map((machine) => node(machine.name, machine));
  });
}
