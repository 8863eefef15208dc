import type { Clock } from "../clock.ts";
import type { Status } from "../kind.ts";
import type { Holder } from "../provider.ts";
import { type EntryKeys, markOf } from "../shared.ts";
import type { Undertaking } from "../undertaking.ts";
import { refusal, silence } from "./toy-errors.ts";

/** A resource of the toy cloud, as it is stored. */
export interface Stored {
  readonly id: string;
  readonly kind: string;
  name: string | undefined;
  fields: Record<string, unknown>;
  tags: Record<string, string>;
  /** What it tells of what was written on it. */
  wrote: EntryKeys;
  readyAt: number;
  goneAt: number;
  /** From when on listings show it. */
  seenFrom: number;
  /** What it says of itself, whatever time it is. */
  status: Status | undefined;
  reason: string | undefined;
  undertaking?: Undertaking;
  /** How often its fields were changed. */
  version: number;
  /** How listings show it until then. */
  past: { readonly until: number; readonly shown: Pick<Stored, "fields" | "tags" | "version"> } | undefined;
}

/** What a call to the toy cloud is about. */
interface Call {
  readonly verb: "create" | "update" | "delete" | "retag";
  readonly address: string;
  readonly signal: AbortSignal;
}

/**
 * A cloud in memory and virtual time. It refuses what it is told to refuse, loses answers, keeps listings
 * behind, and never gets ready what it is told to keep waiting.
 */
export class ToyCloud {
  readonly stored = new Map<string, Stored>();
  /** Every call, `create house/main` or `list house`, in order. */
  readonly calls: string[] = [];
  /** The token of every create, in order. */
  readonly tokens: string[] = [];
  /** Errors to throw, by call, each once, in order. */
  readonly failures = new Map<string, unknown[]>();
  /** Errors to throw every time, by call. */
  readonly refusals = new Map<string, unknown>();
  /** Calls that take effect and whose answer is lost, each once. */
  readonly lost = new Set<string>();
  /** Seconds that a call takes before it is answered, by call. */
  readonly slow = new Map<string, number>();
  /** Addresses of what never gets ready, or never goes. */
  readonly hanging = new Set<string>();
  /** What each is said to lack, by its id, before it serves. */
  lacks: (id: string) => string | undefined = () => undefined;
  /** What it says holds a resource, by its id; of others it cannot tell. */
  readonly holders = new Map<string, readonly Holder[]>();
  /** Seconds for which listings do not show what is new. */
  lag = 0;
  /** Seconds for which listings show what was changed as it was before. */
  changeLag = 0;
  /** Calls that are on their way at once, at most so far. */
  peak = 0;
  #running = 0;
  #next = 1;
  readonly #byToken = new Map<string, string>();

  constructor(readonly clock: Clock) {}

  async list(kind: string): Promise<Stored[]> {
    this.calls.push(`list ${kind}`);
    this.#throwPlanned(`list ${kind}`);
    const now = this.clock.now();
    for (const [id, { goneAt }] of this.stored) if (goneAt <= now) this.stored.delete(id);
    return [...this.stored.values()]
      .filter((one) => one.kind === kind && one.seenFrom <= now)
      .map((one) => ({ ...one, ...(one.past !== undefined && now < one.past.until && one.past.shown) }));
  }

  /** What stands under an address, whatever listings show. */
  at(address: string): Stored {
    const found = this.all(address)[0];
    if (found === undefined) throw new Error(`there is no ${address}`);
    return found;
  }

  all(address: string): Stored[] {
    return [...this.stored.values()].filter(({ kind, name }) => `${kind}/${name}` === address);
  }

  /** Puts something there without a call, ready since ever. */
  plant(kind: string, name: string | undefined, fields: Record<string, unknown>, more: Partial<Stored> = {}): Stored {
    const now = this.clock.now();
    const made = {
      id: `${kind}-${this.#next++}`,
      kind,
      name,
      fields,
      tags: {},
      wrote: { tags: Object.keys(more.tags ?? {}).map(markOf) },
      readyAt: now,
      goneAt: Infinity,
      seenFrom: now,
      status: undefined,
      reason: undefined,
      version: 1,
      past: undefined,
      ...more,
    };
    this.stored.set(made.id, made);
    return made;
  }

