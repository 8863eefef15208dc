import type { ApplyInput } from "./apply.ts";
import { ProvisionError } from "./error.ts";
import type { Cloud } from "./kind.ts";
import { type ObservedResource, readState, refuseTwins } from "./observed.ts";

/**
 * What an interrupted run made and no listing showed yet when the plan was made, by address: listings are left to settle, and made
 * again. Throws `plan-outdated` for what the plan would not create, and `ambiguous` for two under one address.
 */
export async function unlistedCreations<C extends Cloud>({
  plan,
  observed,
  provider,
  clock,
  signal,
}: Pick<ApplyInput<C>, "plan" | "observed" | "provider" | "clock" | "signal">): Promise<
  ReadonlyMap<string, ObservedResource>
> {
  await clock.sleep(provider.listingLagSeconds * 1000, signal);
  const looked = provider.kinds.filter(({ name }) => observed.kinds.has(name));
  const { resources: found } = await readState(provider.look(signal), looked);
  const known = new Set(observed.resources.map(keyOf));
  const late = found.filter((one) => one.status !== "deleting" && !known.has(keyOf(one)));
  const wanted = new Set(
    plan.steps.flatMap(({ action, replacement, address }) => (action === "create" && !replacement ? [address] : [])),
  );
  const unplanned = late.filter(({ address }) => !wanted.has(address));
  if (unplanned.length > 0) {
    const names = unplanned.map(({ address, id }) => `${address} (${id})`).join(", ");
    throw new ProvisionError("plan-outdated", `an interrupted run had made more than the plan knows: ${names}`, {
      address: unplanned[0]!.address,
      hint: "Nothing was changed. Plan again: listings show it now.",
    });
  }
  for (const { address } of late) {
    const same = late.filter((other) => other.address === address);
    if (same.length > 1) refuseTwins(address, same);
  }
  return new Map(late.map((one) => [one.address, one]));
}

function keyOf({ kind, id }: ObservedResource): string {
  return `${kind} ${id}`;
}
