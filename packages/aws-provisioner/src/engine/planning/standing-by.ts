import type { ObservedResource } from "../observed.ts";
import { stringsIn } from "./mentions.ts";

/** Of several resources under one address that fit alike: which is rather to stay. */
export interface StandingBy {
  /** In the order in which they are to stay, whatever order they are listed in. */
  inOrder(candidates: readonly ObservedResource[]): readonly ObservedResource[];
  /** Whether it goes with what it is built on. */
  goes(one: ObservedResource): boolean;
  /** Notes that these go, and with them what is built on them. */
  lose(candidates: readonly ObservedResource[]): void;
}

/**
 * What is more built on stays: by what stays itself first, and else by what the same operation made. Nothing
 * is computed before there are two of something.
 */
export function standingBy(observed: readonly ObservedResource[]): StandingBy {
  const going = new Set<ObservedResource>();
  let known: ReadonlyMap<string, readonly ObservedResource[]> | undefined;
  const users = (id: string) => (known ??= usersById(observed)).get(id) ?? [];
  const staying = ({ id }: ObservedResource) => users(id).filter((one) => !going.has(one)).length;
  let counts: Map<string | undefined, number> | undefined;
  const together = ({ operation }: ObservedResource) => (counts ??= countsByOperation(observed)).get(operation) ?? 0;
  return {
    inOrder(candidates) {
      if (candidates.length < 2) return candidates;
      const ranks = new Map(candidates.map((one) => [one, [staying(one), together(one)] as const]));
      const by = (one: ObservedResource, other: ObservedResource) => {
        const [[mine, own] = [0, 0], [theirs, others] = [0, 0]] = [ranks.get(one), ranks.get(other)];
        return theirs - mine || others - own || (one.id < other.id ? -1 : 1);
      };
      return candidates.toSorted(by);
    },
    goes: (one) => going.has(one),
    lose(candidates) {
      const rest = [...candidates];
      for (let one = rest.pop(); one !== undefined; one = rest.pop()) {
        if (going.has(one)) continue;
        going.add(one);
        counts?.set(one.operation, together(one) - 1);
        rest.push(...users(one.id));
      }
    },
  };
}

/** How many each operation has made of what is not going. */
function countsByOperation(observed: readonly ObservedResource[]): Map<string | undefined, number> {
  const counts = new Map<string | undefined, number>();
  for (const { operation } of observed) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  return counts;
}

/** Who mentions what, by its id. */
function usersById(observed: readonly ObservedResource[]): ReadonlyMap<string, readonly ObservedResource[]> {
  const users = new Map<string, ObservedResource[]>(observed.map(({ id }) => [id, []]));
  for (const one of observed) {
    for (const text of new Set(stringsIn(one.props))) if (text !== one.id) users.get(text)?.push(one);
  }
  return users;
}
