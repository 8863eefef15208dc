import type { InventoryEntry, SimulatedAccount } from "../../packages/aws-simulator/src/index.ts";
import { onItsWay } from "./on-its-way.ts";
import type { Promised } from "./promises.ts";

/** What was seen of an account while something was done to it. */
export interface Seen {
  /** Promises that did not hold at some moment, with the seconds since the beginning. */
  readonly broken: readonly string[];
  /** The longest time, in seconds, for which nothing had changed and nothing was on its way. */
  readonly idle: number;
  /** Since when that was, in seconds, and what was asked then. */
  readonly idleAt: string;
}

/** Who looks at an account. */
export interface Watching {
  /** Looks while a run waits. */
  readonly look: () => void;
  /** Lets time pass in which no run waits, and looks all the while. */
  readonly rest: (seconds: number) => Promise<void>;
  readonly seen: () => Seen;
}

/** Seconds between two looks when nothing is asked. */
const lookEvery = 20;

/**
 * Looks at an account at each request until it is over, and keeps what it saw. What does not hold at first is
 * not asked for.
 */
export function watched(account: SimulatedAccount, promised: readonly Promised[]): Watching {
  const began = account.clock.now();
  const first = account.inventory();
  const held = promised
    .map((promise) => ({ ...promise, least: Math.min(promise.least, promise.count(first, began)) }))
    .filter(({ least }) => least > 0);
  const broken = new Map<string, string>();
  let [last, changed, idle, idleAt] = ["", began, 0, ""];
  const look = (): void => {
    const now = account.clock.now();
    const inventory = account.inventory();
    const second = Math.round((now - began) / 1000);
    for (const { told, count, least } of held) {
      const there = count(inventory, now);
      if (there < least && !broken.has(told)) broken.set(told, `${told}: ${there} of ${least} at ${second} s`);
    }
    const present = stateOf(inventory);
    if (present !== last || onItsWay(inventory).length > 0) changed = now;
    last = present;
    if (now - changed > idle * 1000) {
      idle = Math.round((now - changed) / 1000);
      idleAt = `${second} s, ${account.calls.at(-1)?.operation}`;
    }
  };
  const rest = async (seconds: number): Promise<void> => {
    for (let left = seconds; left > 0; left -= lookEvery) {
      await account.clock.sleep(Math.min(left, lookEvery) * 1000);
      changed = account.clock.now();
      look();
    }
    changed = account.clock.now();
  };
  return { look, rest, seen: () => ({ broken: [...broken.values()], idle, idleAt }) };
}

function stateOf(inventory: readonly InventoryEntry[]): string {
  return JSON.stringify(inventory.map(({ type, id, state, attributes, tags }) => [type, id, state, attributes, tags]));
}
