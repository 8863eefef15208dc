import { createRequire } from "node:module";
import { isDeepStrictEqual } from "node:util";
import type { Clock } from "../../engine/clock.ts";
import type { LedgerRecord } from "../../engine/ledger.ts";
import { hexDigest } from "@drydock/systemd/ground";
import type { DrawnPurpose } from "../connection.ts";
import type { Attempt } from "../sending/send.ts";
import type { AttemptOutcome } from "../sending/once.ts";
import { attemptLine } from "./attempt-line.ts";
import type { FlightLog, LoggedRun, LogPlace } from "./flight-log.ts";
import { hiddenRecord } from "./hidden-fields.ts";
import { type Hider, hider } from "./hider.ts";
import { logWriter } from "./log-writer.ts";
import { placeOf } from "./log-place.ts";

/** What a run draws by chance that a replay needs, and that is no secret. */
export type DrawnFor = Exclude<DrawnPurpose, "secret" | "lease">;

/** Writes the log of one run. */
export interface Recorder {
  /** To be told of each attempt of a client's command. */
  attempts(client: string, command: object): (attempt: Attempt) => (outcome: AttemptOutcome<unknown>) => void;
  /** The run begins: the first line. What was told before follows it. */
  begin(
    run: Omit<LoggedRun, "at"> & { readonly patience: number; readonly account?: string | undefined },
    place: Omit<LogPlace, "sleep" | "pause" | "signal" | "patience">,
  ): void;
  /** A number that was drawn. */
  drew(purpose: DrawnFor, number: number): void;
  /** A value of this machine's, which the log hides, by a name that another run of the same has for it. */
  local(name: string, value: string, form?: string): void;
  /** What the ledger had of the cluster when it was first asked. */
  ledger(record: LedgerRecord | undefined): void;
  /** It is the run's turn: what the ledger had then. */
  claimed(record: LedgerRecord | undefined): void;
  /** The run was cancelled. */
  aborted(): void;
  /** An orderly end was asked for. */
  interrupted(): void;
  /** Whose calls these are. */
  account(id: string): void;
  /** A secret that no call may repeat, such as the key with which they are signed. */
  secret(value: string): void;
  close(): Promise<void>;
}

interface RecorderInput {
  readonly log: FlightLog;
  readonly clock: Clock;
  /** Time that passes while nothing is called. */
  readonly limits: Clock;
  readonly onLoss: (reason: unknown) => void;
}

/** Begins the log of a run. Nothing that it does fails the run or has it wait, but for its end. */
export function recorder({ log, clock, limits, onLoss }: RecorderInput): Recorder {
  const at = clock.now();
  const hides = hider();
  const early: object[] = [];
  let add: ((line: object) => void) | undefined;
  let close = async (): Promise<void> => {};
  let seq = 0;
  let drawn: { readonly t: number; readonly drew: DrawnFor; readonly numbers: number[] } | undefined;
  const told = new Set<string>();
  const inFlight = new Map<number, (outcome: AttemptOutcome<unknown>) => void>();
  let isLost = false;
  const lose = (reason: unknown) => {
    if (!isLost) onLoss(reason);
    isLost = true;
  };
  /** A line that cannot be made is a line less, and no end of the run. */
  const say = (line: (hides: Hider) => object) => {
    if (isLost) return;
    try {
      const said = line(hides);
      const lines = drawn === undefined ? [said] : [drawn, said];
      drawn = undefined;
      if (add === undefined) early.push(...lines);
      else lines.forEach(add);
    } catch (error) {
      lose(error);
    }
  };
  const since = () => clock.now() - at;
  const once = (what: string, line: (hides: Hider) => object) => {
    if (!told.has(what)) say(line);
    told.add(what);
  };
  let found: LedgerRecord | undefined;
  const ledger = (record: LedgerRecord | undefined) =>
    once("ledger", (hidden) => {
      found = record;
      return { t: since(), ledger: printed(record, hidden) };
    });
  return {
    attempts: (client, command) => (attempt) => {
      const began = clock.now();
      const own = (seq += 1);
      const end = (outcome: AttemptOutcome<unknown>) => {
        if (!inFlight.delete(own)) return;
        say(() =>
          attemptLine({ ...attempt, seq: own, client, command, outcome, began, ended: clock.now() }, at, hides),
        );
      };
      inFlight.set(own, end);
      return end;
    },
    begin({ cluster, region, patience, account }, given) {
      if (add !== undefined) return;
      try {
        const { place, endPauses, end } = placeOf({ ...given, patience }, clock);
        const writer = logWriter(log.begin({ cluster, region, at }, place), lose);
        add = (line) => writer.add(JSON.stringify(line));
        close = async () => {
          endPauses();
          await writer.close(limits);
          end();
        };
        const whose = account === undefined ? {} : { account: accountHash(account) };
        add({ format: 1, log: "drydock calls", ...versions(), at, cluster, region, ...whose, patience });
        for (const line of early.splice(0)) add(line);
      } catch (error) {
        lose(error);
      }
    },
    drew(purpose, number) {
      if (drawn?.drew === purpose) return void drawn.numbers.push(number);
      const before = drawn;
      drawn = undefined;
      if (before !== undefined) say(() => before);
      drawn = { t: since(), drew: purpose, numbers: [number] };
    },
    local: (name, value, form) =>
      once(`local ${name} ${hides.standIn(value)}`, ({ standIn }) => ({
        t: since(),
        local: name,
        is: standIn(value),
        ...(form !== undefined && { form }),
      })),
    ledger,
    claimed(record) {
      ledger(record);
      say((hidden) => {
        const known = isDeepStrictEqual(record, found) ? {} : { record: printed(record, hidden) };
        return { t: since(), claimed: known };
      });
    },
    aborted: () => say(() => ({ t: since(), aborted: true })),
    interrupted: () => say(() => ({ t: since(), interrupted: true })),
    account: (id) => say(() => ({ t: since(), account: accountHash(id) })),
    secret: (value) => hides.keep(value),
    close() {
      for (const end of inFlight.values())
        end({ error: new Error("the run ended before an answer came"), isLate: true });
      say(() => ({ t: since(), over: true }));
      return close();
    },
  };
}

function printed(record: LedgerRecord | undefined, hides: Hider): unknown {
  return record === undefined ? null : hiddenRecord(record, hides);
}

/** Tells whether two logs are of one account. */
function accountHash(id: string): string {
  return hexDigest("sha256", `drydock account ${id}`).slice(0, 16);
}

const require = createRequire(import.meta.url);

function versions(): Readonly<Record<string, string>> {
  const versionOf = (name: string) => (require(`${name}/package.json`) as { version: string }).version;
  return {
    version: versionOf("@drydock/aws-provisioner"),
    sdk: versionOf("@aws-sdk/client-ec2"),
    node: process.version,
  };
}
