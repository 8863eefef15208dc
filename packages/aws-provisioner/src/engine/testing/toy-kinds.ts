import * as z from "zod/mini";
import { type AnyKind, kindFor, type Observed, type Status } from "../kind.ts";
import type { StepContext } from "../provider.ts";
import type { Stored, ToyCloud } from "./toy-cloud.ts";

export interface ToyLook {
  readonly cloud: ToyCloud;
  readonly signal: AbortSignal;
}

export interface ToyStep extends StepContext {
  readonly cloud: ToyCloud;
  readonly tags: Readonly<Record<string, string>>;
}

/** The toy cloud to the engine. */
export interface Toy {
  readonly look: ToyLook;
  readonly step: ToyStep;
}

const kind = kindFor<Toy>();
const permissions = { find: ["toy:List"], create: ["toy:Make"], update: ["toy:Change"], delete: ["toy:Drop"] };

function read<Props>(one: Stored, { cloud }: ToyLook, of: { tagged: boolean }): Observed<Props, { street: string }> {
  return {
    id: one.id,
    name: one.name,
    props: { ...one.fields } as Props,
    outputs: { street: `street of ${one.id}` },
    status: statusOf(one, cloud.clock.now()),
    reason: one.reason,
    undertaking: one.undertaking,
    wrote: one.wrote,
    ...(of.tagged && { tags: one.tags }),
  };
}

function statusOf({ status, readyAt, goneAt }: Stored, now: number): Status {
  return status ?? (goneAt !== Infinity ? "deleting" : now >= readyAt ? "ready" : "pending");
}

/**
 * Takes 100 s to be ready and 60 s to be gone, and long to be gilded; a create without an answer may have
 * made one. Bears tags.
 */
export const House = kind("house", {
  stable: { means: "is there" },
  props: z.object({ color: z.string(), plot: z.string() }),
  mutable: ["color"],
  unguarded: true,
  keyless: true,
  deletion: "polled",
  seconds: { create: 100, delete: 60 },
  updateSeconds: (before, { color }) => (color === "gold" && before.color !== color ? 10_000 : undefined),
  permissions,
  find: ({ cloud }) => cloud.list("house"),
  read: (raw: Stored, look) => read<{ color: string; plot: string }>(raw, look, { tagged: true }),
  create: (step, props) => step.cloud.create(step, undefined, { ...props }, { tags: { ...step.tags }, seconds: 100 }),
  update: (step, { id }, { color }) => step.cloud.update(step, id, { color }),
  delete: (step, { id }) => step.cloud.delete(step, id, { seconds: 60 }),
});

/**
 * Its create cannot set its locks, which are a set; its replacement is made before it goes, and its signs die
 * with it.
 */
export const Door = kind("door", {
  stable: { means: "is there" },
  props: z.object({ houseId: z.string(), locks: z.array(z.string()) }),
  mutable: ["locks"],
  unordered: ["locks"],
  replace: "create-first",
  seconds: { create: 1, delete: 1 },
  permissions,
  find: ({ cloud }) => cloud.list("door"),
  read: (raw: Stored, look) => read<{ houseId: string; locks: string[] }>(raw, look, { tagged: false }),
  create: (step, { houseId }) => step.cloud.create(step, step.token, { houseId, locks: [] }, { seconds: 0 }),
  update: (step, { id }, { locks }) => step.cloud.update(step, id, { locks }),
  delete: (step, { id }) => step.cloud.delete(step, id, { seconds: 0, dying: ["sign"] }),
});

/** Dies with its door. */
export const Sign = kind("sign", {
  stable: { means: "is there" },
  props: z.object({ doorId: z.string(), text: z.string() }),
  mutable: ["text"],
  diesWith: { kind: "door", field: "doorId" },
  seconds: { create: 1, delete: 1 },
  permissions,
  find: ({ cloud }) => cloud.list("sign"),
  read: (raw: Stored, look) => read<{ doorId: string; text: string }>(raw, look, { tagged: false }),
  create: (step, props) => step.cloud.create(step, step.token, { ...props }, { seconds: 0 }),
  update: (step, { id }, { text }) => step.cloud.update(step, id, { text }),
  delete: (step, { id }) => step.cloud.delete(step, id, { seconds: 0 }),
});

