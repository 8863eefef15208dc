import { needsOf, type Resource } from "../graph.ts";
import type { PlanStep } from "../plan.ts";
import { refsIn } from "../ref.ts";
import { onlyNarrows } from "../widened.ts";
import type { Claims } from "./claims.ts";
import type { Decision } from "./decide.ts";

type Need = PlanStep["needs"][number];

/**
 * What one resource's creation or update waits for: its producers' steps far enough, and those it follows
 * entirely, and those that claim something where it draws.
 *
 * @param passed Addresses that it follows and that have their turn after it.
 */
export function creationNeeds(
  resource: Resource,
  making: ReadonlyMap<string, PlanStep>,
  decisions: ReadonlyMap<string, Decision>,
  passed: ReadonlySet<string>,
  claims: Claims,
): Need[] {
  const isTaking = carriesStanding(resource, decisions);
  const followed = new Set(resource.after);
  const needs = needsOf(resource).flatMap((address): Need[] => {
    const step = making.get(address);
    if (step === undefined || passed.has(address)) return [];
    const decision = decisions.get(address);
    if (decision !== undefined && step.action === "update" && onlyNarrows(decision.kind, decision.changes)) return [];
    if (decision === undefined || isTaking || followed.has(address)) return [{ step: step.id, reached: "stable" }];
    return [{ step: step.id, reached: usableFrom(decision) }];
  });
  const gated = claims.gates.get(making.get(resource.address)?.id ?? "") ?? [];
  const known = new Set(needs.map(({ step }) => step));
  const claimed = [...claims.before(resource), ...gated.map((step): Need => ({ step, reached: "stable" }))];
  return [...needs, ...claimed.filter(({ step }) => !known.has(step))];
}

/** Whether it carries for something that stands, and that is to have no moment without. */
function carriesStanding({ address, props }: Resource, decisions: ReadonlyMap<string, Decision>): boolean {
  const carries = decisions.get(address)?.kind.carries;
  if (carries === undefined) return false;
  return refsIn(props[carries]).some(({ $ref }) => {
    const carried = decisions.get($ref);
    return carried?.current !== undefined && carried.action !== "replace";
  });
}

/** How far what a decision is about must have come before others may refer to it. */
function usableFrom({ kind, action }: Decision): Need["reached"] {
  // Whether it works is to be known before what comes after it in a row, not before what belongs to it.
  if (action === "replace" && kind.check !== undefined) return "accepted";
  // Of an update that may change outputs, their values are known only when it is done.
  return action === "update" && kind.volatile !== undefined ? "stable" : (kind.usable ?? "stable");
}
