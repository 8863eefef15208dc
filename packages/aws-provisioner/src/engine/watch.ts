// Long because one class waits for everything.
import type { Clock } from "./clock.ts";
import { ProvisionError } from "./error.ts";
import { askedApart } from "./explanation.ts";
import type { AnyKind, Cloud } from "./kind.ts";
import { type Depth, type Known, type ObservedResource, readWithGone } from "./observed.ts";
import type { Provider } from "./provider.ts";
import { isUnanswered } from "./unanswered.ts";
import { over } from "./over.ts";
import { firstPause, nextPause } from "./watch-pause.ts";

interface Waiter<C extends Cloud> {
  readonly kind: AnyKind<C>;
  /** What answers it: who checks sees another status than who waits for something to be there. */
  readonly listing: string;
  readonly depth: Depth | undefined;
  readonly of: Known | undefined;
  readonly ended: boolean;
  /** Whether a listing ends the wait; resolves it, or throws what it is to reject with. */
  readonly answer: (listing: readonly ObservedResource[], gone: ReadonlySet<string>) => boolean;
  readonly reject: (error: unknown) => void;
  /** Clock time of the next look that it wants, and the pause before that, in milliseconds. */
  due: number;
  pause: number;
  readonly began: number;
  readonly usual: number;
  deadline: number;
}

/** Milliseconds that no listing takes which is answered at once. */
const slow = 30_000;

/** So many are asked about together, whether it is time for all of them or not. */
const fewWaiters = 60;

/** Milliseconds for each thing that a listing has shown, before the next of its kind: it comes in pages. */
const pausePerItem = 4;

/** How long a wait usually takes and may take at most, and how much it must see. */
export interface WatchLimits {
  /** How long it usually takes: pauses follow from it. */
  readonly usualSeconds: number;
  readonly limitSeconds: number;
  /** Default `existence`. */
  readonly depth?: Depth;
  /** What it is about, where it needs to see nothing else. */
  readonly of?: Known;
  /** Whether it is also to see what has ended and is only remembered. */
  readonly ended?: boolean;
}

/**
 * Waits for resources by listing their kind: however many wait for one kind, one listing per tick answers
 * them all.
 */
