import { gathered } from "../gather.ts";
import type { AnyKind } from "../kind.ts";
import type { PlanStep } from "../plan.ts";
import { refsIn } from "../ref.ts";
import type { Decision } from "./decide.ts";
import type { Leaving } from "./deletion-edges.ts";
import { namesOf } from "./mentions.ts";
import type { Standing } from "./standing.ts";

interface Left {
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly leaving: readonly Leaving[];
  readonly standing: Standing;
  readonly kindOf: (name: string) => AnyKind;
}

/**
 * The steps, with a pause for what goes and that nobody leads to any more, while others of its kind are led
 * to: an interrupted run may have moved them a moment ago, and nothing tells when. Who was led to it before
 * goes on for so long.
 */
export function withLeft(steps: readonly PlanStep[], input: Left): PlanStep[] {
  const pauseOf = pausesOf(input);
  const pauses = new Map(input.leaving.map((one) => [one.step.id, pauseOf(one)]));
  const takenAlong = new Set(steps.flatMap(({ id, diesWith }) => (diesWith === undefined ? [] : [id])));
  const served = new Set(
    input.leaving.flatMap(({ kind, resource, step }) => {
      const { servesIn, servesToTheLast } = kind;
      const isFirst = servesToTheLast === true && !takenAlong.has(step.id);
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

/** Looks up for how long each waits: the same for all that serve in one place. */
function pausesOf({ decisions, leaving, standing, kindOf }: Left): (one: Leaving) => number {
  const goingById = gathered(leaving, ({ resource }) => resource.id);
  const known = new Map<Leaving, number>();
  const pauseAt = ({ kind: placeKind, resource: place }: Leaving): number => {
    const isLedTo = standing.mentioning(namesOf(placeKind, place)).some(({ kind }) => {
      const { lingers, diesWith } = kindOf(kind);
      // What vanishes with it leads through it, not to it.
      return lingers !== undefined && diesWith?.kind !== placeKind.name;
    });
    if (isLedTo) return 0;
    const leading = [...decisions.values()].filter(({ resource, action, kind }) => {
      if (kind.lingers === undefined || action === "create" || action === "replace") return false;
      return refsIn(resource.props).some(({ $ref }) => decisions.get($ref)?.kind === placeKind);
    });
    return Math.max(0, ...leading.map(({ kind }) => kind.lingers?.(place.props) ?? 0));
  };
  return (one) => {
    const { servesIn, servesToTheLast } = one.kind;
    const isPlace = servesIn === undefined || servesToTheLast !== true;
    const [place] = isPlace ? [one] : (goingById.get(String(one.resource.props[servesIn])) ?? []);
    if (place?.kind.serving?.led !== true) return 0;
    const pause = known.get(place) ?? pauseAt(place);
    known.set(place, pause);
    return pause;
  };
}