/**
 * Holds what nobody may lose; a large one takes longer, and the largest are emptied before they go. Its code
 * is written and never read back. Bears tags.
 */
export const Vault = kind("vault", {
  stable: { means: "is there" },
  props: z.object({ brand: z.string(), size: z.number(), code: z.optional(z.string()) }),
  mutable: ["size", "code"],
  unread: ["code"],
  precious: () => true,
  seconds: { create: 3, delete: 3 },
  secondsOf: ({ size }) => (size > 50 ? { create: 40, delete: 20 } : undefined),
  retirement: {
    seconds: ({ props: { size } }) => (size > 1000 ? 50 : undefined),
    begin: (step, { id }) => step.cloud.update(step, id, { size: 0 }),
    over: ({ props: { size } }) => size === 0,
  },
  permissions,
  find: ({ cloud }) => cloud.list("vault"),
  read: (raw: Stored, look) =>
    read<{ brand: string; size: number; code?: string | undefined }>(raw, look, { tagged: true }),
  create: (step, { brand, size }) =>
    step.cloud.create(step, step.token, { brand, size }, { tags: { ...step.tags }, seconds: 0 }),
  update: (step, { id }, { size }) => step.cloud.update(step, id, { size }),
  delete: (step, { id }) => step.cloud.delete(step, id, { seconds: 0 }),
});

/**
 * May be referred to before it shines, and says why it does not. A listing tells how bright it is only when
 * it is asked for details; its bulb is another one after each update.
 */
export const Lamp = kind("lamp", {
  stable: { means: "is there" },
  serving: {
    means: "shines",
    seconds: () => 40,
    lacks: async ({ cloud }, { id }: { readonly id: string }) => cloud.lacks(id),
  },
  props: z.object({ doorId: z.string(), watts: z.number() }),
  mutable: ["watts"],
  usable: "accepted",
  deletedBefore: ["fence"],
  volatile: ["bulb"],
  seconds: { create: 30, delete: 1 },
  permissions,
  find: async ({ cloud }) =>
    (await cloud.list("lamp")).map(({ fields: { watts: _, ...fields }, ...one }) => ({ ...one, fields })),
  detail: async ({ cloud }, raw) => {
    cloud.calls.push(`detail ${raw.id}`);
    return { ...(cloud.stored.get(raw.id) ?? raw) };
  },
  read: (raw: Stored, look) => ({
    ...read<{ doorId: string; watts: number }>(raw, look, { tagged: false }),
    outputs: { bulb: `bulb ${raw.version} of ${raw.id}`, socket: `socket of ${raw.id}` },
  }),
  create: (step, props) => step.cloud.create(step, step.token, { ...props }, { seconds: 30 }),
  update: (step, { id }, { watts }) => step.cloud.update(step, id, { watts }),
  delete: (step, { id }) => step.cloud.delete(step, id, { seconds: 0 }),
  explain: async ({ cloud }, { id }) => {
    const told = cloud.stored.get(id)?.reason;
    if (told?.startsWith("in vain: ")) return { told: told.slice(9), inVain: "Mend the wire." };
    return told === undefined ? undefined : { told };
  },
});

/** Its create answers nothing; it can go only after every lamp. Nothing of it changes in place. */
export const Fence = kind("fence", {
  stable: { means: "is there" },
  props: z.object({ around: z.string(), gate: z.optional(z.string()) }),
  mutable: [],
  seconds: { create: 2, delete: 2 },
  permissions,
  find: ({ cloud }) => cloud.list("fence"),
  read: (raw: Stored, look) => read<{ around: string; gate?: string | undefined }>(raw, look, { tagged: false }),
  create: async (step, props) => {
    await step.cloud.create(step, step.token, { ...props }, { seconds: 0 });
    return undefined;
  },
  delete: (step, { id }) => step.cloud.delete(step, id, { seconds: 0 }),
});

/** In order of creation. */
export const toyKinds: readonly AnyKind<Toy>[] = [House, Door, Sign, Vault, Lamp, Fence];
