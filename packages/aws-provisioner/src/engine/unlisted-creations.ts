import type { ApplyInput } from "./apply-input.ts";
import { ProvisionError } from "./error.ts";
import type { Cloud } from "./kind.ts";
import { keyOf, type ObservedResource, readState, refuseTwins } from "./observed.ts";
import type { Plan } from "./plan.ts";
import { targetsOf } from "./standing-creations.ts";

/**
 * What no listing showed yet of an interrupted run when the account was read. Waits until listings cannot be
 * behind any more, and lists again.
 *
 * @param resumes Whether it was a run of the very same plan, which makes replacements again as well.
 * @throws {ProvisionError} `plan-outdated` for what the plan would neither create nor delete.
 */
export async function lateListed<C extends Cloud>(
  input: Pick<ApplyInput<C>, "plan" | "observed" | "provider" | "clock" | "signal">,
  resumes: boolean,
): Promise<readonly ObservedResource[]> {
  const { plan, observed, provider, clock, signal } = input;
  await clock.sleep(provider.listingLagSeconds * 1000, signal);
  const kinds = provider.kinds.filter(({ name }) => observed.kinds.has(name));
  const { resources } = await readState(provider.look(signal), kinds);
  const known = new Set(observed.resources.map(keyOf));
  const late = resources.filter((resource) => resource.status !== "deleting" && !known.has(keyOf(resource)));
  const created = plan.steps.filter(({ action, replacement }) => action === "create" && (resumes || !replacement));
  const wanted = new Set(created.map(({ address }) => address));
  const targets = targetsOf(plan);
  refuseUnplanned(late.filter((one) => !wanted.has(one.address) && !targets.has(keyOf(one))));
  return late;
}

/**
 * What an interrupted run made, by address: what stands of the plan already, and what was listed late.
 *
 * @throws {ProvisionError} `ambiguous` for two under one address.
 */
export function unlistedCreations(
  plan: Plan,
  standing: readonly ObservedResource[],
  late: readonly ObservedResource[],
): ReadonlyMap<string, ObservedResource> {
  const targets = targetsOf(plan);
  const made = [...standing, ...late.filter((one) => !targets.has(keyOf(one)))];
  for (const { address } of made) {
    const same = made.filter((other) => other.address === address);
    if (same.length > 1) refuseTwins(address, same);
  }
  return new Map(made.map((resource) => [resource.address, resource]));
}

function refuseUnplanned(unplanned: readonly ObservedResource[]): void {
  const [first] = unplanned;
  if (first === undefined) return;
  const names = unplanned.map(({ address, id }) => `${address} (${id})`).join(", ");
  throw new ProvisionError("plan-outdated", `an interrupted run had made more than the plan knows: ${names}`, {
    address: first.address,
    hint: "Nothing was changed. Plan again: listings show it now.",
  });
}
