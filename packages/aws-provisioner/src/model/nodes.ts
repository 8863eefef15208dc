import type { Chapter } from "./chapter.ts";
import { buildGroup } from "./group.ts";
import { buildMembers } from "./members.ts";
import type { GroupSurroundings, NodeSurroundings } from "./node-surroundings.ts";
import { buildRoleMachines } from "./role-machines.ts";

/** Machines of a fixed set: made before the target groups that list them. */
export function buildMachines(chapter: Chapter, surroundings: NodeSurroundings): void {
  for (const role of chapter.design.roles) {
    if (role.nodes.kind === "machines") buildRoleMachines({ ...chapter, ...surroundings, role }, role.nodes);
  }
}

/** Members with fixed addresses and groups that scale: made after the target groups that they join. */
export function buildGroups(chapter: Chapter, surroundings: GroupSurroundings): void {
  for (const role of chapter.design.roles) {
    if (role.nodes.kind === "members") buildMembers({ ...chapter, ...surroundings, role }, role.nodes);
    if (role.nodes.kind === "group") buildGroup({ ...chapter, ...surroundings, role }, role.nodes);
  }
}
