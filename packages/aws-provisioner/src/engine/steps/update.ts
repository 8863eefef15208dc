import { differences } from "../diff.ts";
import { minded } from "../shared.ts";
import { ProvisionError } from "../error.ts";
import type { Cloud } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { converge } from "./converge.ts";
import { departed } from "./departed.ts";
import { retag } from "./retag.ts";
import { moveReady } from "./served.ts";
import { settled } from "./settled.ts";
import type { StepScope } from "./step-scope.ts";
import { widened } from "../widened.ts";
import { asBefore, refuseChanged, refuseChangedTags, targetOf } from "./unchanged-since.ts";
import { untilConverged } from "./converged.ts";
import { producersReady } from "./wait.ts";
import { wantedProps } from "./wanted-props.ts";

/**
 * Brings tags and fields of a resource to what the blueprint says, and waits until a listing shows it, unless
 * nobody waits for that. What an interrupted run of the same plan changed already is not done again. What it
 * moves others to serves before.
 *
 * @throws {ProvisionError} `plan-outdated` when it has changed since the plan, or would have to be replaced
 * by now.
 */
export async function update<C extends Cloud>(step: PlanStep, scope: StepScope<C>): Promise<void> {
  const { kind, live } = scope;
  const current = (step.phase === "narrow" ? live.get(step.address) : undefined) ?? targetOf(step, scope);
  // What the step before has widened is as that left it.
  const isFirst = step.phase !== "narrow";
  // Where others have entries, only the values of what is wanted tell which are the step's business.
  if (isFirst && scope.resumed === undefined && kind.shared === undefined) refuseChanged(step, scope, current);
  if (isFirst) refuseChangedTags(step, scope, current);
  await producersReady(step, scope);
  const wanted = wantedProps(step, scope);
  const own = { ...current, props: minded(kind.shared, current.props, wanted, step.removes ?? {}) };
  const props = step.phase === "widen" ? widened(kind, own.props, wanted) : wanted;
  if (isFirst && scope.resumed !== undefined) refuseChanged(step, scope, asBefore(step, scope, own, props));
  else if (isFirst && kind.shared !== undefined) refuseChanged(step, scope, own);
  refuseFixed(step, scope, current, props);
  await moveReady(step, scope, current, props);
  await departed(step, scope);
  await settled(step, scope, current, props);
  const tagKeys = await retag(step, scope, current.id, step.changes);
  await converge(step, scope, current, props);
  if (scope.endsAccepted) {
    live.set(step.address, { ...current, props: { ...current.props, ...props } });
    return scope.onAccepted();
  }
  // Who refers to an output that an update may change learns its value only when the update is done.
  if (kind.volatile === undefined) scope.onAccepted();
  const aim = { props, tagKeys, ...(step.phase === "widen" && { least: wanted }) };
  const since = scope.clock.now();
  let reached = current;
  for (let tries = mostTries, strays = true; strays; tries -= 1) {
    strays = false;
    const onStray = tries > 0 ? () => (strays = true) : undefined;
    reached = await untilConverged(step, scope, reached, { ...aim, onStray, since });
    // Something else has written since: what an interrupted run had asked for, as a rule.
    if (strays) await converge(step, scope, reached, props);
  }
  live.set(step.address, reached);
  scope.onAccepted();
}

/** How often an update is sent again where something else writes over it. */
const mostTries = 3;

function refuseFixed<C extends Cloud>(
  { address }: PlanStep,
  { kind }: StepScope<C>,
  current: ObservedResource,
  props: Record<string, unknown>,
): void {
  const fixed = differences(kind, props, current.props).flatMap(({ field, inPlace }) => (inPlace ? [] : [field]));
  if (fixed.length === 0) return;
  const reason = `${fixed.join(", ")} can only change by replacement`;
  throw new ProvisionError("plan-outdated", `cannot update ${address}: ${reason}`, {
    address,
    hint: "What it refers to has changed since the plan was made. Plan again.",
  });
}
