import type { InventoryEntry, LoggedCall, SimulatedAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network } from "@drydock/core";

const net = network({ cidr: "10.6.0.0/16", zones: 1, nat: "none", endpoints: [], tiers: { public: {} } });

/** A network of one zone, and nothing in it. */
export const emptyQuay = blueprint("quay", { network: net });

/** The same with one machine. */
export const quay = blueprint("quay", {
  network: net,
  pools: { crane: machines({ subnets: "public", count: 1 }) },
});

/** Calls of clients that did what they asked for. */
export function heard({ calls }: SimulatedAccount, operation: string): LoggedCall[] {
  return calls.filter((call) => call.operation === operation && call.outcome === "ok" && call.origin === "client");
}

/** What the account holds beside the bucket of the records. */
export function holdings(account: SimulatedAccount): InventoryEntry[] {
  return account.inventory().filter(({ id }) => !id.startsWith("drydock-ledger-"));
}

/** What bears the addresses of a cluster, each as often as it stands. */
export function addresses(account: SimulatedAccount): string[] {
  return account
    .inventory()
    .filter(({ state }) => !/shutting|terminated|delet/.test(state))
    .flatMap(({ type, tags }) => (tags["drydock:address"] === undefined ? [] : `${type} ${tags["drydock:address"]}`))
    .toSorted();
}
