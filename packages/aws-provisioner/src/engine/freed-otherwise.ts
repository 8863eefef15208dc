import type { AnyKind } from "./kind.ts";
import type { ObservedResource } from "./observed.ts";
import { stringsIn } from "./planning/mentions.ts";
import type { Progress } from "./progress.ts";

interface Freeing {
  readonly ids: readonly string[];
  readonly held: string;
  readonly kindOf: (name: string) => AnyKind;
  readonly progress: Pick<Progress, "freedBy">;
}

/**
 * The address of what has one of those ids and lets go without a step of its own: it was on its way out when
 * the run began, or its members are replaced because what they are made from is changed, or was by an
 * interrupted run, so that only older ones hold that.
 */
export function freedOtherwise(
  known: Iterable<ObservedResource>,
  { ids, held, kindOf, progress }: Freeing,
): string | undefined {
  const all = [...known];
  const holders = all.filter(({ id }) => ids.includes(id));
  return holders.find(({ kind, props, status }) => {
    const { holdsThrough } = kindOf(kind);
    const source: unknown = holdsThrough === undefined ? undefined : props[holdsThrough];
    if (status === "deleting") return true;
    if (typeof source !== "string") return false;
    const madeFrom = all.find(({ id }) => id === source);
    const isNamed = madeFrom === undefined || stringsIn(madeFrom.props).includes(held);
    return !isNamed || progress.freedBy([source], held) !== undefined;
  })?.address;
}
