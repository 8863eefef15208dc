import { z } from "zod";
import type { Clock } from "../clock.ts";
import { type AnyKind, kindFor } from "../kind.ts";
import type { Provider, StepContext } from "../provider.ts";

/** A resource of the toy cloud, as it is stored. */
export interface Stored {
  readonly id: string;
  readonly type: "house" | "door" | "sign";
  name: string;
  fields: Record<string, unknown>;
  readyAt: number;
  goneAt: number;
  seenFrom: number;
}

interface ToyStep extends StepContext {
  readonly cloud: ToyCloud;
}

/** The toy cloud to the engine. */
interface Toy {
  readonly look: ToyCloud;
  readonly step: ToyStep;
}

/** A cloud with three kinds of resource, enough to exercise the engine: a house takes time, a door refers to it, a sign dies with its door. */
export class ToyCloud {
  readonly stored = new Map<string, Stored>();
  readonly calls: string[] = [];
  /** Errors to throw, by `verb type/name`, each once. */
  readonly failures = new Map<string, Error[]>();
  /** Calls that take effect and whose answer is lost, as `failures` has them, each once. */
  readonly lost = new Set<string>();
  /** Milliseconds for which listings do not show what is new. */
  lag = 0;
  #next = 1;

  constructor(readonly clock: Clock) {}

  list(type: Stored["type"]): Stored[] {
    this.calls.push(`list ${type}`);
    const now = this.clock.now();
    for (const [id, { goneAt }] of this.stored) if (goneAt <= now) this.stored.delete(id);
    return [...this.stored.values()].filter((one) => one.type === type && one.seenFrom <= now);
  }

  make(type: Stored["type"], name: string, fields: Record<string, unknown>, seconds: number): Stored {
    this.#call("create", `${type}/${name}`);
    const now = this.clock.now();
    const made = {
      id: `${type}-${this.#next++}`,
      type,
      name,
      fields,
      readyAt: now + seconds * 1000,
      goneAt: Infinity,
      seenFrom: now + this.lag,
    };
    this.stored.set(made.id, made);
    this.#answer("create", `${type}/${name}`);
    return made;
  }

  change(id: string, address: string, fields: Record<string, unknown>): void {
    this.#call("update", address);
    Object.assign(this.stored.get(id)!.fields, fields);
    this.#answer("update", address);
  }

  drop(id: string, address: string, seconds: number): void {
    this.#call("delete", address);
    const gone = this.stored.get(id);
    if (gone === undefined) throw named("NotFound", `${id} is not there`);
    const user = [...this.stored.values()].find(
      (other) => other.goneAt === Infinity && other.type !== "sign" && Object.values(other.fields).includes(id),
    );
    if (user !== undefined) throw named("InUse", `${id} is used by ${user.id}`);
    gone.goneAt = this.clock.now() + seconds * 1000;
    if (seconds === 0) this.stored.delete(id);
    for (const sign of this.stored.values()) if (sign.fields["doorId"] === id) this.stored.delete(sign.id);
  }

  #answer(verb: string, address: string): void {
    if (this.lost.delete(`${verb} ${address}`)) throw broken();
  }

  #call(verb: string, address: string): void {
    this.calls.push(`${verb} ${address}`);
    const error = this.failures.get(`${verb} ${address}`)?.shift();
    if (error !== undefined) throw error;
  }
}

export function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

/** What Node says of a connection that was reset. */
export function broken(): Error {
  return Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
}

const kind = kindFor<Toy>();
const permissions = { find: ["toy:List"], create: ["toy:Make"], update: ["toy:Change"], delete: ["toy:Drop"] };
function nameIn(address: string) {
  return address.slice(address.indexOf("/") + 1);
}

function read<Props>({ id, name, fields, readyAt, goneAt }: Stored, cloud: ToyCloud) {
  return {
    id,
    name,
    props: { ...fields } as Props,
    outputs: { street: `street of ${id}` },
    status:
      goneAt !== Infinity
        ? ("deleting" as const)
        : cloud.clock.now() >= readyAt
          ? ("ready" as const)
          : ("pending" as const),
  };
}

export const House = kind("house", {
  props: z.object({ color: z.string(), plot: z.string() }),
  mutable: ["color"],
  unguarded: true,
  deletion: "polled",
  seconds: { create: 100, delete: 60 },
  permissions,
  find: async (cloud) => cloud.list("house"),
  read: (raw: Stored, cloud) => read<{ color: string; plot: string }>(raw, cloud),
  create: async ({ cloud, address }, { color, plot }) => ({
    ...cloud.make("house", nameIn(address), { color, plot }, 100),
  }),
  update: async ({ cloud, address }, { id }, { color }) => cloud.change(id, address, { color }),
  delete: async ({ cloud, address }, { id }) => cloud.drop(id, address, 60),
});

export const Door = kind("door", {
  props: z.object({ houseId: z.string(), locks: z.array(z.string()) }),
  mutable: ["locks"],
  unordered: ["locks"],
  replace: "create-first",
  seconds: { create: 1, delete: 1 },
  permissions,
  find: async (cloud) => cloud.list("door"),
  read: (raw: Stored, cloud) => read<{ houseId: string; locks: string[] }>(raw, cloud),
  // The create call cannot set locks: the engine must converge.
  create: async ({ cloud, address }, { houseId }) => ({
    ...cloud.make("door", nameIn(address), { houseId, locks: [] }, 0),
  }),
  update: async ({ cloud, address }, { id }, { locks }) => cloud.change(id, address, { locks }),
  delete: async ({ cloud, address }, { id }) => cloud.drop(id, address, 0),
});

export const Sign = kind("sign", {
  props: z.object({ doorId: z.string(), text: z.string() }),
  mutable: ["text"],
  diesWith: { kind: "door", field: "doorId" },
  seconds: { create: 1, delete: 1 },
  permissions,
  find: async (cloud) => cloud.list("sign"),
  read: (raw: Stored, cloud) => read<{ doorId: string; text: string }>(raw, cloud),
  create: async ({ cloud, address }, props) => ({ ...cloud.make("sign", nameIn(address), { ...props }, 0) }),
  update: async ({ cloud, address }, { id }, { text }) => cloud.change(id, address, { text }),
  delete: async ({ cloud, address }, { id }) => cloud.drop(id, address, 0),
});

export const toyKinds = [House, Door, Sign] as unknown as readonly AnyKind<Toy>[];

export function toyProvider(cloud: ToyCloud): Provider<Toy> {
  const meanings = {
    NotFound: "not-found",
    InUse: "still-in-use",
    NotYet: "not-yet-visible",
    Exists: "already-exists",
  } as const;
  return {
    kinds: toyKinds,
    listingLagSeconds: 10,
    look: () => cloud,
    step: (context) => ({ ...context, cloud }),
    meaning: (error) =>
      error instanceof Error && error.name in meanings ? meanings[error.name as keyof typeof meanings] : "other",
    retag: async () => {},
  };
}
