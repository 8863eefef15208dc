import type { Resource } from "../graph.ts";
import type { AnyKind } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import type { WantedNeeds } from "./add-needs.ts";
import type { Leaving } from "./deletion-edges.ts";
import { stringsIn } from "./mentions.ts";
import { ranked, type Standing } from "./standing.ts";

/** An update by which the provider replaces all members of something. */
export interface Rolling {
  readonly resource: ObservedResource;
  readonly step: PlanStep;
  /** What its members are made from, as it stands; undefined where that is not known. */
  readonly source: ObservedResource | undefined;
  /** What it and its source mention: its members hold that until they are replaced. */
  readonly held: readonly string[];
}

interface Input {
  readonly making: ReadonlyMap<string, PlanStep>;
  readonly kinds: readonly AnyKind[];
  readonly observed: readonly ObservedResource[];
  readonly standing: Standing;
  /** What should be. */
  readonly resources: readonly Resource[];
}

/** The updates of a plan that replace members. */
export function rollingUpdates({ making, kinds, observed, standing, resources }: Input): Rolling[] {
  const { kindOf } = ranked(kinds);
  const wantedAt = new Map(resources.map(({ address, props }) => [address, props]));
  return observed.flatMap((resource): Rolling[] => {
    const { holdsThrough, updateSeconds } = kindOf(resource.kind) ?? {};
    const step = making.get(resource.address);
    if (holdsThrough === undefined || step?.action !== "update") return [];
    const wanted = wantedAt.get(resource.address);
    if (updateSeconds?.(resource.props, { ...resource.props, ...wanted }) === undefined) return [];
    const source = standing.withId(resource.props[holdsThrough]);
    const held = [...stringsIn(resource.props), ...stringsIn(source?.props)];
    return [{ resource, step, source, held }];
  });
}

/**
 * What goes when all members have been replaced: what their kind says, and all that they might hold where an
 * interrupted run has changed what they are made from, so that nothing tells any more what the older ones do.
 */
export function* movedLast(
  rolling: readonly Rolling[],
  leaving: readonly Leaving[],
  { making, kinds }: Pick<Input, "making" | "kinds">,
): Generator<WantedNeeds> {
  const { kindOf, rankOf } = ranked(kinds);
  for (const { resource, step: update, source } of rolling) {
    const later = kindOf(resource.kind)?.deletedBefore ?? [];
    const isUntold = source !== undefined && !making.has(source.address);
    for (const { kind, step } of leaving) {
      const mayBeHeld = isUntold && !step.replacement && rankOf(kind.name) < rankOf(resource.kind);
      if (mayBeHeld || later.includes(kind.name)) yield [step.id, [update.id]];
    }
  }
}
