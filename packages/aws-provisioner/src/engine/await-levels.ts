import type { Clock } from "./clock.ts";
import { asError, ProvisionError, reasonOf } from "./error.ts";
import type { Resource } from "./graph.ts";
import type { AnyKind, Cloud } from "./kind.ts";
import { longestUntilServing } from "./level.ts";
import type { ObservedResource } from "./observed.ts";
import type { Progress } from "./progress.ts";
import type { Provider } from "./provider.ts";
import { unlessUnheard } from "./steps/served.ts";
import { longer, timedOut } from "./steps/timed-out.ts";
import { explanationOf, waitFor } from "./steps/wait-for.ts";
import { stable, waitLimits } from "./steps/wait.ts";
import type { Watch } from "./watch.ts";
import { firstPause, nextPause } from "./watch-pause.ts";

/** What the end of a run works with. */
interface Ending<C extends Cloud> {
  readonly resources: readonly Resource[];
  readonly kindOf: (name: string) => AnyKind<C>;
  /** What stands, by address; what has come meanwhile is written into it. */
  readonly live: Map<string, ObservedResource>;
  readonly provider: Provider<C>;
  readonly watch: Watch<C>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/**
 * When no step is left: waits until everything that should be has come to the level that the run waits for,
 * what the plan left alone as well as what it made, unless its being stable comes and goes.
 *
 * @returns Why some of it has not.
 */
export async function awaitLevels<C extends Cloud>(ending: Ending<C>): Promise<readonly Error[]> {
  const { resources, live, kindOf, signal } = ending;
  const pending = resources.filter(({ wait, address, kind }) => {
    const { status, presumed } = live.get(address) ?? {};
    return wait !== "accepted" && status === "pending" && presumed !== true && kindOf(kind).stable.passing !== true;
  });
  const outcomes = await Promise.allSettled(pending.map((resource) => comes(resource, ending)));
  if (signal.aborted) throw signal.reason;
  const failures = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [asError(outcome.reason)] : []));
  const failed = new Set(pending.filter((_, at) => outcomes[at]?.status === "rejected"));
  const serving = resources.filter((one) => one.wait === "serving" && !failed.has(one));
  return [...failures, ...(await allServe(serving, ending))];
}

/** Waits until what the plan left alone is stable. */
async function comes<C extends Cloud>(resource: Resource, ending: Ending<C>): Promise<void> {
  const { live, kindOf, progress } = ending;
  const { address } = resource;
  const one = live.get(address);
  if (one === undefined) return;
  const { clock } = ending;
  const began = clock.now();
  const kind = kindOf(one.kind);
  const limits = waitLimits(kind, resource);
  const onWaiting = (reason: string) =>
    progress.await(address, "stable", reason, limits.usualSeconds - (clock.now() - began) / 1000);
  onWaiting(one.reason ?? `it is ${one.status}`);
  const awaited = { ...limits, of: one, ended: true, told: one.reason };
  live.set(address, await waitFor({ ...ending, kind, onWaiting }, one, awaited, stable(address, one.id)));
  progress.reach(address, "stable", (clock.now() - began) / 1000);
}

/** One that is to serve, and what it was said to lack last. */
interface Awaited<C extends Cloud> {
  readonly one: ObservedResource;
  readonly kind: AnyKind<C>;
  readonly usual: number;
  readonly limit: number;
  lacks: string | undefined;
  /** What else it was said to lack, the latest first: the last word may tell less. */
  readonly before: readonly string[];
}

/** Asks together, in one look at a time, until each of them serves. */
async function allServe<C extends Cloud>(resources: readonly Resource[], ending: Ending<C>): Promise<Error[]> {
  const { live, kindOf, clock, provider, signal, progress } = ending;
  const failures: Error[] = [];
  let left = resources.flatMap(({ address, limit }): Awaited<C>[] => {
    const one = live.get(address);
    const kind = one && kindOf(one.kind);
    const usual = one && kind?.serving?.seconds(one.props);
    if (one === undefined || kind === undefined || usual === undefined) return [];
    return [{ one, kind, usual, limit: limit ?? longestUntilServing(usual), lacks: undefined, before: [] }];
  });
  const began = clock.now();
  for (let pause = firstPause; left.length > 0;) {
    const look = provider.look(signal);
    const answers = await Promise.all(left.map((awaited) => serves(awaited, look, ending)));
    const elapsed = clock.now() - began;
    const next: Awaited<C>[] = [];
    for (const [at, answer] of answers.entries()) {
      const awaited = left[at];
      if (awaited === undefined) continue;
      const { one, usual, limit, lacks } = awaited;
      if (answer instanceof Error) failures.push(answer);
      else if (answer === undefined) progress.reach(one.address, "serving", elapsed / 1000);
      else if (elapsed >= limit * 1000) failures.push(await neverServed(awaited, answer, elapsed / 1000, ending));
      else {
        const since = progress.sinceAccepted(one.address) ?? elapsed / 1000;
        if (answer !== lacks) progress.await(one.address, "serving", answer, usual - since);
        const before = [lacks, ...awaited.before].filter((word) => word !== undefined && word !== answer);
        next.push({ ...awaited, lacks: answer, before: [...new Set(before)].slice(0, 2) as string[] });
      }
    }
    left = next;
    const longest = Math.max(0, ...left.map(({ usual }) => usual));
    if (left.length > 0) await clock.sleep((pause = nextPause(pause, longest * 1000, elapsed)), signal);
  }
  return failures;
}

async function serves<C extends Cloud>(
  { one, kind }: Awaited<C>,
  look: C["look"],
  scope: Pick<Ending<C>, "provider" | "signal">,
): Promise<string | undefined | Error> {
  const { signal } = scope;
  try {
    return await unlessUnheard(scope, one.kind, async () => kind.serving?.lacks(look, one));
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    const { address, id } = one;
    const message = `${address} (${id}) does not come to serve: ${reasonOf(cause)}`;
    return new ProvisionError("step-failed", message, { address, cause });
  }
}

async function neverServed<C extends Cloud>(
  { one, kind, limit, lacks: last, before: earlier }: Awaited<C>,
  lacks: string,
  seconds: number,
  ending: Pick<Ending<C>, "provider" | "signal" | "clock">,
): Promise<ProvisionError> {
  const why = await explanationOf({ ...ending, kind }, one, new Date(ending.clock.now() - seconds * 1000));
  const before = [last, ...earlier].flatMap((word) => (word === undefined || word === lacks ? [] : `before: ${word}`));
  const hint = why?.inVain ?? longer(one.address, limit);
  return timedOut(one, { to: "serving", seconds, seen: one, told: [lacks, ...before, why?.told], hint });
}
