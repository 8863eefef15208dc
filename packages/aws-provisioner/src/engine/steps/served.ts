import { differences } from "../diff.ts";
import { reasonOf } from "../error.ts";
import type { Cloud } from "../kind.ts";
import { longestUntilServing } from "../level.ts";
import { mutate } from "../mutate.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { isUnanswered } from "../unanswered.ts";
import { firstPause, nextPause } from "../watch-pause.ts";
import type { StepScope } from "./step-scope.ts";
import { longer, timedOut } from "./timed-out.ts";
import { comes } from "./wait.ts";

/**
 * Before an update moves others: has the resource lead to the new one too where the provider looks after that
 * only then, and waits until it serves.
 */
export async function moveReady<C extends Cloud>(
  step: PlanStep,
  scope: StepScope<C>,
  current: ObservedResource,
  props: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (step.awaits === undefined) return;
  const { join } = scope.kind;
  if (join !== undefined) {
    const fields = differences(scope.kind, props, current.props).map(({ field }) => field);
    const call = (at: C["step"]) => join(at, current, props, fields);
    const joined = await mutate(scope, { step, verb: "update", props: { join: props }, call });
    if (joined === false) return;
  }
  await served(step, scope);
}

/**
 * Waits until everything that a step awaits serves.
 *
 * @throws {ProvisionError} `timed-out` where it does not in time, with what it lacks.
 */
export async function served<C extends Cloud>(step: PlanStep, scope: StepScope<C>): Promise<void> {
  await Promise.all((step.awaits ?? []).map((address) => serves(address, step, scope)));
}

async function serves<C extends Cloud>(address: string, step: PlanStep, scope: StepScope<C>): Promise<void> {
  const { live, kindOf, clock, onWaiting } = scope;
  const one = live.get(address);
  if (one === undefined) return;
  const { serving } = kindOf(one.kind);
  if (serving?.led !== true) return comes(step, scope, address);
  const began = clock.now();
  const usual = serving.seconds(one.props);
  const limit = scope.resourceAt(address)?.limit ?? longestUntilServing(usual);
  let told: string | undefined;
  for (let pause = firstPause; ; pause = nextPause(pause, usual * 1000, clock.now() - began)) {
    const lacks = await unlessUnheard(scope, one.kind, () => serving.lacks(scope.provider.look(scope.signal), one));
    if (lacks === undefined) return;
    if (clock.now() - began >= limit * 1000) {
      const seconds = (clock.now() - began) / 1000;
      const hint = `What it was to stand in for serves on. Mend it. ${longer(address, limit)}`;
      throw timedOut(one, { to: "serving", seconds, seen: one, told: [lacks], hint });
    }
    // Of what stood already, the plan did not know that there would be anything to wait for.
    const left = usual + (step.action === "delete" ? scope.kind.seconds.delete : 0) - (clock.now() - began) / 1000;
    if (lacks !== told) onWaiting(`until ${address} serves: ${lacks}`, left);
    told = lacks;
    await clock.sleep(pause, scope.signal);
  }
}

/** A question that was refused for its pace, or never answered, says nothing: the next one will. */
export async function unlessUnheard<C extends Cloud>(
  { provider, signal }: Pick<StepScope<C>, "provider" | "signal">,
  kind: string,
  ask: () => Promise<string | undefined>,
): Promise<string | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (isUnanswered(error) || provider.meaning(error, kind) === "throttled") return reasonOf(error);
    throw error;
  }
}

/** Waits for as long as others may go on by what was before a step that this one needs. */
export async function lingered<C extends Cloud>({ needs }: PlanStep, scope: StepScope<C>): Promise<void> {
  const { clock, signal, overAt, onWaiting } = scope;
  const due = needs.map(({ step, lingers = 0 }) => (overAt(step) ?? -Infinity) + lingers * 1000);
  const left = Math.max(0, ...due) - clock.now();
  if (left <= 0) return;
  onWaiting(`${Math.ceil(left / 1000)} s, until nobody goes on by what was before`, left / 1000);
  await clock.sleep(left, signal);
}
