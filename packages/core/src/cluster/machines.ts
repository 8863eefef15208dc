import * as z from "zod/mini";
import { built } from "../built.ts";
import type { Read, Written } from "../written.ts";
import { dataVolumeSchema } from "./data-volume.ts";
import { machinesRolloutSchema } from "./rollout.ts";
import { filledFrom, roleFields, type RoleOptions } from "./role.ts";

const fields = {
  /** Name of the tier, such as `private`. */
  subnets: z.optional(z.string()),
  /** How many machines, 1 to 1000, dealt over the tier's subnets in turn. */
  count: z.optional(z.int().check(z.maximum(1000))),
  /** One fixed private address per machine, each inside a subnet of the network. */
  addresses: z.optional(z.array(z.string())),
  /** A volume of its own for each machine, that outlives it. Default none. */
  volume: z._default(dataVolumeSchema, "none"),
  /**
   * How the machines are replaced when what they are made from changes. Default: by the apply, one by one.
   */
  rollout: z.prefault(machinesRolloutSchema, {}),
};

/** Machines as they are read. */
export const machinesSchema = z.pipe(
  z.strictObject({ kind: z.literal("machines"), ...fields, ...roleFields }),
  z.transform(filledFrom("t3.medium")),
);

/** What is said of machines: how many there are and in which tier, or the address of each. */
export type MachinesOptions = RoleOptions &
  Pick<Fields, "volume" | "rollout"> &
  (Given<Pick<Fields, "count" | "subnets">> | Given<Pick<Fields, "addresses">>);

type Fields = Written<typeof fields>;
type Given<Options> = { readonly [Field in keyof Options]-?: Exclude<Options[Field], undefined> };

/** A fixed number of machines, each with a name, for any service. */
export interface Machines extends Read<typeof machinesSchema> {}

/**
 * Machines of a fixed number, as a value. Nothing is checked here: `validateBlueprint` reports on the
 * blueprint that holds it.
 *
 * They have no `drain`: no group takes them away and waits for them. Drydock terminates them itself, and
 * systemd then stops their units in order, so that what is to happen before stands in `ExecStop` of a unit.
 *
 * @example
 * ```ts
 * import { machines } from "@drydock/core";
 *
 * machines({ count: 2, subnets: "private", volume: { size: 100, mount: "/var/lib/postgresql" } });
 * ```
 */
export function machines(options: MachinesOptions): Machines {
  return built(machinesSchema, { kind: "machines", ...options });
}
