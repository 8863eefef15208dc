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

/**
 * Those that change; others are left to whoever may have moved them since, but for a bound that the other one
 * would cross, which AWS refuses.
 */
export function changedSizes(current: Sizes, wanted: Sizes, fields: readonly string[]) {
  const written = (field: "min" | "max" | "desired") => (fields.includes(field) ? wanted[field] : undefined);
  const [min, max, desired] = [written("min"), written("max"), written("desired")];
  const isMinCrossed = wanted.min === undefined && max !== undefined && max < (current.min ?? 0);
  const isMaxCrossed = wanted.max === undefined && min !== undefined && min > (current.max ?? min);
  return { MinSize: isMinCrossed ? max : min, MaxSize: isMaxCrossed ? min : max, DesiredCapacity: desired };
}
