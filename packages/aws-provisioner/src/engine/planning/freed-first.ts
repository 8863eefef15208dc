import type { Resource } from "../graph.ts";
import type { AnyKind } from "../kind.ts";
import type { PlanStep } from "../plan.ts";
import type { WantedNeeds } from "./add-needs.ts";
import type { Leaving } from "./deletion-edges.ts";

/** What is made or changed, and its step. */
interface Making {
  readonly resource: Resource;
  readonly step: PlanStep;
}

/**
 * What takes over a value that only one can hold at a time, an address for instance, waits for the deletion
 * of its holder.
 */
export function* freedFirst(
  making: readonly Making[],
  leaving: readonly Leaving[],
  kindOf: (name: string) => AnyKind,
): Generator<WantedNeeds> {
  const holders = new Map<unknown, string[]>();
  for (const { resource, kind, step } of leaving) {
    const value = kind.exclusive && resource.props[kind.exclusive];
    if (typeof value === "string") holders.set(value, [...(holders.get(value) ?? []), step.id]);
  }
  for (const { resource, step } of making) {
    const { exclusive } = kindOf(resource.kind);
    const first = exclusive === undefined ? undefined : holders.get(resource.props[exclusive]);
    if (step.action === "create" && first !== undefined) yield [step.id, first];
  }
}
