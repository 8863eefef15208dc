import type { InventoryEntry } from "../../packages/aws-simulator/src/index.ts";

/** Addresses that more than one live resource of a type bears. */
export function twice(inventory: readonly InventoryEntry[]): string[] {
  const marks = inventory.flatMap((one) => {
    const address = one.tags["drydock:address"];
    const isGroups = one.type === "instance" && address?.startsWith("instance/") === false;
    return address === undefined || isGroups || !isLive(one) ? [] : [`${one.type} ${address}`];
  });
  return marks.filter((mark, index) => marks.indexOf(mark) !== index);
}

/** How many of each type live. */
export function countsOf(inventory: readonly InventoryEntry[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of inventory) if (isLive(one)) counts.set(one.type, (counts.get(one.type) ?? 0) + 1);
  return counts;
}

/** Where those counts differ from what there should be, a line each. */
export function miscounts(found: ReadonlyMap<string, number>, wanted: ReadonlyMap<string, number>): string[] {
  return [...new Set([...wanted.keys(), ...found.keys()])].flatMap((type) => {
    const [there, should] = [found.get(type) ?? 0, wanted.get(type) ?? 0];
    return there === should ? [] : [`there are ${there} of ${type}, and ${should} where nothing is disturbed`];
  });
}

function isLive({ state }: InventoryEntry): boolean {
  return !/delet|terminat|shutting/.test(state);
}
