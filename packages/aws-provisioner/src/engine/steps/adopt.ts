import { differences } from "../diff.ts";
import { ProvisionError } from "../error.ts";
import type { Cloud } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import type { StepScope } from "./step-scope.ts";

/**
 * What an earlier try made, as long as it is what this one would make.
 *
 * @throws {ProvisionError} `plan-outdated` when it differs in a field that cannot change in place.
 */
export function unlessOther<C extends Cloud>(
  { address }: PlanStep,
  { kind }: StepScope<C>,
  made: ObservedResource,
  props: Record<string, unknown>,
): ObservedResource {
  const fixed = differences(kind, props, made.props).flatMap(({ field, inPlace }) => (inPlace ? [] : [field]));
  if (fixed.length === 0) return made;
  const difference = `with another ${fixed.join(" and another ")}`;
  throw new ProvisionError("plan-outdated", `${address} (${made.id}) is there already, ${difference}`, {
    address,
    hint: "Plan again to see what it would do now.",
  });
}

/**
 * The resource that `isIt` recognises, asked for until a listing cannot be behind any more, by those seconds;
 * undefined where none shows it, and then two do not.
 */
export async function seek<C extends Cloud>(
  { kind, watch, clock }: StepScope<C>,
  isIt: (one: ObservedResource) => boolean,
  seconds: number,
): Promise<ObservedResource | undefined> {
  const certain = clock.now() + seconds * 1000;
  let lacking = 0;
  const accept = (listing: readonly ObservedResource[]) => {
    const one = listing.find(isIt);
    // One look may leave out what stands.
    if (one === undefined && clock.now() >= certain) lacking += 1;
    return one === undefined && lacking < 2 ? undefined : { one };
  };
  const limits = { usualSeconds: 1, limitSeconds: 10 * seconds, depth: "fields" } as const;
  return (await watch.until(kind, accept, limits)).one;
}

/**
 * What stands already where a step makes something of those fields: looked for by its name, or among what
 * lies there, at once, and only then by listings.
 */
export async function standing<C extends Cloud>(
  step: PlanStep,
  scope: StepScope<C>,
  { props, isIt }: { readonly props: Record<string, unknown>; readonly isIt: (one: ObservedResource) => boolean },
): Promise<ObservedResource | undefined> {
  const direct = await beside(step, scope, props);
  return direct.find(isIt) ?? (await seek(scope, isIt, scope.provider.lagOf(scope.kind.name).worst));
}

/** What bears the step's address, by another look than that of its kind's listing. */
export function beside<C extends Cloud>(
  { address }: PlanStep,
  { kind, provider, signal, live, known }: StepScope<C>,
  props: Record<string, unknown>,
): Promise<readonly ObservedResource[]> {
  return provider.seek(signal, kind.name, [{ address, props }], [...known(), ...live.values()]);
}
