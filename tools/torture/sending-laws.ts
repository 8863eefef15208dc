import { leaseSeconds } from "../../packages/aws-provisioner/src/engine/lease/lease-times.ts";
import type { LoggedCall } from "../../packages/aws-simulator/src/index.ts";

/** What one run has sent. */
export interface RunSends {
  readonly calls: LoggedCall[];
  /** When it was over, or dead; epoch milliseconds. */
  endedAt: number | undefined;
}

/** Seconds for which what was sent may be under way before it has had its effect. */
const flight = 30;

/** By how much clocks may differ in their pace. */
const pace = 0.05;

/**
 * What a run has sent when it was not its turn: more than its bound after the last sign of life that was
 * confirmed, or while another one was at it.
 */
export function sendingFaults(runs: readonly RunSends[]): string[] {
  return [...runs.flatMap((run, which) => late(run, which)), ...crossing(runs)];
}

function late({ calls }: RunSends, which: number): string[] {
  const signs = calls.filter(isSign);
  const confirmed = signs.map((sign) => ({ since: sign.start, heard: heardOf(sign, calls) }));
  return calls.filter(isChange).flatMap(({ start, operation }) => {
    const last = Math.max(...confirmed.flatMap(({ since, heard }) => (heard <= start ? [since] : [])), -Infinity);
    const seconds = (start - last) / 1000;
    return seconds <= leaseSeconds.stops * (1 + pace)
      ? []
      : [`run ${which + 1} sent ${operation} ${Math.round(seconds)} s after its last confirmed sign of life`];
  });
}

/** When a run knew that a sign of life was written: by its answer, or by reading it again. */
function heardOf({ outcome, start, end, input }: LoggedCall, calls: readonly LoggedCall[]): number {
  if (outcome === "ok") return end ?? Infinity;
  if (outcome === "PreconditionFailed") return Infinity;
  const key = keyOf(input);
  const read = calls.find(
    (one) => one.operation === "GetObject" && one.start >= start && one.outcome === "ok" && keyOf(one.input) === key,
  );
  return read?.end ?? Infinity;
}

function crossing(runs: readonly RunSends[]): string[] {
  const sent = runs
    .flatMap(({ calls }, which) => calls.filter(isChange).map(({ start, operation }) => ({ start, operation, which })))
    .toSorted((one, other) => one.start - other.start);
  return sent.flatMap(({ start, operation, which }, index) => {
    const before = sent[index - 1];
    if (before === undefined || before.which === which) return [];
    const apart = (start - before.start) / 1000;
    const letGo = letGoAt(runs[before.which], before.start);
    if (letGo <= start || apart > flight) return [];
    return [
      `run ${which + 1} sent ${operation} ${apart.toFixed(1)} s after ${before.operation} of run ${before.which + 1}, which had not let go`,
    ];
  });
}

/** When a run said, after its last change, that it was over. */
function letGoAt(run: RunSends | undefined, since: number): number {
  const word = run?.calls.find(({ start, operation, input }) => {
    const { Body } = Object(input) as { Body?: unknown };
    return start >= since && operation === "PutObject" && isLedger(input) && !String(Body).includes('"holder":');
  });
  return word?.start ?? Infinity;
}

function isSign({ operation, input }: LoggedCall): boolean {
  return operation === "PutObject" && isLedger(input);
}

/** Whether it changes something that the lease is for: the ledger has turns of its own. */
function isChange({ operation, input }: LoggedCall): boolean {
  return !/^(?:Describe|Get|List|Head|BatchGet)/.test(operation) && !isLedger(input);
}

function isLedger(input: unknown): boolean {
  return String((Object(input) as { Bucket?: unknown }).Bucket).startsWith("drydock-ledger-");
}

function keyOf(input: unknown): unknown {
  return (Object(input) as { Key?: unknown }).Key;
}
