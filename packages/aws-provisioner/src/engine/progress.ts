// Long because one class knows how far every part of a run has come.
import type { Clock } from "./clock.ts";
import type { RunReport, Untimed } from "./event.ts";
import { gathered } from "./gather.ts";
import { Heap } from "./heap.ts";
import type { Level } from "./level.ts";
import type { Need, PlanStep } from "./plan.ts";
import { secondsWhenLate, tick } from "./late-step.ts";
import { entriesOf, type Entry, isLonger, isOnItsWay, isPending, type State } from "./entry.ts";
import { Outlook } from "./outlook.ts";
import { letsGo } from "./planning/lets-go.ts";
import { criticalPathSeconds, type Lap, timingsOf } from "./report.ts";
import { secondsUntil } from "./schedule.ts";

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
  readonly #byTarget: ReadonlyMap<string, readonly Entry[]>;
  /** What may start, and what has not, each with the longest way to the end first. */
  readonly #ready = new Heap<Entry>(isLonger);
  readonly #pending = new Heap<Entry>(isLonger);
  readonly #outlook = new Outlook();
  #onTheirWay = 0;
  #done = 0;
  readonly #laps: Lap[] = [];
  /** The last lap of each address, of what makes or changes it. */
  readonly #lapAt = new Map<string, Lap>();
  readonly #failures: { readonly step: PlanStep; readonly error: Error }[] = [];
  readonly #began: number;
  /** Of what is awaited after the steps, the wait that is going on, by address. */
  readonly #awaited = new Map<string, object>();
  /** Seconds after which what no step is about had come. */
  #standing = 0;

  constructor(
    steps: readonly PlanStep[],
    private readonly clock: Clock,
    private readonly emit: (event: Untimed) => void,
    private readonly hasSent: (step: PlanStep) => boolean = () => true,
  ) {
    this.#began = clock.now();
    this.#entries = entriesOf(steps);
    this.#byId = new Map(this.#entries.map((entry) => [entry.step.id, entry]));
    this.#byTarget = gathered(this.#entries, ({ step }) => step.target);
    for (const entry of this.#entries) this.#wait(entry);
  }

  /** Of the steps whose needs have all come far enough, the one with the longest path behind it. */
  next(): StepProgress | undefined {
    const entry = this.#ready.firstThat(isPending);
    return entry && this.#handleOf(entry);
  }

  /** Whether nothing runs any more. */
  idle(): boolean {
    return this.#onTheirWay === 0;
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
    const freeing = ids
      .flatMap((id) => this.#byTarget.get(id) ?? [])
      .filter(({ state, step }) => state !== "failed" && state !== "skipped" && letsGo(step, held));
    return freeing.toSorted((a, b) => a.at - b.at)[0]?.step.address;
  }

  /** Tells that a step waits, and takes so many seconds more, where that is longer than was planned. */
  takes({ id }: PlanStep, seconds: number): void {
    const entry = this.#byId.get(id);
    if (entry === undefined) return;
    const now = this.clock.now();
    // One that should be over in this moment is not, as it waits.
    const isDue = Math.abs(entry.due - now) <= tick * 1000;
    const least = isDue ? secondsWhenLate(entry.step.seconds, 0) : 0;
    const due = Math.max(entry.due, now + Math.max(seconds, least) * 1000);
    if (due === entry.due) return;
    entry.due = due;
    this.#lookFrom(entry);
  }

  /**
   * Seconds that the rest should take: the longest path through what is not done, less what its running steps
   * have behind them. One that is late is never taken to be over at once.
   */
  eta(): number {
    const pending = this.#pending.firstThat(isPending)?.toEnd ?? 0;
    return Math.max(pending, this.#outlook.longest(this.clock.now()));
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
    if (!this.#awaited.has(address)) {
      const wait = {};
      this.#awaited.set(address, wait);
      const isOpen = () => this.#awaited.get(address) === wait;
      this.#outlook.add({ due: this.clock.now() + seconds * 1000, usual: seconds, rest: 0, isOpen });
    }
    this.emit({ type: "awaiting", address, level, reason, eta: this.eta() });
  }

  /** Tells that what was awaited for so many seconds has come. */
  reach(address: string, level: Level, seconds: number): void {
    const isTold = this.#awaited.delete(address);
    const now = this.clock.now();
    const lap = this.#lapAt.get(address);
    if (lap === undefined) this.#standing = Math.max(this.#standing, (now - this.#began) / 1000);
    else lap.serving = now;
    if (isTold) this.emit({ type: "reached", address, level, seconds, eta: this.eta() });
  }

  /** Seconds since the call was accepted that made or changed what is there; undefined where none did. */
  sinceAccepted(address: string): number | undefined {
    const accepted = this.#lapAt.get(address)?.accepted;
    return accepted === undefined ? undefined : (this.clock.now() - accepted) / 1000;
  }

  #handleOf(entry: Entry): StepProgress {
    const { step } = entry;
    const lap: Lap = { step, started: this.clock.now(), accepted: undefined, stable: undefined };
    return {
      step,
      start: () => {
        entry.state = "running";
        entry.due = lap.started + step.seconds * 1000;
        this.#onTheirWay += 1;
        this.#laps.push(lap);
        if (step.action !== "delete") this.#lapAt.set(step.address, lap);
        this.#lookFrom(entry);
        this.emit({ type: "started", step, eta: this.eta() });
      },
      accept: () => {
        if (entry.state !== "running") return;
        entry.state = "accepted";
        lap.accepted = this.clock.now();
        this.#came(entry, "accepted");
      },
      finish: () => {
        if (entry.state === "running") this.#came(entry, "accepted");
        entry.state = "stable";
        this.#onTheirWay -= 1;
        this.#done += 1;
        this.#came(entry, "stable");
        lap.stable = this.clock.now();
        const seconds = (lap.stable - lap.started) / 1000;
        const [done, total] = [this.#done, this.#entries.length];
        this.emit({ type: "finished", step, seconds, done, total, eta: this.eta() });
      },
      fail: (error) => {
        entry.state = "failed";
        this.#onTheirWay -= 1;
        this.#failures.push({ step, error });
        this.emit({ type: "failed", step, error });
        this.#skipFollowers(entry, step.address);
      },
      leave: () => {
        this.#onTheirWay -= 1;
        if (this.hasSent(step)) {
          entry.state = "left";
          this.emit({ type: "left", step });
        } else this.#wait(entry);
      },
    };
  }

  /** Has one that has not begun, or is as if it had not, wait for what it needs. */
  #wait(entry: Entry): void {
    entry.state = "pending";
    this.#pending.add(entry);
    if (entry.missing === 0) this.#ready.add(entry);
  }

  #in(...states: readonly State[]): readonly Entry[] {
    return this.#entries.filter(({ state }) => states.includes(state));
  }

  /** Those who need that much of an entry wait for one thing less. */
  #came({ followers }: Entry, reached: Need["reached"]): void {
    for (const follower of followers) {
      if (follower.reached !== reached) continue;
      follower.entry.missing -= 1;
      if (follower.entry.missing === 0) this.#ready.add(follower.entry);
    }
  }

  /** The ways to the end that begin with what is left of an entry that is under way. */
  #lookFrom(entry: Entry): void {
    const { step, due, followers } = entry;
    const add = (reached: Need["reached"], rest: number, waits: () => boolean) => {
      const usual = secondsUntil(step, reached);
      const isOpen = () => entry.due === due && isOnItsWay(entry, reached) && waits();
      this.#outlook.add({ due: due - (step.seconds - usual) * 1000, usual, rest, isOpen });
    };
    add("stable", 0, () => true);
    for (const { entry: follower, reached } of followers) add(reached, follower.toEnd, () => isPending(follower));
  }

  #skipFollowers({ followers }: Entry, because: string): void {
    for (const { entry } of followers) {
      if (!isPending(entry)) continue;
      this.#skip(entry, because);
      this.#skipFollowers(entry, because);
    }
  }

  #skip(entry: Entry, because: string): void {
    entry.state = "skipped";
    this.emit({ type: "skipped", step: entry.step, because });
  }
}
