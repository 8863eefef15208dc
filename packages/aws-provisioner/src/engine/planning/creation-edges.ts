import { needsOf, type Resource } from "../graph.ts";
import type { PlanStep } from "../plan.ts";
import { refsIn } from "../ref.ts";
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
  // Of an update that may change outputs, their values are known only when it is done.
  return action === "update" && kind.volatile !== undefined ? "stable" : (kind.usable ?? "stable");
}

/**
 * Addresses whose replacement is made before the old one goes. What refers to something that must go first
 * has to go before it, and so cannot be among them, whatever its kind would allow: that would be a circle.
 */
export function createdFirst(decisions: ReadonlyMap<string, Decision>): ReadonlySet<string> {
  const first = new Set<string>();
  for (const [address, { resource, kind, action }] of decisions) {
    if (action !== "replace" || kind.replace !== "create-first") continue;
    const producers = refsIn(resource.props).map(({ $ref }) => $ref);
    if (producers.every((producer) => decisions.get(producer)?.action !== "replace" || first.has(producer))) {
      first.add(address);
    }
  }
  return first;
}
