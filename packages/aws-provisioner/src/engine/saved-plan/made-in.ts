import { gather, gathered } from "../gather.ts";
import { claimantsIn, needsOf, type Resource } from "../graph.ts";
import { followedInRow, turnsOf } from "../row-members.ts";
import type { Plan, PlanStep } from "../plan.ts";

/** What a plan makes and changes, to be looked up. */
export interface Made {
  /** The resource of an address. */
  readonly resourceAt: (address: string) => Resource | undefined;
  /** Creations and updates of an address. */
  readonly stepsAt: (address: string) => readonly PlanStep[];
  /**
   * The steps for which a step on a resource has to wait and does not, given the ids of those for which it
   * does: those on all that the resource needs, and those that claim something where it draws.
   */
  readonly missedBy: (resource: Resource, waitsFor: ReadonlySet<string>) => readonly PlanStep[];
}

export function madeIn({ steps, resources }: Plan): Made {
  const turnAt = turnsOf(resources);
  const byAddress = new Map(resources.toReversed().map((one) => [one.address, one]));
  const making = gathered(steps, ({ action, address }) => (action === "delete" ? undefined : address));
  const firstSteps = ({ address }: Pick<Resource, "address">) =>
    (making.get(address) ?? []).filter(({ phase }) => phase !== "narrow");
  const replaced = new Set(steps.flatMap((step) => (step.replacement ? [step.address] : [])));
  const replacedPlaces = new Map<string, number[]>();
  for (const { address, turn } of resources) {
    if (turn !== undefined && replaced.has(address)) gather(replacedPlaces, turn.of, turn.place);
  }
  /** What a resource may pass over though it follows it: what has its turn in its row when it is replaced. */
  const passedBy = (resource: Resource): ReadonlySet<string> => {
    const followed = followedInRow(turnAt, resource);
    const places = new Set<number | undefined>(
      followed.length === 0 ? [] : replacedPlaces.get(resource.turn?.of ?? ""),
    );
    return new Set(followed.filter((address) => places.has(turnAt(address)?.place)));
  };
  const claims = new Map(
    [...claimantsIn(resources)].map(([place, claimants]) => {
      const claiming = claimants.flatMap(firstSteps).filter(({ action }) => action === "create");
      return [place, { claiming, last: waitingForAll(claiming) }];
    }),
  );
  return {
    resourceAt: (address) => byAddress.get(address),
    stepsAt: (address) => making.get(address) ?? [],
    missedBy: (resource, waitsFor) => {
      const passed = passedBy(resource);
      const needed = needsOf(resource).flatMap((address) => (passed.has(address) ? [] : firstSteps({ address })));
      const claimed = (resource.draws ?? []).flatMap((place) => {
        const { claiming = [], last } = claims.get(place) ?? {};
        return last !== undefined && waitsFor.has(last.id) ? [] : claiming;
      });
      return [...needed, ...claimed].filter(({ id }) => !waitsFor.has(id));
    },
  };
}

/** The one of some steps that waits for all others, so that who waits for it waits for all. */
function waitingForAll(steps: readonly PlanStep[]): PlanStep | undefined {
  return steps.find(({ id, needs }) => {
    if (needs.length < steps.length - 1) return false;
    const known = new Set([id, ...needs.map(({ step }) => step)]);
    return steps.every((step) => known.has(step.id));
  });
}
