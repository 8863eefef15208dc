import type { InventoryEntry } from "../../packages/aws-simulator/src/index.ts";

/** Addresses that more than one live resource of a type bears; machines of a group bear that of their group. */
export function twice(inventory: readonly InventoryEntry[]): string[] {
  const marks = inventory.flatMap((one) => {
    const address = one.tags["drydock:address"];
    const isGroups = one.type === "instance" && address?.startsWith("instance/") === false;
    return address === undefined || isGroups || !isLive(one) ? [] : [`${one.type} ${address}`];
  });
  return marks.filter((mark, index) => marks.indexOf(mark) !== index);
}

/** Whether it is not about to go. */
export function isLive({ state }: InventoryEntry): boolean {
  return !/delet|terminat|shutting/.test(state);
}
