import { ProvisionError } from "../error.ts";
import { askedAgainAfter, askedApart, type Explanation, lateAfter } from "../explanation.ts";
import type { Cloud } from "../kind.ts";
import { inListing } from "../listing.ts";
import { over } from "../over.ts";
import type { ObservedResource } from "../observed.ts";
import type { WatchLimits } from "../watch.ts";
import type { StepScope } from "./step-scope.ts";
import { longer, timedOut } from "./timed-out.ts";

/** What a wait works with. */
export type WaitScope<C extends Cloud> = Pick<
  StepScope<C>,
  "kind" | "provider" | "watch" | "clock" | "signal" | "onWaiting"
>;

interface Awaited extends WatchLimits {
  /** What it is to become, in the word for that level. Default `stable`. */
  readonly to?: string;
  /** What the reason was with which the wait was told of. Only other ones are told. */
  readonly told?: string | undefined;
  /** False where whoever waits tells himself how far it is. */
  readonly tells?: boolean;
  /** False where the provider carries it out by itself: it is not asked why that takes its time. */
  readonly asks?: boolean;
  /** What it lacks, beside what its status tells. */
  readonly lacks?: () => string | undefined;
}

/**
 * Waits until `accept` gives a value for a listing. Each other reason that the listings show is told, and
 * from when the wait is late those that the provider gives where it is asked.
 *
 * @throws {ProvisionError} `timed-out`, with the level, the time, what was seen last and the provider's
 *   words; `step-failed` at once where the provider says that it can no longer come; what `accept` throws.
 */
export async function waitFor<C extends Cloud, Value>(
  scope: WaitScope<C>,
  one: ObservedResource,
  { to = "stable", told, tells = true, asks = true, lacks, ...limits }: Awaited,
  accept: (listing: readonly ObservedResource[], gone: ReadonlySet<string>) => Value | undefined,
): Promise<Value> {
  const { kind, watch, clock } = scope;
  const began = clock.now();
  const waited = new AbortController();
  let last = told;
  let seen: ObservedResource | undefined = one;
  let inVain: ProvisionError | undefined;
  const tell = (reason: string | undefined) => {
    if (reason === undefined || reason === last) return;
    last = reason;
    scope.onWaiting(reason);
  };
  const look = (listing: readonly ObservedResource[], gone: ReadonlySet<string>) => {
    seen = inListing(listing, one.id);
    const value = accept(listing, gone);
    if (value !== undefined) return value;
    if (inVain !== undefined) throw inVain;
    if (tells) tell(seen?.reason);
    return undefined;
  };
  const hear = (why: Explanation) => {
    if (why.inVain === undefined) tell(why.told.split("\n", 1)[0]);
    else inVain = noLonger(one, to, why);
  };
  const since = new Date(began);
  const why = async () => explanationOf(scope, seen ?? one, since);
  if (asks) whileLate(scope, why, limits.usualSeconds, waited.signal, hear).catch(() => {});
  try {
    return await watch.until(kind, look, limits);
  } catch (error) {
    if (!(error instanceof ProvisionError && error.code === "timed-out")) throw error;
    const seconds = (clock.now() - began) / 1000;
    const { told: words, inVain: mend } = (await why()) ?? {};
    const hint = mend ?? (to === "gone" ? undefined : longer(one.address, limits.limitSeconds));
    throw timedOut(one, { to, seconds, seen, told: [lacks?.(), words], hint, cause: error });
  } finally {
    waited.abort(over);
  }
}

/** Has the provider say why something is late, again and again, for as long as nobody ends that. */
async function whileLate<C extends Cloud>(
  scope: WaitScope<C>,
  ask: () => Promise<Explanation | undefined>,
  usualSeconds: number,
  waited: AbortSignal,
  hear: (why: Explanation) => void,
): Promise<void> {
  const { kind, watch, clock, signal } = scope;
  if (kind.explain === undefined) return;
  const either = AbortSignal.any([signal, waited]);
  await clock.sleep(lateAfter(usualSeconds) * 1000, either);
  for (;;) {
    while (!watch.mayAskWhy(kind)) await clock.sleep(askedApart * 1000, either);
    const why = await ask();
    either.throwIfAborted();
    if (why !== undefined) hear(why);
    await clock.sleep(askedAgainAfter * 1000, either);
  }
}

/**
 * What the provider says of why it has not come yet; undefined where it says nothing, or was not to be asked:
 * what could not be explained is not to hide what is.
 */
export async function explanationOf<C extends Cloud>(
  { kind, provider, signal }: Pick<WaitScope<C>, "kind" | "provider" | "signal">,
  one: ObservedResource,
  since: Date,
): Promise<Explanation | undefined> {
  try {
    return await kind.explain?.(provider.look(signal), one, since);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    return { told: `why could not be asked: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** It can no longer come: the provider says why, and its kind what to mend. */
function noLonger({ address, id }: ObservedResource, to: string, { told, inVain }: Explanation): ProvisionError {
  const message = `${address} (${id}) can no longer become ${to}: ${told}`;
  return new ProvisionError("step-failed", message, { address, ...(inVain !== undefined && { hint: inVain }) });
}
