import type { S3 } from "@aws-sdk/client-s3";
import { type Connected, usualPatience } from "../aws/clients.ts";
import { s3Ledger } from "../aws/ledger/s3-ledger.ts";
import type { Clock } from "../engine/clock.ts";
import type { Untimed } from "../engine/event.ts";
import type { Ledger, LedgerRecord } from "../engine/ledger.ts";
import type { StoredLedger } from "../engine/ledger-store.ts";
import type { Gate } from "../engine/lease/gate.ts";
import { leasedLedger } from "../engine/lease/leased-ledger.ts";
import { Overtaken, type RunLedger } from "../engine/lease/run-ledger.ts";
import { parseRecord } from "../engine/record-text.ts";
import { givenLedger, refuseStray } from "./given-ledger.ts";
import { givenStore } from "./given-store.ts";
import type { ApplyOptions } from "./options.ts";
import { movingAway, recordPath } from "./record-path.ts";
import { isGone, thisProcess } from "./this-process.ts";

interface RunLedgerInput {
  /** The function that was called. */
  readonly where: string;
  readonly cluster: string;
  readonly region: string;
  readonly account: () => Promise<string>;
  readonly connected: Pick<Connected, "ledgerS3" | "now" | "waits">;
  readonly clock: Clock;
  readonly random: () => number;
  /** Ends waits for others. */
  readonly signal: AbortSignal;
  /** Ends every call of the ledger. */
  readonly parting: AbortSignal;
  readonly gate: Gate;
  readonly newId: () => string;
  readonly emit: (event: Untimed) => void;
  readonly onLost: (error: Error) => void;
}

/** The ledger of the options, or the one in S3, for one run. */
export function runLedger(options: ApplyOptions, input: RunLedgerInput): RunLedger {
  const { ledger = s3Ledger(), lock = "wait", lockTimeout = 1800, patience = usualPatience } = options;
  const { cluster, region, account, connected, clock, random, signal, parting, gate, newId, emit, onLost } = input;
  const place = { region, account };
  if (!isStored(ledger)) {
    // An interruption is what is to be recorded: only the caller's own signal ends that.
    const stop = options.signal ?? new AbortController().signal;
    return withoutLease(givenLedger(ledger, place, stop), cluster, turnsOf(ledger));
  }
  const site = {
    ...place,
    get client() {
      return connected.ledgerS3();
    },
    now: () => connected.now(),
    elapsed: () => connected.waits.now(),
    sleep: (milliseconds: number) => clock.sleep(milliseconds, parting),
    patience,
    signal: parting,
    nonce: newId,
  };
  const parse = async (text: string): Promise<LedgerRecord> => {
    const path = await recordPath(ledger, cluster, place);
    const told = `${path ?? `what the ledger has of ${cluster}`} is no record`;
    const hint = movingAway(path);
    const record = parseRecord(Buffer.from(text), told, hint);
    return refuseStray(record, cluster, place, path === undefined ? undefined : hint);
  };
  return leasedLedger({
    cluster,
    store: givenStore(input.where, ledger.open(site)),
    clock,
    signal,
    random,
    emit,
    holder: thisProcess(newId(), clock.now()),
    isGone,
    parse,
    lock,
    lockTimeout,
    gate,
    place: async () => ({ account: await account(), region }),
    onLost,
  });
}

function isStored(ledger: NonNullable<ApplyOptions["ledger"]>): ledger is StoredLedger<S3> {
  return "open" in ledger && typeof ledger.open === "function";
}

/** How a run that is replayed came by its turns. */
interface Turns {
  /** Resolves when its next turn came, and has the ledger read what it had then. */
  turn(): Promise<{
    /** Whether another run began before this one had changed anything. */
    readonly overtaken: boolean;
  }>;
}

/** The turns of a replay's ledger. */
function turnsOf(ledger: Ledger & Partial<Turns>): Turns | undefined {
  const { turn } = ledger;
  return typeof turn === "function" ? { turn: () => turn.call(ledger) } : undefined;
}

/** A ledger that only reads and writes: nothing keeps two runs apart. */
function withoutLease(ledger: Ledger, cluster: string, turns: Turns | undefined): RunLedger {
  let first: Promise<LedgerRecord | undefined> | undefined;
  let isOvertaken = false;
  return {
    ...ledger,
    last() {
      const record = (first ??= ledger.read(cluster));
      record.catch(() => {});
      return record;
    },
    async claim() {
      const record = await (first = ledger.read(cluster));
      if (turns === undefined) return record;
      isOvertaken = (await turns.turn()).overtaken;
      return (first = ledger.read(cluster));
    },
    isOvertaken: async () => isOvertaken,
    async write(record) {
      if (isOvertaken) throw new Overtaken();
      await ledger.write(record);
    },
    untilHeld: async () => {},
    hear: () => {},
    letGo: async () => {},
  };
}