  create(
    call: Omit<Call, "verb">,
    token: string | undefined,
    fields: Record<string, unknown>,
    { tags = {}, seconds }: { readonly tags?: Record<string, string>; readonly seconds: number },
  ): Promise<Stored> {
    if (token !== undefined) this.tokens.push(token);
    const [kind = "", name = ""] = call.address.split("/");
    return this.#answer({ ...call, verb: "create" }, () => {
      const earlier = token === undefined ? undefined : this.#byToken.get(token);
      const now = this.clock.now();
      const known = earlier === undefined ? undefined : (this.stored.get(earlier) ?? ended(earlier, kind, name));
      const readyAt = this.hanging.has(call.address) ? Infinity : now + seconds * 1000;
      const made = known ?? this.plant(kind, name, fields, { tags, readyAt, seenFrom: now + this.lag * 1000 });
      if (token !== undefined) this.#byToken.set(token, made.id);
      return { ...made };
    });
  }

  update(call: Omit<Call, "verb">, id: string, fields: Record<string, unknown>): Promise<void> {
    return this.#answer({ ...call, verb: "update" }, () => {
      const one = this.#existing(id);
      this.#remember(one);
      one.fields = { ...one.fields, ...fields };
      one.version++;
    });
  }

  retag(call: Omit<Call, "verb">, id: string, tags: Record<string, string>, gone: readonly string[]): Promise<void> {
    return this.#answer({ ...call, verb: "retag" }, () => {
      const one = this.#existing(id);
      this.#remember(one);
      const kept = Object.entries(one.tags).filter(([key]) => !gone.includes(key));
      one.tags = { ...Object.fromEntries(kept), ...tags };
      const written = (one.wrote["tags"] ?? []).filter((mark) => !gone.map(markOf).includes(mark));
      one.wrote = { ...one.wrote, tags: [...new Set([...written, ...Object.keys(tags).map(markOf)])] };
    });
  }

  /** What a resource tells of what was written on it. */
  async mark(id: string, marks: EntryKeys): Promise<void> {
    const one = this.#existing(id);
    one.wrote = { ...one.wrote, ...marks };
  }

  /** Refused while another resource mentions it, other than what dies with it. */
  delete(
    call: Omit<Call, "verb">,
    id: string,
    { seconds, dying = [] }: { readonly seconds: number; readonly dying?: readonly string[] },
  ): Promise<void> {
    return this.#answer({ ...call, verb: "delete" }, () => {
      const one = this.#existing(id);
      const users = [...this.stored.values()].filter(
        ({ goneAt, fields }) => goneAt === Infinity && Object.values(fields).flat().includes(id),
      );
      const holder = users.find(({ kind }) => !dying.includes(kind));
      if (holder !== undefined) throw refusal("InUse", `${id} is used by ${holder.id}`);
      for (const { id: gone } of users) this.stored.delete(gone);
      one.goneAt = this.hanging.has(call.address) ? Number.MAX_VALUE : this.clock.now() + seconds * 1000;
      if (seconds === 0) this.stored.delete(id);
    });
  }

  #remember(one: Stored): void {
    const { fields, tags, version } = one;
    const now = this.clock.now();
    const shown = one.past !== undefined && now < one.past.until ? one.past.shown : { fields, tags, version };
    one.past = { until: now + this.changeLag * 1000, shown };
  }

  #existing(id: string): Stored {
    const one = this.stored.get(id);
    if (one === undefined) throw refusal("NotFound", `${id} is not there`);
    return one;
  }

  async #answer<Answer>({ verb, address, signal }: Call, effect: () => Answer): Promise<Answer> {
    const name = `${verb} ${address}`;
    this.calls.push(name);
    this.peak = Math.max(this.peak, ++this.#running);
    try {
      const seconds = this.slow.get(name) ?? 0;
      if (seconds > 0) await this.clock.sleep(seconds * 1000, signal);
      this.#throwPlanned(name);
      const answer = effect();
      if (this.lost.delete(name)) throw silence();
      return answer;
    } finally {
      this.#running--;
    }
  }

  #throwPlanned(call: string): void {
    const error = this.failures.get(call)?.shift() ?? this.refusals.get(call);
    if (error !== undefined) throw error;
  }
}

/** The answer for a token whose resource has ended: some providers repeat it for hours. */
function ended(id: string, kind: string, name: string): Stored {
  return {
    id,
    kind,
    name,
    fields: {},
    tags: {},
    wrote: {},
    readyAt: 0,
    goneAt: 0,
    seenFrom: 0,
    status: "gone",
    reason: undefined,
    version: 0,
    past: undefined,
  };
}
