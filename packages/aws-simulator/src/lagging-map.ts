import type { LaggingService } from "./lag.ts";
import { Records } from "./records.ts";
import type { Account } from "./state.ts";

interface Ghost<R> {
  readonly record: R;
  readonly goneAt: number;
}

/**
 * The records of a table whose listing is behind: it shows what is new late, and what has gone for a while.
 */
export class LaggingMap<R extends object> extends Records<R> {
  readonly #bornAt = new Map<string, number>();
  readonly #ghosts = new Map<string, Ghost<R>>();

  constructor(
    private readonly account: Account,
    private readonly service: LaggingService,
  ) {
    super();
  }

  override set(key: string, record: R): this {
    if (!this.has(key)) this.#bornAt.set(key, this.account.instant());
    return super.set(key, record);
  }

  override delete(key: string): boolean {
    const record = this.get(key);
    const now = this.account.instant();
    const wasKnown = record !== undefined && this.#isListed(key, now);
    if (wasKnown) this.#ghosts.set(key, { record, goneAt: now });
    return super.delete(key);
  }

  /** What a listing shows now, in the order of creation. */
  listed(): R[] {
    const now = this.account.instant();
    for (const [key, { goneAt }] of this.#ghosts) {
      if (this.account.lateness.isKnown(this.service, key, goneAt, now)) this.#ghosts.delete(key);
    }
    const standing = [...this].flatMap(([key, record]) => (this.#isListed(key, now) ? [[key, record] as const] : []));
    const shown = new Set(standing.map(([key]) => key));
    const gone = [...this.#ghosts].flatMap(([key, { record }]) => (shown.has(key) ? [] : [record]));
    return [...gone, ...standing.map(([, record]) => record)];
  }

  #isListed(key: string, now: number): boolean {
    return this.account.lateness.isKnown(this.service, key, this.#bornAt.get(key) ?? now, now);
  }
}
