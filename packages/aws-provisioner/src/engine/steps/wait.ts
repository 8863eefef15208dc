import { ProvisionError } from "../error.ts";
import { needsOf, type Resource } from "../graph.ts";
import type { AnyKind, Cloud } from "../kind.ts";
import { inListing } from "../listing.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { longestUntilStable } from "../level.ts";
import type { WatchLimits } from "../watch.ts";
import type { StepScope } from "./step-scope.ts";
import { waitFor } from "./wait-for.ts";

/** How long to wait for one of this kind to come: as long as is said of itself, or as others may take. */
export function waitLimits(kind: AnyKind, resource: Resource | undefined, replaces = false): WatchLimits {
  const { create: usualSeconds } =
    (resource && kind.secondsOf?.(resource.props, { replaces, late: true })) ?? kind.seconds;
  return { usualSeconds, limitSeconds: resource?.limit ?? longestUntilStable(usualSeconds) };
}

/**
 * Waits for what this step needs and the plan leaves alone: an interrupted run may have left it on its way.
 */
export async function producersReady<C extends Cloud>(step: PlanStep, scope: StepScope<C>): Promise<void> {
  const { resource } = scope;
  if (resource === undefined) return;
  const claimed = (resource.draws ?? []).flatMap((place) => scope.claimedAt(place));
  const followed = new Set([...resource.after, ...claimed]);
  await onTheirWay(
    step,
    scope,
    [...new Set([...needsOf(resource), ...claimed])],
    (address, { usable }) => usable !== "accepted" || followed.has(address),
  );
}

/**
 * Waits for what stands at other places of the step's row and is not ready, though the plan leaves it alone;
 * at earlier ones for what does not work, too: an interrupted run may have come no further.
 */
export async function othersReady<C extends Cloud>(step: PlanStep, scope: StepScope<C>): Promise<void> {
  const { earlier, later } = scope.inRow();
  await onTheirWay(step, scope, [...earlier, ...later], () => true);
  const told = (address: string) => (reason: string) => scope.onWaiting(`until ${address} works: ${reason}`);
  await Promise.all(earlier.map((address) => works({ ...scope, onWaiting: told(address) }, address)));
}

/** Waits until what stands there works, as far as its kind can tell. */
async function works<C extends Cloud>(scope: StepScope<C>, address: string): Promise<void> {
  const one = scope.live.get(address);
  if (one === undefined) return;
  const kind = scope.kindOf(one.kind);
  if (kind.check === undefined) return;
  const limits = { ...waitLimits(kind, scope.resourceAt(address)), usualSeconds: kind.check.seconds };
  const awaited = { ...limits, depth: "check", of: one, ended: true } as const;
  await waitFor({ ...scope, kind }, one, awaited, stable(address, one.id));
}

/** Waits for what is on its way at an address, though the plan leaves it alone. */
export async function comes<C extends Cloud>(step: PlanStep, scope: StepScope<C>, address: string): Promise<void> {
  await onTheirWay(step, scope, [address], () => true);
}

/** Waits for those of the addresses at which something is, or may be, on its way and that `counts`. */
async function onTheirWay<C extends Cloud>(
  step: PlanStep,
  scope: StepScope<C>,
  addresses: readonly string[],
  counts: (address: string, kind: AnyKind<C>) => boolean,
): Promise<void> {
  const { live, kindOf } = scope;
  const waits = addresses.map(async (address) => {
    const one = live.get(address);
    if (one?.status !== "pending" && !one?.presumed) return;
    const kind = kindOf(one.kind);
    if (!counts(address, kind)) return;
    const limits = { ...waitLimits(kind, scope.resourceAt(address)), of: one, ended: true };
    let isTold = false;
    const tell = () => {
      if (!isTold) scope.onWaiting(`until ${address} is stable`, limits.usualSeconds + step.seconds);
      isTold = true;
    };
    // Of what is presumed to be ready, only the first look tells that there is anything to wait for.
    if (!one.presumed) tell();
    const isThere = stable(address, one.id);
    const onWaiting = (reason: string) => scope.onWaiting(`until ${address} is stable: ${reason}`);
    const accept = (listing: readonly ObservedResource[]) => {
      const found = isThere(listing);
      if (found === undefined) tell();
      return found;
    };
    live.set(
      address,
      await waitFor({ ...scope, kind, onWaiting }, one, { ...limits, told: one.reason, tells: !one.presumed }, accept),
    );
  });
  await Promise.all(waits);
}

/**
 * Waits until what was made is stable. Right after a create, absence from a listing means that the listing is
 * behind.
 */
export async function untilStable<C extends Cloud>(
  { address, replacement }: PlanStep,
  scope: StepScope<C>,
  made: ObservedResource,
): Promise<ObservedResource> {
  scope.onWaiting(made.reason ?? "until it is stable");
  const limits = { ...waitLimits(scope.kind, scope.resource, replacement), of: made, ended: true };
  return waitFor(scope, made, { ...limits, told: made.reason }, stable(address, made.id));
}

/** Waits until what was made in place of another works, as far as its kind can tell. */
export async function untilItWorks<C extends Cloud>(step: PlanStep, scope: StepScope<C>): Promise<void> {
  scope.onWaiting("until it works");
  await works(scope, step.address);
}

/** Whether it is known to be stable. */
export function isStable({ status, presumed }: Pick<ObservedResource, "status" | "presumed">): boolean {
  return status === "ready" && presumed !== true;
}

/**
 * Whether a listing shows the resource as stable.
 *
 * @throws {ProvisionError} `step-failed` when it shows that it has failed, or has ended.
 */
export function stable(address: string, id: string) {
  return (listing: readonly ObservedResource[]): ObservedResource | undefined => {
    const current = inListing(listing, id);
    if (current?.status === "failed" || current?.status === "gone") {
      const reason = current.reason ?? "no reason given";
      const how = current.status === "failed" ? "failed" : "ended";
      const hint = "Mend the cause, and run again: it is made anew.";
      throw new ProvisionError("step-failed", `${address} (${id}) ${how}: ${reason}`, { address, hint });
    }
    return current !== undefined && isStable(current) ? current : undefined;
  };
}
