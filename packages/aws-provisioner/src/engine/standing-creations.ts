import { ProvisionError } from "./error.ts";
import { gathered } from "./gather.ts";
import { keyOf, type ObservedResource, type ObservedState, refuseTwins } from "./observed.ts";
import type { Plan } from "./plan.ts";

/**
 * What stands already under the addresses that the plan creates, other than what the plan itself takes away.
 * There is none when the plan was made on what is observed; there is when it was saved, and applied before.
 * Only where an interrupted run of this very plan is resumed, as an open record tells, is it the plan's own,
 * to be adopted.
 *
 * @throws {ProvisionError} `plan-outdated` otherwise.
 */
export function standingCreations(plan: Plan, observed: ObservedState, resumes: boolean): readonly ObservedResource[] {
  const created = new Set(plan.steps.flatMap(({ action, address }) => (action === "create" ? [address] : [])));
  const targets = targetsOf(plan);
  const standing = observed.resources.filter(
    (one) => one.status !== "deleting" && created.has(one.address) && !targets.has(keyOf(one)),
  );
  const [first] = standing;
  if (first === undefined || resumes) return standing;
  const names = standing.map(({ address, id }) => `${address} (${id})`).join(", ");
  throw new ProvisionError("plan-outdated", `the plan makes what is there already: ${names}`, {
    address: first.address,
    hint: "Nothing was changed. Plan again.",
  });
}

/**
 * What an interrupted run of a plan made, by address.
 *
 * @throws {ProvisionError} `ambiguous` for two under one address.
 */
export function madeBefore(standing: readonly ObservedResource[]): ReadonlyMap<string, ObservedResource> {
  for (const [address, same] of gathered(standing, (one) => one.address)) {
    if (same.length > 1) refuseTwins(address, same);
  }
  return new Map(standing.map((resource) => [resource.address, resource]));
}

/** Keys of what the plan changes and deletes. */
export function targetsOf({ steps }: Plan): ReadonlySet<string> {
  return new Set(steps.flatMap(({ kind, target: id }) => (id === undefined ? [] : [keyOf({ kind, id })])));
}
