import { z } from "zod";

/** When nodes of a role reboot into a new version of their system. */
export type Updates =
  | { readonly strategy: "off" }
  /** Reboots inside the window; members and machines take windows one after the other, so that no two overlap. */
  | { readonly strategy: "reboot"; readonly window?: UpdateWindow };

export interface UpdateWindow {
  /** Start in UTC, `05:30`, or on one day of the week, `Sun 05:30`. */
  readonly start: string;
  /** Length in minutes, 10 to 1440. */
  readonly minutes: number;
}

export const updatesSchema = z.discriminatedUnion("strategy", [
  z.strictObject({ strategy: z.literal("off") }),
  z.strictObject({
    strategy: z.literal("reboot"),
    window: z.strictObject({ start: z.string(), minutes: z.int() }).optional(),
  }),
]);
