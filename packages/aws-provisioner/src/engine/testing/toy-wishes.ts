import type { Wish } from "./toy-run.ts";
import { Door, House, Sign } from "./toy-kinds.ts";

interface HouseWish {
  readonly name?: string;
  readonly color?: string;
  readonly plot?: string;
  readonly doors?: readonly string[];
}

/** Houses with their doors, each with its sign. */
export function houses(...wanted: readonly HouseWish[]): Wish {
  return (graph) => {
    for (const { name = "main", color = "red", plot = "1", doors = [] } of wanted) {
      const house = graph.add(House, name, { color, plot });
      for (const door of doors) {
        const { id } = graph.add(Door, `${name}-${door}`, { houseId: house.id, locks: ["b", "a"] });
        graph.add(Sign, `${name}-${door}`, { doorId: id, text: door });
      }
    }
  };
}

/** One house with two doors and their signs. */
export const home = houses({ doors: ["front", "back"] });
