import type { Service } from "./handler.ts";
import type { InventoryEntry } from "./inventory.ts";
import type { Account } from "./state.ts";

/** Lists every live resource of the account, by service, type and id. */
export function takeInventory(services: readonly Service[], account: Account, now: number): InventoryEntry[] {
  account.settle(now);
  const key = ({ service, type, id }: InventoryEntry): string => `${service}\0${type}\0${id}`;
  return services
    .flatMap((service) => service.inventory({ account, now }))
    .toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
