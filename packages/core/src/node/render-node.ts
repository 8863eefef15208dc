import type { Blueprint } from "../blueprint.ts";
import type { Member } from "../cluster/formation.ts";
import type { RenderNode } from "../cluster/role-design.ts";
import { nodeOfRole } from "./node-of-role.ts";
import { osProfile } from "./os-profile.ts";
import { cloudConfigUserData } from "./render-cloud-config-node.ts";
import { ignitionUserData } from "./render-ignition-node.ts";

/** What renders the user data of every node of a blueprint, in the language that its operating system reads. */
export function nodeRenderer(blueprint: Blueprint, members: readonly Member[]): RenderNode {
  return (role, machine) => {
    const node = nodeOfRole(blueprint, members, role, machine);
    const { reads } = osProfile(role.spec.image);
    return reads.format === "ignition" ? ignitionUserData(node, reads.target) : cloudConfigUserData(node, reads.cloudInit);
  };
}
