import { z } from "zod";
import { freeze } from "../freeze.ts";
import { present } from "../present.ts";
import { beyondRole, roleFrom, roleSchema, type Role, type RoleOptions } from "./role.ts";

/** A pool of interchangeable nodes whose number may change. */
export interface Workers extends Role {
  readonly kind: "workers";
  readonly subnets: string;
  readonly size: { readonly min: number; readonly desired: number; readonly max: number };
  readonly identity?: string;
}

export interface WorkersOptions extends RoleOptions {
  /** Name of the tier whose subnets the nodes are dealt over, such as `private`. */
  readonly subnets: string;
  /** How many nodes. `desired` is where the pool starts; what scales it later is left alone. */
  readonly size: { readonly min: number; readonly desired: number; readonly max: number };
  /**
   * Name of another pool whose role and security group the nodes share, for pools that differ only in zone, size or machine type.
   * Each may then do what any of them may. Default: its own.
   */
  readonly identity?: string;
}

export const workersSchema = z.strictObject({
  kind: z.literal("workers"),
  subnets: z.string(),
  size: z.strictObject({ min: z.int(), desired: z.int(), max: z.int() }),
  identity: z.string().optional(),
  ...roleSchema,
});

/** A pool behind an auto-scaling group, as a value. Nothing is checked here: `validateBlueprint` reports on the blueprint that holds it. */
export function workers(options: WorkersOptions): Workers {
  const { subnets, size, identity, ...rest } = options ?? {};
  return freeze({
    ...beyondRole(rest),
    kind: "workers" as const,
    subnets,
    size,
    ...present({ identity }),
    ...roleFrom(rest, "t3.medium"),
  });
}
