import { ProvisionError, reasonOf } from "../error.ts";
import type { LedgerRecord } from "../ledger.ts";
import { type Free, untilFree, type Waiting } from "./until-free.ts";
import { dated } from "./dated.ts";
import { deeds } from "./deeds.ts";
import type { Gate } from "./gate.ts";
import { leaseKey, recordKey } from "./keys.ts";
import { holdLease, type LeaseInput } from "./lease.ts";
import { leaseSeconds } from "./lease-times.ts";
import { momentOf } from "./moment.ts";
import { printRecord } from "../record-text.ts";
import { Overtaken, type RunLedger } from "./run-ledger.ts";
import type { Beat } from "./beat.ts";

export interface LeasedLedgerInput extends Waiting {
  readonly gate: Gate;
  /** What every record says of where it is. */
  readonly place: () => Promise<{ readonly account: string; readonly region: string }>;
  readonly onLost: LeaseInput["onLost"];
}

/** How many operations a record names that have come to their end. */
const mostEnded = 8;

/**
 * The ledger of one run on a store of several. Writing the record for the first time is what makes the
 * cluster the run's own, and has its effect only where nobody has written since it was read: no lock is held
 * while a plan is made, or read by a person.
 */
export function leasedLedger(input: LeasedLedgerInput): RunLedger {
  const { cluster, store, clock, holder, gate, parse } = input;
  const doing = deeds();
  const key = recordKey(cluster);
  let current: Pick<Free, "record" | "version"> = { record: undefined, version: undefined };
  let asked: Promise<LedgerRecord | undefined> | undefined;
  let isOurs = false;
  let takenKey: string | undefined;

  const hold = (at: Pick<LeaseInput, "key" | "since" | "version">) => {
    gate.lease?.stop();
    gate.lease = holdLease({ ...at, store, clock, holder, doing: () => doing.told(), onLost: input.onLost });
  };
  const put = async (record: LedgerRecord): Promise<boolean> => {
    const version = await store.put(key, printRecord(record), current.version);
    if (version === undefined) return false;
    current = { record, version };
    return true;
  };
  const look = async (): Promise<LedgerRecord | undefined> => {
    const stored = await store.get(key);
    return stored && dated(await parse(stored.text), stored, clock);
  };
  const placed = async (record: LedgerRecord): Promise<LedgerRecord> => ({ ...record, ...(await input.place()) });

  return {
    last() {
      const record = (asked ??= look());
      // Whoever asks may fail before it looks at the answer.
      record.catch(() => {});
      return record;
    },
    async claim() {
      letGo();
      const free = await untilFree(input);
      asked = Promise.resolve(free.record);
      current = { record: free.record, version: free.version };
      isOurs = false;
      if (free.taken !== undefined) hold(free.taken);
      takenKey = free.taken?.key;
      return free.record;
    },
    isOvertaken: async () => (await store.get(key))?.version !== current.version,
    untilHeld: async (signal) => gate.lease?.untilFresh(signal),
    hear: (event) => doing.hear(event),
    read: async () => current.record,
    async write({ holder: _, ...record }) {
      const fence = (current.record?.fence ?? 0) + (isOurs ? 0 : 1);
      const since = momentOf(clock);
      const { record: last } = current;
      const before = last?.ended ?? [];
      const ended = isOurs || last?.state !== "closed" ? before : [last.operation, ...before].slice(0, mostEnded);
      const next = await placed({
        ...record,
        fence,
        ...(record.state === "open" && { holder }),
        ...(ended.length > 0 && { ended }),
      });
      if (!(await put(next)) && !(await isFollowed(next))) throw isOurs ? await crossed() : new Overtaken();
      if (record.state === "closed") return letGo();
      if (isOurs) return;
      isOurs = true;
      takenKey = undefined;
      hold({ key: leaseKey(cluster, fence, holder), since });
    },
    async letGo() {
      const { lease } = gate;
      try {
        if (lease !== undefined && takenKey !== undefined) await releaseTaken(takenKey);
        else if (lease?.isFresh() && isOurs && current.record !== undefined) {
          const { holder: _, ...free } = current.record;
          await put(free);
        }
      } catch {
        // Whoever comes next waits until this run must be dead.
      } finally {
        letGo();
      }
    },
  };

  function letGo(): void {
    gate.lease?.stop();
    gate.lease = undefined;
    isOurs = false;
  }

  /** Whether the last word of a run was heard, and others began before that was known here. */
  async function isFollowed({ operation, state }: LedgerRecord): Promise<boolean> {
    if (state !== "closed") return false;
    const stored = await store.get(key);
    const { ended = [] } = (stored && (await parse(stored.text).catch(spoilt))) ?? {};
    return ended.includes(operation);
  }

  /** What is no record was written by no run. */
  function spoilt(cause: unknown): never {
    const told = `the record of ${cluster} was spoilt while this run went on: ${reasonOf(cause)}`;
    throw new ProvisionError("lease-lost", told, {
      hint: "Move it away, and run again: what was made is found by its tags.",
      cause,
    });
  }

  /** Only one whose lease is over can be crossed: its renewals say so too, but perhaps later. */
  async function crossed(): Promise<ProvisionError> {
    if ((await store.get(key)) === undefined) {
      const told = `the record of ${cluster} was deleted while this run went on`;
      return new ProvisionError("lease-lost", told, { hint: "Run again: what was made is found by its tags." });
    }
    return new ProvisionError("lease-lost", `another run has written the record of ${cluster}`, {
      hint: `This run sent nothing more: it had not been heard of for ${leaseSeconds.dead} s.`,
    });
  }

  async function releaseTaken(taken: string): Promise<void> {
    const stored = await store.get(taken);
    const free: Beat = { format: 1, count: clock.now() };
    if (stored !== undefined && gate.lease?.isFresh()) await store.put(taken, JSON.stringify(free), stored.version);
  }
}
