import { gathered } from "../gather.ts";
import { isRef } from "../ref.ts";
import type { PlanStep } from "../plan.ts";
import type { WantedNeeds } from "./add-needs.ts";
import type { Decision } from "./decide.ts";
import type { Leaving } from "./deletion-edges.ts";

/** A deletion of what serves in a place that stays, and what serves there for it. */
export interface Replaced {
  /** The step that makes the call: of what it vanishes with, where its own makes none. */
  readonly step: string;
  /** Addresses of what is there, or comes there, in its stead. */
  readonly standIns: readonly string[];
}

interface StandingIn {
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly leaving: readonly Leaving[];
  /** For each step that makes no call, the deletion of the owner with which its resource vanishes. */
  readonly diesWith: ReadonlyMap<string, string>;
}

/**
 * What goes from a place that stays, in which others serve or come to serve: a group's machines among the
 * targets of a service that another group takes over. What is replaced under its own address has its order
 * by that.
 */
export function standIns({ decisions, leaving, diesWith }: StandingIn): Replaced[] {
  if (leaving.length === 0) return [];
  const all = [...decisions.values()];
  const stayingWith = gathered(all, ({ current, action }) => (action === "replace" ? undefined : current?.id));
  const servingAt = gathered(all, whereServing);
  return leaving.flatMap(({ resource, kind, step }): Replaced[] => {
    const place = kind.servesIn === undefined ? undefined : resource.props[kind.servesIn];
    if (typeof place !== "string" || step.replacement) return [];
    const [staying] = stayingWith.get(place) ?? [];
    if (staying === undefined) return [];
    const serving = servingAt.get(staying.resource.address) ?? [];
    const others = serving.filter((one) => one.resource.address !== resource.address);
    if (others.length === 0) return [];
    return [{ step: diesWith.get(step.id) ?? step.id, standIns: others.map((one) => one.resource.address) }];
  });
}

/** The address of what it is to serve in. */
function whereServing({ kind, resource }: Decision): string | undefined {
  const place = kind.servesIn === undefined ? undefined : resource.props[kind.servesIn];
  return isRef(place) ? place.$ref : undefined;
}

/** What goes waits for the creation of what serves in its stead. */
export function* standInsFirst(
  replaced: readonly Replaced[],
  making: ReadonlyMap<string, PlanStep>,
): Generator<WantedNeeds> {
  for (const { step, standIns } of replaced) {
    const created = standIns.flatMap((address) => {
      const one = making.get(address);
      return one?.action === "create" ? [one.id] : [];
    });
    if (created.length > 0) yield [step, created];
  }
}
