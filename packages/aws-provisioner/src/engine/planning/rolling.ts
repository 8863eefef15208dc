import type { Resource } from "../graph.ts";
import type { AnyKind } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import type { WantedNeeds } from "./add-needs.ts";
import type { Leaving } from "./deletion-edges.ts";
import { stringsIn } from "./mentions.ts";

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
  /** What should be. */
  readonly resources: readonly Resource[];
}

/** The updates of a plan that replace members. */
export function rollingUpdates({ making, kinds, observed, resources }: Input): Rolling[] {
  return observed.flatMap((resource): Rolling[] => {
    const { holdsThrough, updateSeconds } = kinds.find(({ name }) => name === resource.kind) ?? {};
    const step = making.get(resource.address);
    if (holdsThrough === undefined || step?.action !== "update") return [];
    const wanted = resources.find(({ address }) => address === resource.address)?.props;
    if (updateSeconds?.(resource.props, { ...resource.props, ...wanted }) === undefined) return [];
    const source = observed.find(({ id }) => id === resource.props[holdsThrough]);
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
  const rankOf = (name: string) => kinds.findIndex((kind) => kind.name === name);
  for (const { resource, step: update, source } of rolling) {
    const later = kinds.find(({ name }) => name === resource.kind)?.deletedBefore ?? [];
    const isUntold = source !== undefined && !making.has(source.address);
    for (const { kind, step } of leaving) {
      const mayBeHeld = isUntold && !step.replacement && rankOf(kind.name) < rankOf(resource.kind);
      if (mayBeHeld || later.includes(kind.name)) yield [step.id, [update.id]];
    }
  }
}
