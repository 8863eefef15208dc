import type { Resource } from "../graph.ts";
import type { AnyKind } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
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
