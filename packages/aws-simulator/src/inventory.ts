import type { Service } from "./handler.ts";
import type { Account } from "./state.ts";

/** One live resource as plain data. What is only still listed after its end (a deleted NAT gateway) is not live. */
export interface InventoryEntry {
  /** The service's id: `EC2`, ... */
  readonly service: string;
  /** The resource's type in the words of the service: `vpc`, `auto-scaling-group`, ... */
  readonly type: string;
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
  /** State in the service's words; "available" for what has none. */
  readonly state: string;
  /** The few facts that a test wants to read. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Lists every live resource of the account, by service, type and id. */
export function takeInventory(services: readonly Service[], account: Account, now: number): InventoryEntry[] {
  account.settle(now);
  const key = ({ service, type, id }: InventoryEntry): string => `${service}\0${type}\0${id}`;
  return services
    .flatMap((service) => service.inventory(account, now))
    .toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