export class Watch<C extends Cloud> {
  readonly #waiters = new Set<Waiter<C>>();
  readonly #listings = new Map<string, readonly ObservedResource[]>();
  readonly #changes = new Map<string, number>();
  /** Clock time before which a kind is not listed again. */
  readonly #listable = new Map<string, number>();
  readonly #explained = new Map<string, number>();
  #interrupt: AbortController | undefined;
  #running = false;
  /** Listings that are under way, by what they list: one that nobody answers holds up nobody else. */
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(
    private readonly provider: Provider<C>,
    private readonly clock: Clock,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Resolves with the first value other than undefined that `accept` gives for a listing made after this
   * call, and the ids of what it shows as gone.
   *
   * @throws what `accept` throws; the signal's reason; `ProvisionError` with `timed-out` when the limit has
   * passed.
   */
  until<Value>(
    kind: AnyKind<C>,
    accept: (listing: readonly ObservedResource[], gone: ReadonlySet<string>) => Value | undefined,
    { usualSeconds, limitSeconds, depth, of, ended = false }: WatchLimits,
  ): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      const now = this.clock.now();
      this.#waiters.add({
        kind,
        listing: `${kind.name} ${depth === "check" ? "checked" : "listed"}`,
        depth,
        of,
        ended,
        answer: (listing, gone) => {
          const value = accept(listing, gone);
          if (value !== undefined) resolve(value);
          return value !== undefined;
        },
        reject,
        due: this.#whenListable(kind, now + firstPause),
        pause: firstPause,
        began: now,
        usual: usualSeconds * 1000,
        deadline: now + limitSeconds * 1000,
      });
      this.#interrupt?.abort(over);
      if (!this.#running) void this.#tickWhileNeeded();
    });
  }

  /** The last listing of a kind, where nothing of that kind was changed since it began. */
  lastListing(kind: string): readonly ObservedResource[] | undefined {
    return this.#listings.get(kind);
  }

  /** Tells that a resource of that kind was changed: what was listed before is no longer how it is. */
  changed(kind: string): void {
    this.#listings.delete(kind);
    this.#changes.set(kind, this.#changesOf(kind) + 1);
  }

  /** Whether somebody may ask now why one of a kind is late: however many are, that is asked in turn. */
  mayAskWhy({ name }: AnyKind<C>): boolean {
    const now = this.clock.now();
    if (now - (this.#explained.get(name) ?? -Infinity) < askedApart * 1000) return false;
    this.#explained.set(name, now);
    return true;
  }

  #whenListable({ name }: AnyKind<C>, wanted: number): number {
    return Math.max(wanted, this.#listable.get(name) ?? wanted);
  }

  #changesOf(kind: string): number {
    return this.#changes.get(kind) ?? 0;
  }

  async #tickWhileNeeded(): Promise<void> {
    this.#running = true;
    while (this.#waiters.size > 0) {
      const due = this.#nextDue();
      if (due === undefined) await this.#untilAnother();
      else await this.#sleepUntil(due);
      if (this.signal.aborted) this.#rejectAll(this.signal.reason);
      else this.#tick();
    }
    this.#running = false;
  }

  /** When somebody wants the next look of those who are not being listed; undefined where all are. */
  #nextDue(): number | undefined {
    let next: number | undefined;
    for (const { due, listing } of this.#waiters) {
      if ((next === undefined || due < next) && !this.#underWay.has(listing)) next = due;
    }
    return next;
  }

  /** Until a listing has come, or somebody new waits. */
  async #untilAnother(): Promise<void> {
    const { signal } = (this.#interrupt = new AbortController());
    const heard = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    await Promise.race([...this.#underWay.values(), heard]);
  }

  /** A new waiter, a listing that has come, or the caller's signal cuts the sleep short. */
  async #sleepUntil(due: number): Promise<void> {
    this.#interrupt = new AbortController();
    const signal = AbortSignal.any([this.signal, this.#interrupt.signal]);
    const milliseconds = Math.max(0, due - this.clock.now());
    await this.clock.sleep(milliseconds, signal).catch(() => {});
  }

  /**
   * Begins to list the kinds for which somebody's time has come, and that are not being listed; none where
   * the sleep was cut short.
   */
  #tick(): void {
    const now = this.clock.now();
    const due = new Map<string, Waiter<C>>();
    for (const one of this.#waiters) if (one.due <= now && !this.#underWay.has(one.listing)) due.set(one.listing, one);
    if (due.size === 0) return;
    const look = this.provider.look(this.signal);
    for (const [listing, waiter] of due) {
      const listed = this.#list(look, waiter.kind, checks(waiter)).finally(() => {
        this.#underWay.delete(listing);
        this.#interrupt?.abort(over);
      });
      this.#underWay.set(listing, listed);
    }
  }

  /**
   * Lists a kind for all who wait for it now, or only what they wait for; who comes later is answered by a
   * later listing.
   */
  async #list(look: C["look"], kind: AnyKind<C>, checked: boolean): Promise<void> {
    const all = [...this.#waiters].filter((waiter) => waiter.kind === kind && checks(waiter) === checked);
    const waiters = soonDue(all, this.clock.now());
    const changes = this.#changesOf(kind.name);
    const plain = waiters.some((waiter) => waiter.depth === "fields") ? "fields" : "existence";
    const known = new Map(waiters.flatMap(({ of }) => (of === undefined ? [] : [[of.id, of]])));
    const asked = this.clock.now();
    const only = waiters.every(({ of }) => of !== undefined) ? [...known.values()] : undefined;
    try {
      const all = await readWithGone(look, kind, checked ? "check" : plain, only);
      const listing = all.filter(({ status }) => status !== "gone");
      const gone = new Set(all.flatMap(({ id, status }) => (status === "gone" ? [id] : [])));
      const isWhole = !checked && (only === undefined || kind.findAgain === undefined);
      if (isWhole && this.#changesOf(kind.name) === changes) this.#listings.set(kind.name, listing);
      this.#listable.set(kind.name, this.clock.now() + listing.length * pausePerItem);
      this.#bearWith(waiters, asked);
      for (const waiter of waiters) this.#answer(waiter, waiter.ended ? all : listing, gone);
    } catch (error) {
      for (const waiter of waiters) this.#endureOrReject(waiter, error);
    }
  }

  /** A listing that took long to come, as over a network that was away, takes nothing of anybody's time. */
  #bearWith(waiters: readonly Waiter<C>[], asked: number): void {
    const took = this.clock.now() - asked;
    if (took > slow) for (const waiter of waiters) waiter.deadline += took;
  }

  #answer(waiter: Waiter<C>, listing: readonly ObservedResource[], gone: ReadonlySet<string>): void {
    try {
      if (waiter.answer(listing, gone)) this.#waiters.delete(waiter);
      else if (this.#isLate(waiter)) this.#reject(waiter, tooLate(waiter.kind));
      else this.#again(waiter);
    } catch (error) {
      this.#reject(waiter, error);
    }
  }

  /** A listing that was refused for its pace, or never answered, says nothing: the next one will. */
  #endureOrReject(waiter: Waiter<C>, error: unknown): void {
    const passing = isUnanswered(error) || this.provider.meaning(error, waiter.kind.name) === "throttled";
    if (this.signal.aborted) this.#reject(waiter, this.signal.reason);
    else if (!passing || this.#isLate(waiter)) this.#reject(waiter, error);
    else this.#again(waiter);
  }

  #isLate({ deadline }: Waiter<C>): boolean {
    return this.clock.now() >= deadline;
  }

  #again(waiter: Waiter<C>): void {
    const now = this.clock.now();
    waiter.pause = nextPause(waiter.pause, waiter.usual, now - waiter.began);
    waiter.due = this.#whenListable(waiter.kind, now + waiter.pause);
  }

  #reject(waiter: Waiter<C>, error: unknown): void {
    this.#waiters.delete(waiter);
    waiter.reject(error);
  }

  #rejectAll(reason: unknown): void {
    for (const waiter of this.#waiters) this.#reject(waiter, reason);
  }
}

/**
 * Of many who wait, each for something of its own that can be listed alone, those whose time has come or soon
 * does; of few all. Else each of many would be looked at whenever it is time for another.
 */
function soonDue<C extends Cloud>(waiters: readonly Waiter<C>[], now: number): readonly Waiter<C>[] {
  const areApart = waiters.every(({ kind, of }) => of !== undefined && kind.findAgain !== undefined);
  if (!areApart || waiters.length <= fewWaiters) return waiters;
  return waiters.filter(({ due, pause }) => due - now <= pause / 2);
}

function checks<C extends Cloud>({ depth }: Pick<Waiter<C>, "depth">): boolean {
  return depth === "check";
}

function tooLate({ name }: AnyKind): ProvisionError {
  return new ProvisionError("timed-out", `gave up waiting for a ${name}`);
}
