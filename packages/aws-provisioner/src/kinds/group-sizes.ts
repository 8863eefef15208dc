import * as z from "zod/mini";

const count = z.int().check(z.minimum(0));
const sizes = { min: z.optional(count), max: z.optional(count), desired: z.optional(count) };

/** The sizes of an auto-scaling group. */
export const sizeFields = {
  ...sizes,
  /** Those that it begins with, where they are not written above, and that others move from then on. */
  start: z.optional(z.object(sizes)),
};
type Sizes = z.infer<z.ZodMiniObject<typeof sizeFields>>;

/** The sizes that a group is made with. */
export function sizesAtFirst({ start = {}, min = start.min, max = start.max, desired = start.desired }: Sizes) {
  return { MinSize: min, MaxSize: max, DesiredCapacity: desired };
}

/** Those that change; others are left to whoever may have moved them since. */
export function changedSizes({ min, max, desired }: Sizes, fields: readonly string[]) {
  return {
    ...(fields.includes("min") && { MinSize: min }),
    ...(fields.includes("max") && { MaxSize: max }),
    ...(fields.includes("desired") && { DesiredCapacity: desired }),
  };
}
