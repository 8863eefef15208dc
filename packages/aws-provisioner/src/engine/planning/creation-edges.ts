import { needsOf, type Resource } from "../graph.ts";
import type { PlanStep } from "../plan.ts";
import type { Decision } from "./decide.ts";

type Need = PlanStep["needs"][number];

/**
 * What one resource's creation or update waits for: its producers' steps far enough, and those it follows
 * entirely.
 */
export function creationNeeds(
  resource: Resource,
  making: ReadonlyMap<string, PlanStep>,
  decisions: ReadonlyMap<string, Decision>,
): Need[] {
  return needsOf(resource).flatMap((address) => {
    const step = making.get(address);
    if (step === undefined) return [];
    const decision = resource.after.includes(address) ? undefined : decisions.get(address);
    return [{ step: step.id, reached: decision === undefined ? "stable" : usableFrom(decision) }];
  });
}

/** How far what a decision is about must have come before others may refer to it. */
function usableFrom({ kind, action }: Decision): Need["reached"] {
  // Whether it works is to be known before what comes after it in a row, not before what belongs to it.
  if (action === "replace" && kind.check !== undefined) return "accepted";
  // Of an update that may change outputs, their values are known only when it is done.
  return action === "update" && kind.volatile !== undefined ? "stable" : (kind.usable ?? "stable");
}

/**
 * Addresses whose replacement is made before the old one goes. What waits for the successor of something that
 * must go first, by however many steps between, cannot be among them, whatever its kind would allow: the old
 * one may have to go before that goes, which would be a circle.
 *
 * @param decisions Producers first.
 */
export function createdFirst(decisions: ReadonlyMap<string, Decision>): ReadonlySet<string> {
  const first = new Set<string>();
  const afterDeletions = new Set<string>();
  for (const [address, { resource, kind, action }] of decisions) {
    if (action === "keep") continue;
    const waits = needsOf(resource).some((needed) => afterDeletions.has(needed));
    const isFirst = action === "replace" && kind.replace === "create-first" && !waits;
    if (isFirst) first.add(address);
    if (waits || (action === "replace" && !isFirst)) afterDeletions.add(address);
  }
  return first;
}
