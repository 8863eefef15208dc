import type { Clock } from "../../engine/clock.ts";
import { over } from "../../engine/over.ts";
import { type Allowance, growsAt, grown, lessened, unawaited, usualAllowance, usualShare } from "./allowance.ts";
import type { Rate } from "./rate.ts";

/** Calls that only look and calls that change something wait apart, and are let through in turn. */
export type Lane = "reading" | "changing";

interface Waiter {
  readonly amount: number;
  readonly go: () => void;
}

/** Tokens of a small bucket that are there at first: half of next to none would make everybody wait. */
const handful = 3;

/** Of a token, what is lost by reckoning with fractions. */
const epsilon = 1e-6;

/**
 * What this process takes of one bucket of AWS's: a share of its size and rate, which begins half full since
 * nobody knows who called before, and which follows what AWS refuses. Who comes first in a lane goes first.
 */
export class Bucket {
  readonly #size: number;
  readonly #lanes: Readonly<Record<Lane, Set<Waiter>>> = { reading: new Set(), changing: new Set() };
  #tokens: number;
  #reckonedAt: number;
  #lessenedAt = -Infinity;
  #allowance: Allowance;
  #last: Lane = "changing";
  #awaited = 0;
  #sleep: AbortController | undefined;

  constructor(
    private readonly rate: Rate,
    private readonly clock: Clock,
  ) {
    this.#size = Math.max(1, rate.capacity * usualShare);
    this.#tokens = Math.max(this.#size / 2, Math.min(handful, this.#size));
    this.#reckonedAt = clock.now();
    this.#allowance = usualAllowance(this.#reckonedAt);
  }

  /** Tokens that come back each second, as it is now. */
  get perSecond(): number {
    return this.rate.refill * this.#allowance.share;
  }

  /** Seconds for which a call that comes now should have to wait. */
  secondsFor(amount: number): number {
    this.#reckon();
    return Math.max(0, this.#awaited + this.#atMost(amount) - this.#tokens) / this.perSecond;
  }

  /**
   * Takes so many tokens, or all that it can hold; undefined where they are there. Otherwise resolves when
   * they were taken, and rejects with the signal's reason, having taken none.
   */
  take(amount: number, lane: Lane, signal: AbortSignal | undefined): Promise<void> | undefined {
    this.#reckon();
    const wanted = this.#atMost(amount);
    if (!this.#isAwaited && this.#tokens + epsilon >= wanted) {
      this.#tokens -= wanted;
      return undefined;
    }
    return this.#wait(wanted, lane, signal);
  }

  /**
   * Tells that AWS refused a call of that moment for its pace. Of calls that were under way together one
   * counts.
   */
  refused(sentAt: number): void {
    this.#reckon();
    this.#tokens = 0;
    if (sentAt <= this.#lessenedAt) return;
    const now = this.clock.now();
    this.#lessenedAt = now;
    this.#allowance = lessened(this.#allowance, now);
  }

  #wait(amount: number, lane: Lane, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const letGo = () => {
        this.#remove(waiter, lane);
        if (!this.#isAwaited) this.#sleep?.abort(over);
        reject(signal?.reason);
      };
      const waiter: Waiter = {
        amount,
        go: () => {
          signal?.removeEventListener("abort", letGo);
          resolve();
        },
      };
      signal?.addEventListener("abort", letGo, { once: true });
      this.#lanes[lane].add(waiter);
      this.#awaited += amount;
      if (this.#sleep === undefined) void this.#serve();
    });
  }

  /** Lets calls go as tokens come back, until none waits. */
  async #serve(): Promise<void> {
    this.#sleep = new AbortController();
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      this.#reckon();
      const [lane, first] = next;
      const lacking = first.amount - this.#tokens;
      if (lacking <= epsilon) {
        this.#tokens -= first.amount;
        this.#last = lane;
        this.#remove(first, lane);
        first.go();
      } else {
        const milliseconds = Math.ceil((lacking / this.perSecond) * 1000);
        await this.clock.sleep(Math.max(1, milliseconds), this.#sleep.signal).catch(() => {});
        if (this.#sleep.signal.aborted) this.#sleep = new AbortController();
      }
    }
    this.#sleep = undefined;
    this.#allowance = unawaited(this.#allowance);
  }

  get #isAwaited(): boolean {
    return this.#lanes.reading.size + this.#lanes.changing.size > 0;
  }

  /** The first of the lane whose turn it is, or of the other; undefined where none waits. */
  #next(): readonly [Lane, Waiter] | undefined {
    const turns: readonly Lane[] = this.#last === "reading" ? ["changing", "reading"] : ["reading", "changing"];
    for (const lane of turns) {
      const [first] = this.#lanes[lane];
      if (first !== undefined) return [lane, first];
    }
    return undefined;
  }

  #remove(waiter: Waiter, lane: Lane): void {
    this.#lanes[lane].delete(waiter);
    this.#awaited -= waiter.amount;
  }

  #atMost(amount: number): number {
    return Math.min(amount, this.#size);
  }

  /** Counts what has come back since the last time, at the share that was used then. */
  #reckon(): void {
    const now = this.clock.now();
    // A computer's clock may be set back: what was to come at a time comes as much earlier.
    if (now < this.#reckonedAt) this.#setBack(this.#reckonedAt - now);
    for (;;) {
      const growth = Math.max(growsAt(this.#allowance, this.#isAwaited), this.#reckonedAt);
      const until = Math.min(now, growth);
      const seconds = (until - this.#reckonedAt) / 1000;
      this.#tokens = Math.min(this.#size, this.#tokens + seconds * this.perSecond);
      this.#reckonedAt = until;
      if (growth > now) return;
      this.#allowance = grown(this.#allowance, this.#isAwaited, growth);
    }
  }

  #setBack(milliseconds: number): void {
    const { share, since } = this.#allowance;
    this.#reckonedAt -= milliseconds;
    this.#lessenedAt -= milliseconds;
    this.#allowance = { share, since: since - milliseconds };
  }
}
