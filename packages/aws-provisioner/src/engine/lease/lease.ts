import { setMaxListeners } from "node:events";
import type { Clock } from "../clock.ts";
import { ProvisionError, reasonOf } from "../error.ts";
import type { LedgerStore } from "../ledger-store.ts";
import { isUnanswered, UnansweredError } from "../unanswered.ts";
import { type Beat, readBeat } from "./beat.ts";
import { type Holder, printHolder } from "./holder.ts";
import { leaseSeconds } from "./lease-times.ts";
import { type Moment, momentOf, secondsSince } from "./moment.ts";

export interface LeaseInput {
  readonly store: LedgerStore;
  /** Where its signs of life are written. */
  readonly key: string;
  readonly clock: Clock;
  readonly holder: Holder;
  /** When it was got: before the request that got it was sent. */
  readonly since: Moment;
  /** Version of the sign of life by which it was taken over; undefined where there is none yet. */
  readonly version?: string | undefined;
  /** What the run does, in words. */
  readonly doing: () => string | undefined;
  /** Is told, once, that another run holds the cluster, or that nobody can tell any more. */
  readonly onLost: (error: ProvisionError) => void;
}

/** The holder's side of a lease: renewed on and on, and believed for no longer than it was confirmed. */
export interface Lease {
  /** Whether anything may be sent at this moment. */
  isFresh(): boolean;
  /**
   * Resolves when something may be sent: at once as a rule, later where renewals get no answer.
   *
   * @throws {ProvisionError} `lease-lost`.
   */
  untilFresh(signal?: AbortSignal): Promise<void>;
  /** Aborts at the moment from which nothing may be under way any more, unless it is renewed before. */
  readonly ends: AbortSignal;
  /** Ends the renewals. */
  stop(): void;
}

/** Seconds after which a renewal that failed is tried again. */
const again = 2;

/** Begins to renew a lease that was just got. */
export function holdLease({ store, key, clock, holder, since, version, doing, onLost }: LeaseInput): Lease {
  const stopped = new AbortController();
  let timer = new AbortController();
  let ends = forAll();
  let confirmed = since;
  let current = version;
  let lost: ProvisionError | undefined;
  let waiting: { readonly go: () => void; readonly fail: (error: unknown) => void }[] = [];

  const isFresh = () => lost === undefined && secondsSince(confirmed, clock) < leaseSeconds.stops;
  const wake = (each: (one: (typeof waiting)[number]) => void) => {
    const all = waiting;
    waiting = [];
    for (const one of all) each(one);
  };
  const end = () => ends.abort(new UnansweredError(new Error("the lease of the cluster was not renewed in time")));
  const lose = (error: ProvisionError) => {
    if (stopped.signal.aborted || lost !== undefined) return;
    lost = error;
    timer.abort();
    end();
    wake(({ fail }) => fail(error));
    onLost(error);
  };
  const confirm = (at: Moment) => {
    confirmed = at;
    timer.abort();
    if (!isFresh()) return;
    timer = new AbortController();
    if (ends.signal.aborted) ends = forAll();
    const left = leaseSeconds.stops - secondsSince(at, clock);
    clock.sleep(left * 1000, timer.signal).then(end, () => {});
    wake(({ go }) => go());
  };
  const renewals = async () => {
    let pause: number = leaseSeconds.beat;
    for (let count = 1; lost === undefined; count++) {
      await clock.sleep(pause * 1000, stopped.signal);
      const at = momentOf(clock);
      const beat: Beat = { format: 1, count, holder, doing: doing() };
      try {
        const next = await store.put(key, JSON.stringify(beat), current);
        if (next === undefined) current = await ownOrLost();
        else {
          current = next;
          confirm(at);
        }
        // One that took long to come is old already, and so is one that a write of our own crossed.
        pause = next === undefined || !isFresh() ? 0 : leaseSeconds.beat;
      } catch (error) {
        if (!isUnanswered(error) && !isFresh()) return lose(notRenewed(error));
        pause = again;
      }
    }
  };
  /** The version of a renewal of our own whose answer was lost. */
  const ownOrLost = async (): Promise<string | undefined> => {
    const stored = await store.get(key);
    const beat = stored === undefined ? undefined : readBeat(stored.text);
    if (stored !== undefined && beat?.holder?.id === holder.id) return stored.version;
    lose(takenOver(beat?.holder));
    return current;
  };

  confirm(since);
  renewals().catch(() => {});
  return {
    isFresh,
    get ends() {
      return ends.signal;
    },
    async untilFresh(signal) {
      if (lost !== undefined) throw lost;
      if (isFresh()) return;
      await new Promise<void>((go, fail) => {
        waiting.push({ go, fail });
        signal?.addEventListener("abort", () => fail(signal.reason), { once: true });
      });
    },
    stop() {
      stopped.abort();
      timer.abort();
    },
  };
}

/** One that every call under way listens to: Node warns of a leak at the eleventh listener. */
function forAll(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

function takenOver(by: Holder | undefined): ProvisionError {
  const whose = by === undefined ? "another run" : printHolder(by);
  return new ProvisionError("lease-lost", `this run was taken for dead, and the cluster is held by ${whose}`, {
    hint: "Nothing more was sent. That run goes on from what this one had begun; run again after it.",
  });
}

function notRenewed(cause: unknown): ProvisionError {
  // Where it was refused, that says what is to be mended first.
  const remedy = cause instanceof ProvisionError ? cause.hint : undefined;
  return new ProvisionError("lease-lost", `the lease of the cluster could not be renewed: ${reasonOf(cause)}`, {
    cause,
    hint: remedy ?? "Nothing more was sent. Run again: it goes on from what this run had begun.",
  });
}
