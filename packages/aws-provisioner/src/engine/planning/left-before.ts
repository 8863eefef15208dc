import type { AnyKind } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { refsIn } from "../ref.ts";
import type { Decision } from "./decide.ts";
import type { Leaving } from "./deletion-edges.ts";
import { namesOf, stringsIn } from "./mentions.ts";

interface Left {
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly leaving: readonly Leaving[];
  readonly observed: readonly ObservedResource[];
  readonly kindOf: (name: string) => AnyKind;
}

/**
 * The steps, with a pause for what goes and that nobody leads to any more, while others of its kind are led
 * to: an interrupted run may have moved them a moment ago, and nothing tells when. Who was led to it before
 * goes on for so long.
 */
export function withLeft(steps: readonly PlanStep[], input: Left): PlanStep[] {
  const pauses = new Map(input.leaving.map((one) => [one.step.id, pauseOf(one, input)]));
  const served = new Set(
    input.leaving.flatMap(({ kind, resource, step }) => {
      const { servesIn, servesToTheLast } = kind;
      const isFirst = servesToTheLast === true && !isTakenAlong(steps, step.id);
      return isFirst && servesIn !== undefined ? [String(resource.props[servesIn])] : [];
    }),
  );
  return steps.map((step) => {
    const pause = pauses.get(step.id) ?? 0;
    const isLater = step.target !== undefined && served.has(step.target);
    if (pause === 0 || step.diesWith !== undefined || isLater) return step;
    return { ...step, pause, seconds: step.seconds + pause };
  });
}

function isTakenAlong(steps: readonly PlanStep[], id: string): boolean {
  return steps.some((step) => step.id === id && step.diesWith !== undefined);
}

function pauseOf(one: Leaving, { decisions, leaving, observed, kindOf }: Left): number {
  const { servesIn, servesToTheLast } = one.kind;
  const place =
    servesIn === undefined || servesToTheLast !== true
      ? one
      : leaving.find(({ resource }) => resource.id === one.resource.props[servesIn]);
  if (place?.kind.serving?.led !== true) return 0;
  const names = new Set(namesOf(place.kind, place.resource));
  const isLedTo = observed.some(({ kind, props }) => {
    const { lingers, diesWith } = kindOf(kind);
    // What vanishes with it leads through it, not to it.
    return (
      lingers !== undefined && diesWith?.kind !== place.kind.name && stringsIn(props).some((text) => names.has(text))
    );
  });
  if (isLedTo) return 0;
  const leading = [...decisions.values()].filter(({ resource, action, kind }) => {
    if (kind.lingers === undefined || action === "create" || action === "replace") return false;
    return refsIn(resource.props).some(({ $ref }) => decisions.get($ref)?.kind === place.kind);
  });
  return Math.max(0, ...leading.map(({ kind }) => kind.lingers?.(place.resource.props) ?? 0));
}
