import { isDeepStrictEqual } from "node:util";
import type { Cloud } from "../kind.ts";
import { mutate } from "../mutate.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { type EntryKeys, markOf } from "../shared.ts";
import type { StepScope } from "./step-scope.ts";

/**
 * Has a resource tell what Drydock wrote in the fields that others share, and gives it as it is then. Makes
 * no call where it tells that already, and none for a field whose update tells it by itself.
 */
export async function leaveMarks<C extends Cloud>(
  step: PlanStep,
  scope: StepScope<C>,
  resource: ObservedResource,
  marks: EntryKeys,
): Promise<ObservedResource> {
  const { kind, provider } = scope;
  const { wrote = {} } = resource;
  const untold = Object.entries(marks).filter(
    ([field, wanted]) =>
      kind.shared?.[field]?.tellsItself !== true && !isDeepStrictEqual(wrote[field]?.toSorted(), wanted),
  );
  if (untold.length === 0) return resource;
  const told = Object.fromEntries(untold);
  const call = (at: C["step"]) => provider.mark(at, kind.name, resource, told);
  await mutate(scope, { step, verb: "update", props: { marks }, call });
  return { ...resource, wrote: { ...wrote, ...told } };
}

/** The marks of what is wanted, and of what a step takes away as long as that stands. */
export function withRemoved(marks: EntryKeys, removes: EntryKeys, wrote: EntryKeys = {}): EntryKeys {
  return Object.fromEntries(
    Object.entries(marks).map(([field, wanted]) => {
      const leaving = (removes[field] ?? []).map(markOf).filter((mark) => wrote[field]?.includes(mark));
      return [field, [...new Set([...wanted, ...leaving])].toSorted()];
    }),
  );
}
