import type { ApplyInput } from "./apply-input.ts";
import { ProvisionError } from "./error.ts";
import type { Cloud } from "./kind.ts";
import type { ObservedResource } from "./observed.ts";

/** What stands already under addresses at which the plan makes something: none, unless the plan is an old one. */
export function standingCreations<C extends Cloud>({
  plan,
  observed,
}: Pick<ApplyInput<C>, "plan" | "observed">): readonly ObservedResource[] {
  const created = plan.steps.filter(({ action, replacement }) => action === "create" && !replacement);
  const addresses = new Set(created.map(({ address }) => address));
  return observed.resources.filter(({ address, status }) => status !== "deleting" && addresses.has(address));
}

/**
 * Refuses a plan that would make again what stands, as when it was applied before.
 *
 * @throws {ProvisionError} `plan-outdated`, which names all of it.
 */
export function refuseStanding(standing: readonly ObservedResource[]): void {
  const [first] = standing;
  if (first === undefined) return;
  const names = standing.map(({ address, id }) => `${address} (${id})`).join(", ");
  throw new ProvisionError("plan-outdated", `the plan makes what is there already: ${names}`, {
    address: first.address,
    hint: "Nothing was changed. Plan again.",
  });
}
