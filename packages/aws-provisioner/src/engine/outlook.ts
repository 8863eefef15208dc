import { Heap } from "./heap.ts";
import { secondsWhenLate, tick } from "./late-step.ts";

/** From something that is under way to the end of the run, through what waits for it. */
export interface Way {
  /** Clock time at which it should have come so far as is waited for. */
  readonly due: number;
  /** Seconds that it usually takes until then. */
  readonly usual: number;
  /** Seconds from then to the end. */
  readonly rest: number;
  /** Whether it is still waited for; never true again once it is false. */
  readonly isOpen: () => boolean;
}

/** The longest of many ways that begin with what is under way, whichever of them are late. */
export class Outlook {
  /** What is in time ends the later, the later it is due; what is late, the later it is. */
  readonly #inTime = new Heap<Way>((one, other) => endOf(one) > endOf(other));
  readonly #byDue = new Heap<Way>((one, other) => one.due < other.due);
  readonly #lateAtLeast = new Heap<Way>((one, other) => leastOf(one) > leastOf(other));
  readonly #lateByNow = new Heap<Way>((one, other) => growthOf(one) > growthOf(other));
  readonly #late = new WeakSet<Way>();

  add(way: Way): void {
    this.#inTime.add(way);
    this.#byDue.add(way);
  }

  /** Seconds of the longest, at a time of the clock; 0 where there is none. */
  longest(now: number): number {
    this.#sortOut(now);
    const isOpen = (way: Way) => way.isOpen();
    const isOpenInTime = (way: Way) => way.isOpen() && !this.#late.has(way);
    const longest = [
      this.#inTime.firstThat(isOpenInTime),
      this.#lateAtLeast.firstThat(isOpen),
      this.#lateByNow.firstThat(isOpen),
    ];
    return Math.max(0, ...longest.map((way) => (way === undefined ? 0 : secondsLeft(way, now) + way.rest)));
  }

  /** Tells those that have become late from those in time. */
  #sortOut(now: number): void {
    for (let way = this.#byDue.first; way !== undefined && isLate(way, now); way = this.#byDue.first) {
      this.#byDue.take();
      if (!way.isOpen()) continue;
      this.#late.add(way);
      this.#lateAtLeast.add(way);
      this.#lateByNow.add(way);
    }
  }
}

/** Seconds until what is under way should have come so far. One that is late is never taken to be there. */
function secondsLeft(way: Way, now: number): number {
  const left = (way.due - now) / 1000;
  return isLate(way, now) ? secondsWhenLate(way.usual, -left) : Math.max(0, left);
}

function isLate({ due }: Way, now: number): boolean {
  return (due - now) / 1000 < -tick;
}

function endOf({ due, rest }: Way): number {
  return due + rest * 1000;
}

/** What a late one takes in any case, as `secondsWhenLate` has it. */
function leastOf({ usual, rest }: Way): number {
  return secondsWhenLate(usual, 0) + rest;
}

/** What a late one takes by its lateness, half of it, but for what is the same for all. */
function growthOf({ due, rest }: Way): number {
  return rest - due / 2000;
}
