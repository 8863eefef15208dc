import type { Resource } from "../engine/graph.ts";
import type { Notice } from "../engine/plan.ts";
import { ScheduledAction } from "../kinds/scheduled-action.ts";

/** What a blueprint comes to now, with what is said of the rest of it. */
interface Due {
  readonly resources: readonly Resource[];
  readonly notices: readonly Notice[];
}

/**
 * Leaves out the schedules whose one time has passed: AWS takes none of the past, and deletes those that are
 * over.
 */
export function withoutPast(resources: readonly Resource[], now: number): Due {
  const past = resources.filter(({ kind, props }) => kind === ScheduledAction.name && isPast(props["time"], now));
  return {
    resources: resources.filter((resource) => !past.includes(resource)),
    notices: past.map(({ address, props }) => {
      const { at } = props["time"] as { readonly at: string };
      return { severity: "info", address, message: `the time of ${address}, ${at}, has passed: it is left out` };
    }),
  };
}

function isPast(time: unknown, now: number): boolean {
  const { at } = time as { readonly at?: string };
  return at !== undefined && Date.parse(at) <= now;
}
