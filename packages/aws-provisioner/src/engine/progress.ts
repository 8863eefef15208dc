import type { Clock } from "./clock.ts";
import type { RunReport, StepTiming, Untimed } from "./event.ts";
import type { PlanStep } from "./plan.ts";
import { secondsToEnd } from "./schedule.ts";

type State = "pending" | "running" | "accepted" | "stable" | "failed" | "skipped";

/** How far each step of a plan has come, and what follows from it: what may start, what must be skipped, how long it will take. */
export class Progress {
  readonly #steps: readonly PlanStep[];
  readonly #states = new Map<string, State>();
  readonly #times = new Map<string, { started: number; accepted?: number; stable?: number }>();
  readonly #failures: { step: PlanStep; error: Error }[] = [];
  readonly #toEnd: ReadonlyMap<string, number>;
  readonly #began: number;

  constructor(
    steps: readonly PlanStep[],
    private readonly clock: Clock,
    private readonly emit: (event: Untimed) => void,
  ) {
    this.#steps = steps;
    this.#toEnd = secondsToEnd(steps);
    this.#began = clock.now();
    for (const { id } of steps) this.#states.set(id, "pending");
  }

  /** Steps that have not begun and whose needs have all come far enough. */
  ready(): PlanStep[] {
    return this.#steps.filter(({ id, needs }) => {
      if (this.#states.get(id) !== "pending") return false;
      return needs.every(({ step, reached }) => {
        const state = this.#states.get(step);
        return state === "stable" || (state === "accepted" && reached === "accepted");
      });
    });
  }

  /** Whether nothing runs any more. */
  idle(): boolean {
    return ![...this.#states.values()].some((state) => state === "running" || state === "accepted");
  }

  started(step: PlanStep): void {
    this.#states.set(step.id, "running");
    this.#times.set(step.id, { started: this.clock.now() });
    this.emit({ type: "started", step, eta: this.eta() });
  }

  accepted(step: PlanStep): void {
    this.#states.set(step.id, "accepted");
    this.#times.get(step.id)!.accepted ??= this.clock.now();
  }

  finished(step: PlanStep): void {
    this.#states.set(step.id, "stable");
    const times = this.#times.get(step.id)!;
    times.stable = this.clock.now();
    const done = [...this.#states.values()].filter((state) => state === "stable").length;
    const seconds = (times.stable - times.started) / 1000;
    this.emit({ type: "finished", step, seconds, done, total: this.#steps.length, eta: this.eta() });
  }

  failed(step: PlanStep, error: Error): void {
    this.#states.set(step.id, "failed");
    this.#failures.push({ step, error });
    this.emit({ type: "failed", step, error });
    this.#skipDependents(step, step.address);
  }

  skipRest(because: string): void {
    for (const step of this.#steps) if (this.#states.get(step.id) === "pending") this.#skip(step, because);
  }

  failures(): readonly { readonly step: PlanStep; readonly error: Error }[] {
    return this.#failures;
  }

  /** Seconds that the rest should take: the longest path through what is not done, less what its running steps have behind them. */
  eta(): number {
    const now = this.clock.now();
    const left = this.#steps.map((step) => {
      const state = this.#states.get(step.id);
      if (state === "pending") return this.#toEnd.get(step.id)!;
      if (state !== "running" && state !== "accepted") return 0;
      const elapsed = (now - this.#times.get(step.id)!.started) / 1000;
      return Math.max(0, step.seconds - elapsed) + this.#toEnd.get(step.id)! - step.seconds;
    });
    return Math.max(0, ...left);
  }

  report(): RunReport {
    const states = [...this.#states.values()];
    return {
      steps: this.#steps.length,
      failed: states.filter((state) => state === "failed").length,
      skipped: states.filter((state) => state === "skipped").length,
      elapsedSeconds: (this.clock.now() - this.#began) / 1000,
      criticalPathSeconds: this.#criticalPathSeconds(),
      timings: this.#timings(),
    };
  }

  #timings(): StepTiming[] {
    const since = (time: number) => (time - this.#began) / 1000;
    return [...this.#times].map(([step, { started, accepted = started, stable = accepted }]) => ({
      step,
      started: since(started),
      accepted: since(accepted),
      stable: since(stable),
    }));
  }

  /** The earliest end that any order of these steps could have had, each being as long as it was. */
  #criticalPathSeconds(): number {
    const timings = new Map(this.#timings().map((timing) => [timing.step, timing]));
    const starts = new Map<string, number>();
    const startOf = (step: PlanStep): number => {
      const known = starts.get(step.id);
      if (known !== undefined) return known;
      starts.set(step.id, 0);
      const ends = step.needs.map(({ step: id, reached }) => {
        const timing = timings.get(id);
        const needed = this.#steps.find((candidate) => candidate.id === id);
        return timing === undefined || needed === undefined ? 0 : startOf(needed) + timing[reached] - timing.started;
      });
      const start = Math.max(0, ...ends);
      starts.set(step.id, start);
      return start;
    };
    const ends = this.#steps.flatMap((step) => {
      const timing = timings.get(step.id);
      return timing === undefined ? [] : [startOf(step) + timing.stable - timing.started];
    });
    return Math.max(0, ...ends);
  }

  #skipDependents(step: PlanStep, because: string): void {
    for (const other of this.#steps) {
      if (this.#states.get(other.id) !== "pending" || !other.needs.some(({ step: id }) => id === step.id)) continue;
      this.#skip(other, because);
      this.#skipDependents(other, because);
    }
  }

  #skip(step: PlanStep, because: string): void {
    this.#states.set(step.id, "skipped");
    this.emit({ type: "skipped", step, because });
  }
}
