import type { Clock } from "../clock.ts";
import { ProvisionError } from "../error.ts";
import type { Untimed } from "../event.ts";
import type { LedgerRecord } from "../ledger.ts";
import type { LedgerStore, Stored } from "../ledger-store.ts";
import { type Beat, readBeat } from "./beat.ts";
import { dated } from "./dated.ts";
import { type Holder, printHolder } from "./holder.ts";
import { leaseKey, recordKey } from "./keys.ts";
import { printable } from "../printable.ts";
import { leaseSeconds } from "./lease-times.ts";
import { type Moment, momentOf, secondsSince } from "./moment.ts";

export interface Waiting {
  readonly cluster: string;
  readonly store: LedgerStore;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly random: () => number;
  readonly emit: (event: Untimed) => void;
  /** Who waits. */
  readonly holder: Holder;
  /** Whether a holder's process is known to be no more. */
  readonly isGone: (holder: Holder) => boolean;
  readonly parse: (text: string) => Promise<LedgerRecord>;
  /** Whether to wait for another run, and for how many seconds. */
  readonly lock: "wait" | "refuse";
  readonly lockTimeout: number;
}

/** A cluster that nobody else holds. */
export interface Free {
  /** Its record; undefined where it has none. */
  readonly record: LedgerRecord | undefined;
  readonly version: string | undefined;
  /** The lease of a run that has died, where it was taken over. */
  readonly taken?: { readonly key: string; readonly since: Moment; readonly version: string };
}

/**
 * Waits until no other run holds the cluster: until it has ended, or must be dead. The lease of one that is
 * dead is taken over by a write of its very next sign of life, which then fails if it comes.
 *
 * @throws {ProvisionError} `locked`, by name of the holder.
 */
export async function untilFree(waiting: Waiting): Promise<Free> {
  const { cluster, store, clock, signal, random, emit, lock, lockTimeout, parse } = waiting;
  const began = momentOf(clock);
  let seen: { readonly sign: string; readonly at: Moment } | undefined;
  let told: string | undefined;
  for (;;) {
    signal.throwIfAborted();
    const stored = await store.get(recordKey(cluster));
    const record = stored && dated(await parse(stored.text), stored, clock);
    if (stored === undefined || record?.holder === undefined) return { record, version: stored?.version };
    const key = leaseKey(cluster, record.fence ?? 0, record.holder);
    const life = await store.get(key);
    const beat = life && readBeat(life.text);
    const holder = beat === undefined ? record.holder : beat.holder;
    const sign = `${stored.version} ${life?.version}`;
    if (seen?.sign !== sign) seen = { sign, at: momentOf(clock) };
    const silentFor = Math.max(secondsSince(seen.at, clock), youngest(stored, life));
    if (holder === undefined || waiting.isGone(holder) || silentFor >= leaseSeconds.dead) {
      const since = momentOf(clock);
      const mine: Beat = { format: 1, count: (beat?.count ?? 0) + 1, holder: waiting.holder };
      const version = await store.put(key, JSON.stringify(mine), life?.version);
      if (version !== undefined) return { record, version: stored.version, taken: { key, since, version } };
      continue;
    }
    if (lock === "refuse") throw locked(cluster, holder, beat, 'Wait for it, or give lock: "wait".');
    const left = lockTimeout - secondsSince(began, clock);
    if (left <= 0) throw locked(cluster, holder, beat, `It was waited for ${lockTimeout} s (lockTimeout).`);
    if (told !== holder.id) emit({ type: "locked", holder, doing: beat?.doing, forSeconds: left });
    told = holder.id;
    await clock.sleep(Math.min(leaseSeconds.look * (0.6 + 0.4 * random()), left) * 1000, signal);
  }
}

/**
 * Seconds since the last sign of life, by the store's own clock, of which nothing is known where it tells
 * none.
 */
function youngest(record: Stored, life: Stored | undefined): number {
  return Math.min(record.ageSeconds ?? 0, life === undefined ? Infinity : (life.ageSeconds ?? 0));
}

/** Nobody is to look for a way to break a lock. */
const ofTheDead =
  `If that run has died, nobody needs to force anything: the next one that waits takes over ${leaseSeconds.dead} s after ` +
  "its last sign of life, and on Linux at once where it died on the same computer.";

function locked(cluster: string, holder: Holder, beat: Beat | undefined, hint: string): ProvisionError {
  const doing = beat?.doing === undefined ? "" : ` (${printable(beat.doing)})`;
  return new ProvisionError("locked", `${cluster} is held by another run: ${printHolder(holder)}${doing}`, {
    hint: `Nothing was changed. ${hint} ${ofTheDead}`,
  });
}
