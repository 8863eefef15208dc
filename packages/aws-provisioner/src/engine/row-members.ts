import { gathered } from "./gather.ts";
import type { Resource, Turn } from "./graph.ts";

/** The addresses at other places of a row than one's own. */
export interface RowOthers {
  readonly earlier: readonly string[];
  readonly later: readonly string[];
}

/** The resources of each row, by its name. */
export function membersOfRows(resources: readonly Resource[]): ReadonlyMap<string, readonly Resource[]> {
  return gathered(resources, ({ turn }) => turn?.of);
}

/** Addresses at the other places of the row in which a resource stands. */
export function othersInRow(rows: ReturnType<typeof membersOfRows>, of: Resource | undefined): RowOthers {
  const own = of?.turn;
  const members = own === undefined ? [] : (rows.get(own.of) ?? []);
  const at = (isOther: (place: number, ownPlace: number) => boolean) =>
    members.flatMap(({ address, turn }) =>
      own !== undefined && turn !== undefined && isOther(turn.place, own.place) ? [address] : [],
    );
  return { earlier: at((place, ownPlace) => place < ownPlace), later: at((place, ownPlace) => place > ownPlace) };
}

/** The turn of what stands at an address in a row; undefined for what stands in none. */
export type TurnAt = (address: string) => Turn | undefined;

/** Where the turns of resources are looked up. */
export function turnsOf(resources: readonly Resource[]): TurnAt {
  const turns = new Map(resources.flatMap(({ address, turn }) => (turn === undefined ? [] : [[address, turn]])));
  return (address) => turns.get(address);
}

/** The addresses in its own row that a resource follows by its blueprint: it leads others to those. */
export function followedInRow(turnAt: TurnAt, { after, turn }: Pick<Resource, "after" | "turn">): string[] {
  return turn === undefined ? [] : after.filter((address) => turnAt(address)?.of === turn.of);
}
