import { claimantsIn, type Resource } from "../graph.ts";
import type { Need, PlanStep } from "../plan.ts";
import type { WantedNeeds } from "./add-needs.ts";

interface Claiming {
  readonly resources: readonly Resource[];
  /** Creations and updates, by address. */
  readonly making: ReadonlyMap<string, PlanStep>;
  /** What takes something over from another, with the deletions that free it. */
  readonly freed: readonly WantedNeeds[];
}

/** Steps by which something is claimed, as those wait for them that draw. */
export interface Claims {
  /** What a resource waits for because it draws. */
  readonly before: (resource: Resource) => readonly Need[];
  /** For the last of many claims of a place, the others: it waits for them, and for it who draws there. */
  readonly gates: ReadonlyMap<string, readonly string[]>;
}

/** Claims of one place for which each that draws there waits by itself. */
const mostAwaited = 4;

/**
 * Looks up what has to be claimed before others draw. Where much is claimed in one place, that is done in two
 * steps, so that not each of many waits for each of many: only where all that is claimed is new and takes
 * nothing over, as then nothing that it waits for waits for anybody who draws.
 */
export function claimsFirst({ resources, making, freed }: Claiming): Claims {
  const taking = new Set(freed.map(([id]) => id));
  const gates = new Map<string, readonly string[]>();
  const awaited = new Map<string, readonly string[]>();
  for (const [place, claimants] of claimantsIn(resources)) {
    // What stands, and is only changed, has what it claims.
    const steps = claimants.flatMap(({ address }) => {
      const step = making.get(address);
      return step?.action === "create" ? [step] : [];
    });
    const ids = steps.map(({ id }) => id);
    const areNew = steps.every(({ id, replacement }) => !replacement && !taking.has(id));
    const gate = ids.at(-1);
    if (gate === undefined || !areNew || ids.length <= mostAwaited) awaited.set(place, ids);
    else {
      gates.set(gate, ids.slice(0, -1));
      awaited.set(place, [gate]);
    }
  }
  return {
    before: ({ draws = [] }) =>
      draws.flatMap((place) => (awaited.get(place) ?? []).map((step): Need => ({ step, reached: "stable" }))),
    gates,
  };
}
