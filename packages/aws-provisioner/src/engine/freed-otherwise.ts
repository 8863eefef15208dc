import type { AnyKind } from "./kind.ts";
import type { ObservedResource } from "./observed.ts";
import type { Progress } from "./progress.ts";

interface Freeing {
  readonly ids: readonly string[];
  readonly held: string;
  readonly kindOf: (name: string) => AnyKind;
  readonly progress: Pick<Progress, "freedBy">;
}

/**
 * The address of what has one of those ids and lets go without a step of its own: it was on its way out when
 * the run began, or its members are replaced because what they are made from is changed.
 */
export function freedOtherwise(
  known: Iterable<ObservedResource>,
  { ids, held, kindOf, progress }: Freeing,
): string | undefined {
  const holders = [...known].filter(({ id }) => ids.includes(id));
  return holders.find(({ kind, props, status }) => {
    const { holdsThrough } = kindOf(kind);
    const source: unknown = holdsThrough === undefined ? undefined : props[holdsThrough];
    return status === "deleting" || (typeof source === "string" && progress.freedBy([source], held) !== undefined);
  })?.address;
}
