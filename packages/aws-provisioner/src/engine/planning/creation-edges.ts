import { laterInRow, needsOf, type Resource } from "../graph.ts";
import type { PlanStep } from "../plan.ts";
import type { Decision } from "./decide.ts";

type Need = PlanStep["needs"][number];

/**
 * What one resource's creation or update waits for: its producers' steps far enough, and those it follows
 * entirely, but for those that have their turn after it.
 */
export function creationNeeds(
  resource: Resource,
  making: ReadonlyMap<string, PlanStep>,
  decisions: ReadonlyMap<string, Decision>,
): Need[] {
  const all = [...decisions.values()].map((decision) => decision.resource);
  const later = laterInRow(all, resource, (address) => decisions.get(address)?.action === "replace");
  return needsOf(resource).flatMap((address) => {
    const step = making.get(address);
    if (step === undefined || later.has(address)) return [];
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
