import type { Lateness } from "./lag.ts";
import type { Launches } from "./launch-refusal.ts";
import type { Lives } from "./machine-life.ts";
import type { Latency } from "./latency.ts";
import type { Quotas } from "./quotas.ts";
import type { Random } from "./random.ts";

/** The part of an account's state that one service owns; read it with {@link Account.of}. */
export interface Slice<T extends object> {
  readonly name: string;
  /** Makes the part as a new account has it. */
  readonly initial: (account: Account) => T;
}

/** An account at an instant of virtual time (epoch milliseconds). */
export interface Moment {
  readonly account: Account;
  readonly now: number;
}

/** The state of one simulated account in one region, as handlers see it. */
export interface Account {
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** Names of the region's availability zones, e.g. `us-west-2a`. */
  readonly zones: readonly string[];
  readonly random: Random;
  readonly latency: Latency;
  /** Whether a new id or list entry may stay unseen for a while, as on AWS. */
  readonly staleReads: boolean;
  /** How far listings are behind. */
  readonly lateness: Lateness;
  readonly quotas: Quotas;
  readonly lives: Lives;
  readonly launches: Launches;
  /** The service's own part of the state, made on first use. */
  of<T extends object>(slice: Slice<T>): T;
  /** The instant to which the account has come: of the event, or of the request, that is under way. */
  instant(): number;
  /**
   * Runs `event` once time has reached `at`, before the next call is answered; events of one instant keep
   * their order.
   */
  schedule(at: number, event: (now: number) => void): void;
  /**
   * Runs every event that is due at `now`, each with its own instant, including those that they schedule
   * themselves.
   */
  settle(now: number): void;
  /**
   * Has `observer` told the instant of every change from now on: after each due event and each request that
   * may change something.
   */
  follow(observer: (now: number) => void): void;
  /** Tells those who follow that a request may have changed something. */
  changed(now: number): void;
}

/** What {@link createAccount} needs. */
export type AccountSetUp = Pick<
  Account,
  "region" | "accountId" | "zones" | "random" | "latency" | "staleReads" | "lateness" | "quotas" | "lives" | "launches"
>;

/** Makes an empty account. */
export function createAccount(setUp: AccountSetUp): Account {
  const slices = new Map<Slice<object>, object>();
  const agenda: { at: number; event: (now: number) => void }[] = [];
  const observers: ((now: number) => void)[] = [];
  let instant = 0;
  const account: Account = {
    ...setUp,
    of: <T extends object>(slice: Slice<T>): T => {
      let part = slices.get(slice);
      if (part === undefined) slices.set(slice, (part = slice.initial(account)));
      return part as T; // The map pairs each slice with what its own `initial` made.
    },
    instant: () => instant,
    schedule: (at, event) => {
      // Between those that are sooner, or as soon and were there before, and those that are later.
      let [place, end] = [0, agenda.length];
      while (place < end) {
        const middle = (place + end) >> 1;
        if ((agenda[middle]?.at ?? at) > at) end = middle;
        else place = middle + 1;
      }
      agenda.splice(place, 0, { at, event });
    },
    settle: (now) => {
      for (let next = agenda[0]; next !== undefined && next.at <= now; next = agenda[0]) {
        agenda.shift();
        instant = next.at;
        next.event(next.at);
        account.changed(next.at);
      }
      instant = now;
    },
    follow: (observer) => void observers.push(observer),
    changed: (now) => {
      for (const observer of observers) observer(now);
    },
  };
  return account;
}
