import type { ApplyInput } from "./apply-input.ts";
import { ProvisionError } from "./error.ts";
import type { Cloud } from "./kind.ts";
import { keyOf, type ObservedResource, readState, refuseTwins } from "./observed.ts";

/**
 * What an interrupted run made, by address: what stands of its own plan, and what no listing showed yet when
 * the account was read. Waits until listings cannot be behind any more, and lists again.
 *
 * @throws {ProvisionError} `plan-outdated` for what the plan would not create, and `ambiguous` for two under
 * one address.
 */
export async function unlistedCreations<C extends Cloud>(
  input: Pick<ApplyInput<C>, "plan" | "observed" | "provider" | "clock" | "signal">,
  standing: readonly ObservedResource[],
): Promise<ReadonlyMap<string, ObservedResource>> {
  const { plan, observed, provider, clock, signal } = input;
  await clock.sleep(provider.listingLagSeconds * 1000, signal);
  const kinds = provider.kinds.filter(({ name }) => observed.kinds.has(name));
  const { resources } = await readState(provider.look(signal), kinds);
  const known = new Set(observed.resources.map(keyOf));
  const late = resources.filter((resource) => resource.status !== "deleting" && !known.has(keyOf(resource)));
  const created = plan.steps.filter(({ action, replacement }) => action === "create" && !replacement);
  const wanted = new Set(created.map(({ address }) => address));
  refuseUnplanned(late.filter(({ address }) => !wanted.has(address)));
  const made = [...standing, ...late];
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
