import type { AnyKind } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { onlyNarrows } from "../widened.ts";
import type { Decision } from "./decide.ts";
import type { Rolling } from "./rolling.ts";
import { ranked } from "./standing.ts";

interface Departing {
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly rolling: readonly Rolling[];
  readonly observed: readonly ObservedResource[];
  /** In order of creation. */
  readonly kinds: readonly AnyKind[];
}

/**
 * The steps, with each that takes away what members on their way out may still use waiting for these: those
 * whom an update before it replaces, and those whom an interrupted run has left on their way.
 */
export function withDeparting(steps: readonly PlanStep[], input: Departing): PlanStep[] {
  const { decisions, rolling, observed, kinds } = input;
  const { kindOf, rankOf } = ranked(kinds);
  const replacing = new Map(rolling.map(({ step, resource }) => [step.id, resource]));
  const onTheirWay = observed.filter((one) => kindOf(one.kind)?.departing?.told(one) !== undefined);
  return steps.map((step) => {
    if (!takesAway(step, decisions) || step.diesWith !== undefined) return step;
    const replaced = step.needs.flatMap((need) => replacing.get(need.step) ?? []);
    const owners = [...replaced, ...onTheirWay].filter((one) => rankOf(step.kind) < rankOf(one.kind));
    const departs = [...new Set(owners.map(({ address }) => address))].toSorted();
    return departs.length === 0 ? step : { ...step, departs };
  });
}

function takesAway({ action, phase, address }: PlanStep, decisions: ReadonlyMap<string, Decision>): boolean {
  if (action !== "update") return action === "delete";
  const decision = decisions.get(address);
  return phase === "narrow" || (decision !== undefined && onlyNarrows(decision.kind, decision.changes));
}
