import { type Change, isTagChange, tagKeyOf } from "../diff.ts";
import type { Cloud } from "../kind.ts";
import { mutate } from "../mutate.ts";
import type { PlanStep } from "../plan.ts";
import type { StepScope } from "./step-scope.ts";

/**
 * Brings those of the blueprint's tags that the changes are about to what the blueprint says, and gives their
 * keys. Makes no call where no change is about a tag.
 */
export async function retag<C extends Cloud>(
  step: PlanStep,
  scope: StepScope<C>,
  id: string,
  changes: readonly Change[],
): Promise<readonly string[]> {
  const { kind, provider, tags } = scope;
  const keys = changes.filter(isTagChange).map(tagKeyOf);
  if (keys.length === 0) return keys;
  const written = Object.fromEntries(Object.entries(tags).filter(([key]) => keys.includes(key)));
  const gone = keys.filter((key) => !Object.hasOwn(tags, key));
  await mutate(scope, {
    step,
    verb: "update",
    props: { tags },
    call: (at) => provider.retag(at, kind.name, id, written, gone),
  });
  return keys;
}
