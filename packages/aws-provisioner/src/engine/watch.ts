import type { Clock } from "./clock.ts";
import { ProvisionError, reasonOf } from "./error.ts";
import type { AnyKind, Cloud } from "./kind.ts";
import type { Provider } from "./provider.ts";
import { isUnanswered } from "./unanswered.ts";
import { type Depth, type ObservedResource, readKind } from "./observed.ts";

interface Waiter<C extends Cloud> {
  readonly kind: AnyKind<C>;
  readonly depth: Depth;
  readonly accept: (listing: readonly ObservedResource[]) => unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
  /** Clock time of the next tick that it wants, and the pause after that, in milliseconds. */
  due: number;
  pause: number;
  readonly began: number;
  readonly usual: number;
  readonly deadline: number;
}

export interface WatchLimits {
  /** How long it usually takes: pauses follow from it. */
  readonly usualSeconds: number;
  readonly limitSeconds: number;
  /** Default `existence`. */
  readonly depth?: Depth;
}

const firstPause = 150;

/**
 * Milliseconds until the next look: doubling at first, for what turns out to be quick; a third of what is left towards the usual
 * duration, so that looks grow dense where the end is likely; and ever rarer after it.
 */
function nextPause({ pause, usual }: { readonly pause: number; readonly usual: number }, elapsed: number): number {
  const finest = Math.min(4000, Math.max(500, usual / 40));
  const wanted = elapsed < usual ? Math.max(finest, (usual - elapsed) / 3) : Math.max(finest, (elapsed - usual) / 6);
  return Math.min(pause * 2, wanted, 15_000);
}

/**
 * Waits for resources by listing their kind: however many wait for one kind, one listing per tick answers them all.
 */
export class Watch<C extends Cloud> {
  readonly #waiters = new Set<Waiter<C>>();
  readonly #listings = new Map<string, readonly ObservedResource[]>();
  readonly #changes = new Map<string, number>();
  #interrupt: AbortController | undefined;
  #running = false;

  constructor(
    private readonly provider: Provider<C>,
    private readonly clock: Clock,
    private readonly signal: AbortSignal,
  ) {}

  /** Resolves with the first value other than undefined that `accept` gives for a listing made after this call. Rejects with what it throws, or `timed-out`. */
  until<Value>(
    kind: AnyKind<C>,
    accept: (listing: readonly ObservedResource[]) => Value | undefined,
    { usualSeconds, limitSeconds, depth = "existence" }: WatchLimits,
  ): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      const now = this.clock.now();
      this.#waiters.add({
        kind,
        depth,
        accept,
        resolve,
        reject,
        due: now + firstPause,
        pause: firstPause,
        began: now,
        usual: usualSeconds * 1000,
        deadline: now + limitSeconds * 1000,
      });
      this.#interrupt?.abort();
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
    this.#changes.set(kind, (this.#changes.get(kind) ?? 0) + 1);
  }

  async #tickWhileNeeded(): Promise<void> {
    this.#running = true;
    while (this.#waiters.size > 0) {
      const due = Math.min(...[...this.#waiters].map((waiter) => waiter.due));
      if (!(await this.#sleepUntil(due))) continue;
      if (this.signal.aborted) {
        this.#rejectAll(this.signal.reason);
        break;
      }
      await this.#tick();
    }
    this.#running = false;
  }

  /** False when a new waiter cut the sleep short. */
  async #sleepUntil(due: number): Promise<boolean> {
    const milliseconds = due - this.clock.now();
    if (milliseconds <= 0) return true;
    this.#interrupt = new AbortController();
    try {
      await this.clock.sleep(milliseconds, AbortSignal.any([this.signal, this.#interrupt.signal]));
      return true;
    } catch {
      return this.signal.aborted;
    } finally {
      this.#interrupt = undefined;
    }
  }

  async #tick(): Promise<void> {
    const now = this.clock.now();
    const dueKinds = new Set([...this.#waiters].filter(({ due }) => due <= now).map(({ kind }) => kind));
    const look = this.provider.look(this.signal);
    await Promise.all(
      [...dueKinds].map(async (kind) => {
        const answered = [...this.#waiters].filter((waiter) => waiter.kind === kind);
        const changes = this.#changes.get(kind.name);
        try {
          const depth = answered.some((waiter) => waiter.depth === "fields") ? "fields" : "existence";
          const listing = await readKind(look, kind, depth);
          if (this.#changes.get(kind.name) === changes) this.#listings.set(kind.name, listing);
          for (const waiter of answered) this.#answer(waiter, listing);
        } catch (error) {
          for (const waiter of answered) this.#endureOrReject(waiter, error);
        }
      }),
    );
  }

  #answer(waiter: Waiter<C>, listing: readonly ObservedResource[]): void {
    try {
      const value = waiter.accept(listing);
      if (value !== undefined) {
        this.#waiters.delete(waiter);
        waiter.resolve(value as never);
        return;
      }
    } catch (error) {
      this.#reject(waiter, error);
      return;
    }
    const now = this.clock.now();
    if (now >= waiter.deadline) {
      this.#reject(waiter, new ProvisionError("timed-out", `gave up waiting for a ${waiter.kind.name}`));
      return;
    }
    this.#again(waiter);
  }

  /** A listing that was refused for its pace, or never answered, says nothing: the next one will. */
  #endureOrReject(waiter: Waiter<C>, error: unknown): void {
    const passing = isUnanswered(error) || this.provider.meaning(error, waiter.kind.name) === "throttled";
    if (this.signal.aborted) this.#reject(waiter, this.signal.reason);
    else if (!passing || this.clock.now() >= waiter.deadline) this.#reject(waiter, error);
    else this.#again(waiter);
  }

  #again(waiter: Waiter<C>): void {
    const now = this.clock.now();
    waiter.pause = nextPause(waiter, now - waiter.began);
    waiter.due = now + waiter.pause;
  }

  #reject(waiter: Waiter<C>, error: unknown): void {
    this.#waiters.delete(waiter);
    waiter.reject(error);
  }

  #rejectAll(reason: unknown): void {
    for (const waiter of this.#waiters)
      this.#reject(waiter, reason ?? new ProvisionError("timed-out", reasonOf(reason)));
  }
}
