import type { RoleDesign } from "@drydock/core/design";
import type { Turn } from "../engine/graph.ts";
import type { Ref } from "../engine/ref.ts";
import type { BuiltBalancers } from "./balancing.ts";
import type { Chapter } from "./chapter.ts";
import type { RoleKeys } from "./keys.ts";
import type { BuiltNetwork } from "./network.ts";
import type { KeptValues } from "./secrets.ts";
import type { RoleGroups } from "./security.ts";

/** What earlier chapters have made and machines need. */
export interface NodeSurroundings {
  readonly network: BuiltNetwork;
  readonly groups: RoleGroups;
  readonly profileOf: (identity: string) => Ref<string>;
  readonly values: KeptValues;
  readonly keys: RoleKeys;
  /** Machines by role, in their turns, for target groups that list them. */
  readonly machines: Map<string, readonly BuiltMachine[]>;
}

/** A machine of a fixed set, its place among those that are replaced in turn, and its time to be healthy. */
export interface BuiltMachine {
  readonly name: string;
  readonly id: Ref<string>;
  readonly turn: Turn;
  readonly limit: number;
}

/** The same, with the way by which requests come to a service, which groups may be scaled by. */
export type GroupSurroundings = NodeSurroundings & Pick<BuiltBalancers, "wayTo">;

/** What is around the machines of one role. */
export type RoleSurroundings = Chapter & NodeSurroundings & { readonly role: RoleDesign };
