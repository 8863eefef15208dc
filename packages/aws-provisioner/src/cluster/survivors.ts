import { keyOf, type ObservedResource } from "../engine/observed.ts";
import type { Plan } from "../engine/plan.ts";
import { withoutGone } from "../engine/without-gone.ts";
import type { Session } from "./session.ts";

/**
 * Of what the last listings show, what a plan was to delete and is there all the same. Listings may go on to
 * show for minutes what has gone: it is asked for by its name, or until they cannot be behind any more.
 */
export async function survivorsOf(
  plan: Plan,
  listed: readonly ObservedResource[],
  { provider, clock, signal }: Session,
): Promise<readonly ObservedResource[]> {
  const deleted = new Set(plan.steps.map(({ kind, target: id = "" }) => keyOf({ kind, id })));
  const resources = listed.filter((one) => deleted.has(keyOf(one)) && one.status !== "deleting");
  if (resources.length === 0) return [];
  const kinds = new Set(resources.map(({ kind }) => kind));
  const since = clock.now();
  const record = { plan, state: "closed", at: since } as const;
  return (await withoutGone({ resources, kinds }, { provider, clock, since, signal, record })).resources;
}
