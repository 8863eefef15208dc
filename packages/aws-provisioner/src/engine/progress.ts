// Long because one class knows how far every part of a run has come.
import type { Clock } from "./clock.ts";
import type { RunReport, Untimed } from "./event.ts";
import type { Level } from "./level.ts";
import type { PlanStep } from "./plan.ts";
import { secondsWhenLate, tick } from "./late-step.ts";
import { letsGo } from "./planning/lets-go.ts";
import { criticalPathSeconds, type Lap, timingsOf } from "./report.ts";
import { longestPaths, secondsUntil } from "./schedule.ts";

type State = "pending" | "running" | "accepted" | "stable" | "failed" | "left" | "skipped";
type Need = PlanStep["needs"][number];

/** One step of a run, as far as it has come. */
interface Entry {
  readonly step: PlanStep;
  /** Seconds from its start to the end of the run, as planned. */
  readonly toEnd: number;
  state: State;
  started: number;
  /** Clock time by which it should be over. */
  due: number;
}

/** A step that a run may start, and by which the run tells how far it has come. */
export interface StepProgress {
  readonly step: PlanStep;
  start(): void;
  accept(): void;
  finish(): void;
  fail(error: Error): void;
  /** Leaves it as it is; one that has sent nothing is as if it had not begun. */
  leave(): void;
}

/**
 * How far each step of a plan has come, and what follows from it: what may start, what must be skipped, how
 * long it will take.
 */
export class Progress {
  readonly #entries: readonly Entry[];
  readonly #byId: ReadonlyMap<string, Entry>;
  readonly #laps: Lap[] = [];
  readonly #failures: { readonly step: PlanStep; readonly error: Error }[] = [];
  readonly #began: number;
  /** Of what is awaited after the steps, clock times by which it should have come, by address. */
  readonly #awaited = new Map<string, { readonly due: number; readonly seconds: number }>();
  /** Seconds after which what no step is about had come. */
  #standing = 0;

