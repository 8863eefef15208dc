import { z } from "zod";
import { freeze } from "../freeze.ts";
import { present } from "../present.ts";
import { dataVolumeFrom, dataVolumeSchema, type DataVolume, type DataVolumeOptions } from "./data-volume.ts";
import { beyondRole, roleFrom, roleSchema, type Role, type RoleOptions } from "./role.ts";

/** A fixed number of machines, each with a name, for any service. */
export interface Machines extends Role {
  readonly kind: "machines";
  readonly subnets?: string;
  readonly count?: number;
  readonly addresses?: readonly string[];
  readonly volume: DataVolume | "none";
}

export type MachinesOptions = RoleOptions & {
  /** A volume of its own for each machine, that outlives it. Default none. */
  readonly volume?: DataVolumeOptions | "none";
} & (
    | {
        /** How many machines, dealt over the tier's subnets in turn. */
        readonly count: number;
        /** Name of the tier, such as `private`. */
        readonly subnets: string;
      }
    | {
        /** One fixed private address per machine, each inside a subnet of the network. */
        readonly addresses: readonly string[];
      }
  );

type Placement = Pick<Machines, "subnets" | "count" | "addresses">;

export const machinesSchema = z.strictObject({
  kind: z.literal("machines"),
  subnets: z.string().optional(),
  count: z.int().max(1000).optional(),
  addresses: z.array(z.string()).optional(),
  volume: dataVolumeSchema,
  ...roleSchema,
});

/** Machines of a fixed number, as a value. Nothing is checked here: `validateBlueprint` reports on the blueprint that holds it. */
export function machines(options: MachinesOptions): Machines {
  const given: RoleOptions & Placement & { readonly volume?: DataVolumeOptions | "none" } = options ?? {};
  const { subnets, count, addresses, volume = "none", ...rest } = given;
  return freeze({
    ...beyondRole(rest),
    kind: "machines" as const,
    ...present({ subnets, count, addresses }),
    volume: dataVolumeFrom(volume, { size: 20, label: "data", mount: "/var/lib/data" }),
    ...roleFrom(rest, "t3.medium"),
  });
}
