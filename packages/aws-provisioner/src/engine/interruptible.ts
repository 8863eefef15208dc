import type { Clock } from "./clock.ts";
import { ProvisionError, reasonOf } from "./error.ts";
import type { RunReport, Untimed } from "./event.ts";
import type { Ledger, LedgerRecord } from "./ledger.ts";
import type { Plan, PlanStep } from "./plan.ts";
import { SentCalls } from "./sent-calls.ts";
import type { Interruption } from "./stops.ts";

interface InterruptibleInput {
  readonly record: LedgerRecord;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Absent where only `signal` ends the run, at once. */
  readonly interruption?: Interruption | undefined;
  readonly emit: (event: Untimed) => void;
}

/** How far an interrupted run has come. */
interface Reached {
  readonly report: RunReport;
  /** Steps that were begun and are left as they are. */
  readonly left: readonly PlanStep[];
  /** The error of those that have failed. */
  readonly failed: Error | undefined;
}

/**
 * The orderly end of an apply. The moment it is asked for, before anything is waited for, the record is
 * marked and an event tells of it.
 */
export class Interruptible {
  /** Aborted when what is in flight is cut short. */
  readonly cut: AbortSignal;
  readonly calls = new SentCalls();
  #marking: Promise<void> | undefined;
  #unmarked: string | undefined;
  readonly #begin: () => void;

  /** The record as it was written last. */
  #record: LedgerRecord;

  constructor(private readonly input: InterruptibleInput) {
    const { signal, interruption, record } = input;
    this.#record = record;
    this.cut = interruption?.cut ?? signal;
    this.#begin = () => this.#markAndTell();
    if (signal.aborted) this.#begin();
    else signal.addEventListener("abort", this.#begin, { once: true });
  }

  /** Whether the orderly end was asked for. */
  isAsked(): boolean {
    return this.input.interruption?.why() !== undefined;
  }

  /** What a step failed with that ended with this; undefined where it only ended because it was asked to. */
  failureOf(error: unknown): unknown {
    const { signal } = this.input;
    if (!this.isAsked()) return signal.aborted ? signal.reason : error;
    const isCut = error === signal.reason || (error instanceof Error && error.name === "AbortError");
    return isCut || this.cut.aborted ? undefined : error;
  }

  /** Waits until the record is marked, where it is to be; nothing is marked any more after that. */
  async over(): Promise<void> {
    this.input.signal.removeEventListener("abort", this.#begin);
    await this.#marking;
  }

  /**
   * Tells in the record of which steps nothing has come. One that cannot be told is believed to have had its
   * effect: the next run looks for it all the longer. Nothing is told where nobody answers.
   */
  async leaveOpen(live: ReadonlyMap<string, unknown>): Promise<void> {
    if (!this.calls.isHeard()) return;
    const creates = this.#record.plan.steps.filter(({ action }) => action === "create");
    const unmade = creates.filter((step) => !this.calls.mayHaveChanged(step) && !live.has(step.address));
    if (unmade.length === 0) return;
    const { clock, ledger } = this.input;
    const record = { ...this.#record, at: clock.now(), unmade: unmade.map(({ address }) => address) };
    const told = new AbortController();
    const late = clock.sleep(lastWordSeconds * 1000, told.signal);
    await Promise.race([ledger.write(record), late]).catch(() => {});
    told.abort();
    await late.catch(() => {});
  }

  /** What the caller is told of it: what was done, what is left open, how to go on. */
  error({ report, left, failed }: Reached): ProvisionError {
    const { steps } = report;
    const done = steps - report.failed - report.skipped - left.length;
    const away = awayIn(this.input.record.plan, report, left);
    const parts = [
      `${done} of ${steps === 1 ? "1 step is" : `${steps} steps are`} done`,
      ...(report.failed === 0 ? [] : [`${report.failed} failed`]),
      ...(left.length === 0 ? [] : [`begun and left as it is: ${listed(left.map(({ address }) => address))}`]),
      ...(away.length === 0 ? [] : [`deleted, and not made anew yet: ${listed(away)}`]),
      ...(report.skipped === 0 ? [] : [`${report.skipped} not begun`]),
      ...(this.#unmarked === undefined ? [] : [`its record could not be marked (${this.#unmarked}), but is open`]),
    ];
    const { interruption, record } = this.input;
    return new ProvisionError("interrupted", `interrupted by ${interruption?.why()}: ${parts.join("; ")}`, {
      hint: hintOf(record.plan),
      ...(failed && { cause: failed }),
    });
  }

  #markAndTell(): void {
    const { ledger, clock, interruption, emit } = this.input;
    const why = interruption?.why();
    if (interruption === undefined || why === undefined) return;
    this.#record = { ...this.#record, interrupted: { at: new Date(clock.now()).toISOString(), why } };
    const mark = async () => ledger.write(this.#record);
    // A record that cannot be marked is open all the same: the next run goes on from it.
    this.#marking = mark().catch((error: unknown) => void (this.#unmarked = reasonOf(error)));
    emit({ type: "interrupted", why, grace: interruption.graceSeconds, steps: this.calls.inFlight() });
  }
}

/** The addresses at which something was deleted for a replacement of which nothing has been begun. */
function awayIn({ steps }: Plan, { timings }: RunReport, left: readonly PlanStep[]): readonly string[] {
  const done = new Set(timings.map(({ step }) => step));
  const begun = new Set([...left.map(({ id }) => id), ...done]);
  const made = new Set(steps.flatMap((step) => (step.action === "create" && begun.has(step.id) ? [step.address] : [])));
  const gone = steps.filter(({ action, replacement, id }) => action === "delete" && replacement && done.has(id));
  return gone.flatMap(({ address }) => (made.has(address) ? [] : [address]));
}

/** Seconds for which the last word of a run that ends is tried. */
const lastWordSeconds = 5;

/** The most addresses that an error names. */
const mostNamed = 8;

function listed(addresses: readonly string[]): string {
  const more = addresses.length - mostNamed;
  return [...addresses.slice(0, mostNamed), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

function hintOf({ resources }: Plan): string {
  const goesOn = "Run the same again: it goes on from there.";
  return resources.length === 0 ? goesOn : `${goesOn} Or destroyCluster takes away what stands.`;
}
