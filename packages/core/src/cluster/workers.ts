import * as z from "zod/mini";
import { built } from "../built.ts";
import type { Named, Read, Written } from "../written.ts";
import { drainSchema } from "./drain.ts";
import { rolloutSchema } from "./rollout.ts";
import { scalingSchema } from "./scaling.ts";
import { filledFrom, roleFields, type RoleOptions } from "./role.ts";

// Source: the Auto Scaling API reference; its integers have 32 bits.
const count = z.int().check(z.maximum(2_147_483_647));

const sizeFields = {
  /** Fewest nodes. */
  min: count,
  /** How many nodes there are to be; with `scaling`, at first. */
  desired: count,
  /** Most nodes. */
  max: count,
};

/** How many nodes a pool has. */
interface PoolSize extends Written<typeof sizeFields>, Named {}

const sizeSchema: z.ZodMiniType<PoolSize, PoolSize> = z.strictObject(sizeFields);

const fields = {
  /** Name of the tier whose subnets the nodes are dealt over, such as `private`. */
  subnets: z.string(),
  /**
   * How many nodes. `desired` is kept to, but where `scaling`, or a policy or schedule that somebody else
   * gave the group, moves the number: then it is where the pool starts.
   */
  size: sizeSchema,
  /**
   * What moves the number of nodes. With it, `size.desired` is only the start, and so are `size.min` and
   * `size.max` where a schedule sets them. Default: nothing.
   */
  scaling: z.optional(scalingSchema),
  /**
   * How the machines are replaced when what they are launched from changes. Default: by the apply, new ones
   * first.
   */
  rollout: z.prefault(rolloutSchema, {}),
  /**
   * A unit that runs on a machine, to its end, before its group terminates it: where the pool becomes smaller
   * or goes, and where the machine is replaced, by an apply or because it is unhealthy. Default: none.
   */
  drain: z.optional(drainSchema),
  /**
   * Name of another pool whose role and security group the nodes share, for pools that differ only in zone,
   * size or machine type. Each may then do what any of them may. Default: its own.
   */
  identity: z.optional(z.string()),
};

/** A pool as it is read. */
export const workersSchema = z.pipe(
  z.strictObject({ kind: z.literal("workers"), ...fields, ...roleFields }),
  z.transform(filledFrom("t3.medium")),
);

/** What is said of a pool of workers. */
export interface WorkersOptions extends Written<typeof fields>, RoleOptions {}

/** A pool of interchangeable nodes whose number may change. */
export interface Workers extends Read<typeof workersSchema> {}

/**
 * A pool behind an auto-scaling group, as a value. Nothing is checked here: `validateBlueprint` reports on
 * the blueprint that holds it.
 *
 * @example
 * ```ts
 * import { workers } from "@drydock/core";
 *
 * workers({ subnets: "public", size: { min: 1, desired: 2, max: 4 }, expose: [{ port: 80 }] });
 * ```
 */
export function workers(options: WorkersOptions): Workers {
  return built(workersSchema, { kind: "workers", ...options });
}
