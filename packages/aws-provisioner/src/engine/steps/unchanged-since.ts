import { differences, isTagChange, tagKeyOf, unminded } from "../diff.ts";
import { ProvisionError, reasonOf } from "../error.ts";
import { fingerprint } from "../fingerprint.ts";
import type { AnyKind, Cloud } from "../kind.ts";
import { keyOf, type ObservedResource } from "../observed.ts";
import type { Plan, PlanStep } from "../plan.ts";
import { leavingPart } from "../shared.ts";
import type { StepScope } from "./step-scope.ts";

/**
 * What the step is to change or delete, as it stands.
 *
 * @throws {ProvisionError} `plan-outdated` when it is gone.
 */
export function targetOf<C extends Cloud>(step: PlanStep, { seen }: Pick<StepScope<C>, "seen">): ObservedResource {
  const current = step.target === undefined ? undefined : seen(step.target);
  if (current === undefined) throw outdated(step, "is no longer there");
  return current;
}

/**
 * Refuses what is not as the step was planned on.
 *
 * @throws {ProvisionError} `plan-outdated`
 */
export function refuseChanged<C extends Cloud>(
  step: PlanStep,
  { kind }: Pick<StepScope<C>, "kind">,
  current: ObservedResource,
): void {
  if (fingerprint(current, unminded(kind, step.changes)) !== step.precondition) throw outdated(step, "has changed");
}

/**
 * Refuses a plan that was made on something else than what stands, before its first step: of every step what
 * can be told without those before it.
 *
 * @throws {ProvisionError} `plan-outdated`, with all that has changed.
 */
export function refuseOutdated<C extends Cloud>(
  { steps }: Pick<Plan, "steps">,
  observed: readonly ObservedResource[],
  kindOf: (name: string) => AnyKind<C>,
): void {
  const standing = new Map(observed.map((one) => [keyOf(one), one]));
  const found = steps.flatMap((step): ProvisionError[] => {
    if (step.target === undefined || step.phase === "narrow") return [];
    const kind = kindOf(step.kind);
    try {
      const current = targetOf(step, { seen: (id) => standing.get(keyOf({ kind: step.kind, id })) });
      if (step.action === "delete") {
        const props = leavingPart(kind.shared, current.props, step.removes ?? {});
        refuseChanged(step, { kind }, { ...current, props });
      } else {
        // What others share is told from the step's own part only when what it refers to is there.
        if (kind.shared === undefined) refuseChanged(step, { kind }, current);
        refuseChangedTags(step, { resumed: undefined }, current);
      }
      return [];
    } catch (error) {
      if (error instanceof ProvisionError && error.code === "plan-outdated") return [error];
      throw error;
    }
  });
  const [first] = found;
  if (first === undefined) return;
  throw new ProvisionError("plan-outdated", found.map(reasonOf).join("\n"), {
    ...(first.address !== undefined && { address: first.address }),
    hint: "Nothing was changed. Plan again to see what it would do now.",
  });
}

/**
 * Refuses to write over tags that are not as the step was planned on. What an interrupted run of the same
 * plan has written already is as it should be.
 *
 * @throws {ProvisionError} `plan-outdated`, with the tags that have changed.
 */
export function refuseChangedTags<C extends Cloud>(
  step: PlanStep,
  { resumed }: Pick<StepScope<C>, "resumed">,
  { tags = {} }: ObservedResource,
): void {
  const standing = new Map(Object.entries(tags));
  const changed = step.changes.filter((change) => {
    if (!isTagChange(change)) return false;
    const now = standing.get(tagKeyOf(change));
    return now !== change.before && (resumed === undefined || now !== change.after);
  });
  if (changed.length === 0) return;
  const keys = changed.map((change) => JSON.stringify(tagKeyOf(change)));
  throw outdated(step, `has another value of the tag${keys.length === 1 ? "" : "s"} ${keys.join(", ")}`);
}

/**
 * What is to be updated as it was before an interrupted run of the same plan, which may have come to some of
 * the step's changes: those that have the value that they are to have are taken back. Whatever else has
 * changed stays as it is.
 */
export function asBefore<C extends Cloud>(
  { changes }: PlanStep,
  { kind }: StepScope<C>,
  current: ObservedResource,
  props: Readonly<Record<string, unknown>>,
): ObservedResource {
  const lacking = new Set(differences(kind, props, current.props).map(({ field }) => field));
  const made = changes.filter((change) => !isTagChange(change) && !lacking.has(change.field));
  const before = Object.fromEntries(made.map(({ field, before }) => [field, before]));
  return { ...current, props: { ...current.props, ...before } };
}

function outdated({ address, target }: PlanStep, what: string): ProvisionError {
  return new ProvisionError("plan-outdated", `${address} (${target}) ${what} since the plan was made`, {
    address,
    hint: "Plan again to see what it would do now.",
  });
}