  constructor(
    steps: readonly PlanStep[],
    private readonly clock: Clock,
    private readonly emit: (event: Untimed) => void,
    private readonly hasSent: (step: PlanStep) => boolean = () => true,
  ) {
    this.#began = clock.now();
    this.#entries = longestPaths(steps).map(({ step, seconds }) => ({
      step,
      toEnd: seconds,
      state: "pending",
      started: this.#began,
      due: this.#began,
    }));
    this.#byId = new Map(this.#entries.map((entry) => [entry.step.id, entry]));
  }

  /** Of the steps whose needs have all come far enough, the one with the longest path behind it. */
  next(): StepProgress | undefined {
    const ready = this.#in("pending").filter(({ step }) => step.needs.every((need) => this.#hasReached(need)));
    const [entry] = ready.toSorted((a, b) => b.toEnd - a.toEnd);
    return entry && this.#handleOf(entry);
  }

  /** Whether nothing runs any more. */
  idle(): boolean {
    return this.#in("running", "accepted").length === 0;
  }

  /** Skips what has not begun, and gives it. */
  skipRest(because: string): readonly PlanStep[] {
    const rest = this.#in("pending");
    for (const entry of rest) this.#skip(entry, because);
    return rest.map(({ step }) => step);
  }

  /** Steps that were begun and are left as they are. */
  left(): readonly PlanStep[] {
    return this.#in("left").map(({ step }) => step);
  }

  failures(): readonly { readonly step: PlanStep; readonly error: Error }[] {
    return this.#failures;
  }

  /** The address whose step takes one of those ids away, or has it let go of that one, and has not failed. */
  freedBy(ids: readonly string[], held: string): string | undefined {
    const alive = this.#in("pending", "running", "accepted", "stable").map(({ step }) => step);
    return alive.find((step) => step.target !== undefined && ids.includes(step.target) && letsGo(step, held))?.address;
  }

  /** Tells that a step waits, and takes so many seconds more, where that is longer than was planned. */
  takes({ id }: PlanStep, seconds: number): void {
    const entry = this.#byId.get(id);
    if (entry === undefined) return;
    const now = this.clock.now();
    // One that should be over in this moment is not, as it waits.
    const isDue = Math.abs(entry.due - now) <= tick * 1000;
    const least = isDue ? secondsWhenLate(entry.step.seconds, 0) : 0;
    entry.due = Math.max(entry.due, now + Math.max(seconds, least) * 1000);
  }

  /**
   * Seconds that the rest should take: the longest path through what is not done, less what its running steps
   * have behind them. One that is late is never taken to be over at once.
   */
  eta(): number {
    const running = this.#in("running", "accepted").map((entry) => this.#secondsLeft(entry, "stable"));
    // What a pending need has before it is on a path that begins with that need.
    const pending = this.#in("pending").map(({ step, toEnd }) => {
      const waits = step.needs.map((need) => {
        const entry = this.#byId.get(need.step);
        return entry === undefined ? 0 : this.#secondsLeft(entry, need.reached);
      });
      return Math.max(0, ...waits) + toEnd;
    });
    const now = this.clock.now();
    const awaited = [...this.#awaited.values()].map(({ due, seconds }) => {
      const left = (due - now) / 1000;
      return left < -tick ? secondsWhenLate(seconds, -left) : left;
    });
    return Math.max(0, ...running, ...pending, ...awaited);
  }

  report(): RunReport {
    const left = this.#in("left").length;
    return {
      steps: this.#entries.length,
      failed: this.#in("failed").length,
      skipped: this.#in("skipped").length,
      ...(left > 0 && { left }),
      elapsedSeconds: (this.clock.now() - this.#began) / 1000,
      criticalPathSeconds: Math.max(criticalPathSeconds(this.#laps), this.#standing),
      timings: timingsOf(this.#laps, this.#began),
    };
  }

  /** Tells that no step is left, and that something is awaited which should come in so many seconds. */
  await(address: string, level: Level, reason: string, seconds: number): void {
    const known = this.#awaited.get(address);
    if (known === undefined) this.#awaited.set(address, { due: this.clock.now() + seconds * 1000, seconds });
    this.emit({ type: "awaiting", address, level, reason, eta: this.eta() });
  }

  /** Tells that what was awaited for so many seconds has come. */
  reach(address: string, level: Level, seconds: number): void {
    const isTold = this.#awaited.delete(address);
    const now = this.clock.now();
    const lap = this.#lapAt(address);
    if (lap === undefined) this.#standing = Math.max(this.#standing, (now - this.#began) / 1000);
    else lap.serving = now;
    if (isTold) this.emit({ type: "reached", address, level, seconds, eta: this.eta() });
  }

  /** Seconds since the call was accepted that made or changed what is there; undefined where none did. */
  sinceAccepted(address: string): number | undefined {
    const accepted = this.#lapAt(address)?.accepted;
    return accepted === undefined ? undefined : (this.clock.now() - accepted) / 1000;
  }

  #lapAt(address: string): Lap | undefined {
    return this.#laps.findLast(({ step }) => step.address === address && step.action !== "delete");
  }

  #handleOf(entry: Entry): StepProgress {
    const { step } = entry;
    const lap: Lap = { step, started: this.clock.now(), accepted: undefined, stable: undefined };
    return {
      step,
      start: () => {
        entry.state = "running";
        entry.started = lap.started;
        entry.due = lap.started + step.seconds * 1000;
        this.#laps.push(lap);
        this.emit({ type: "started", step, eta: this.eta() });
      },
      accept: () => {
        entry.state = "accepted";
        lap.accepted ??= this.clock.now();
      },
      finish: () => {
        entry.state = "stable";
        lap.stable = this.clock.now();
        const seconds = (lap.stable - lap.started) / 1000;
        const done = this.#in("stable").length;
        this.emit({ type: "finished", step, seconds, done, total: this.#entries.length, eta: this.eta() });
      },
      fail: (error) => {
        entry.state = "failed";
        this.#failures.push({ step, error });
        this.emit({ type: "failed", step, error });
        this.#skipDependents(step, step.address);
      },
      leave: () => {
        entry.state = this.hasSent(step) ? "left" : "pending";
        if (entry.state === "left") this.emit({ type: "left", step });
      },
    };
  }

  #in(...states: readonly State[]): readonly Entry[] {
    return this.#entries.filter(({ state }) => states.includes(state));
  }

  /** Seconds until a step that has begun should have come so far; 0 for one that has not. */
  #secondsLeft({ step, state, due }: Entry, reached: Need["reached"]): number {
    const onTheWay = state === "running" || (state === "accepted" && reached === "stable");
    if (!onTheWay) return 0;
    const usual = secondsUntil(step, reached);
    const left = (due - this.clock.now()) / 1000 - (step.seconds - usual);
    return left < -tick ? secondsWhenLate(usual, -left) : Math.max(0, left);
  }

  #hasReached({ step, reached }: Need): boolean {
    const state = this.#byId.get(step)?.state;
    return state === "stable" || (state === "accepted" && reached === "accepted");
  }

  #skipDependents(step: PlanStep, because: string): void {
    for (const other of this.#in("pending")) {
      if (other.state !== "pending" || !other.step.needs.some(({ step: id }) => id === step.id)) continue;
      this.#skip(other, because);
      this.#skipDependents(other.step, because);
    }
  }

  #skip(entry: Entry, because: string): void {
    entry.state = "skipped";
    this.emit({ type: "skipped", step: entry.step, because });
  }
}
