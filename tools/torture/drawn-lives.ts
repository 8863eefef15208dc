import { ways } from "./killed.ts";
import { deeds, type Deed, type KilledLife, nexts } from "./killed-life.ts";

/** Calls that each deed makes at most, those of its record among them. */
const longest: Readonly<Record<Deed, number>> = { create: 130, update: 60, roll: 40, destroy: 110 };

/** Every life that there is. */
export function allLives(): readonly KilledLife[] {
  return deeds.flatMap((deed) =>
    Array.from({ length: longest[deed] }, (_, index) => index + 1).flatMap((boundary) =>
      ways.flatMap((way) =>
        nexts.flatMap((next) =>
          (["kept", "lost"] as const).flatMap((record) =>
            (["current", "worst"] as const).map((listings) => ({ deed, boundary, way, next, record, listings })),
          ),
        ),
      ),
    ),
  );
}

/** So many of them, by that stream of chance; each deed as often as the others. */
export function drawnLives(count: number, random: () => number): readonly KilledLife[] {
  const one = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  return Array.from({ length: count }, (_, index) => {
    const deed = deeds[index % deeds.length]!;
    return {
      deed,
      boundary: 1 + Math.floor(random() * longest[deed]),
      way: one(ways),
      next: one(nexts),
      record: one(["kept", "lost"]),
      listings: one(["current", "worst"]),
    };
  });
}
