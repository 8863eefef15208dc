import * as z from "zod/mini";
import { inEnglish } from "./in-english.ts";
import type { Change } from "./diff.ts";
import { ProvisionError } from "./error.ts";
import type { RunEvent } from "./event.ts";
import type { Resource } from "./graph.ts";
import type { LedgerRecord } from "./ledger.ts";
import type { Need, Notice, Plan, PlanStep } from "./plan.ts";

/** A schema for each field of a type, so that neither has one more than the other. */
type FormOf<Saved> = Readonly<Record<keyof Saved, z.ZodMiniType>>;

// Objects are loose: a later release may add fields (docs/formats.md). What may be undefined is absent in
// JSON.
const text = z.optional(z.string());
const seconds = z.optional(z.number().check(z.nonnegative()));
const anything = z.optional(z.unknown());

const change = z.looseObject({
  field: z.string(),
  before: anything,
  after: anything,
  inPlace: z.boolean(),
} satisfies FormOf<Change>);

const need = z.looseObject({
  step: z.string(),
  reached: z.enum(["accepted", "stable"]),
  lingers: seconds,
} satisfies FormOf<Need>);

const step = z.looseObject({
  id: z.string(),
  address: z.string(),
  kind: z.string(),
  action: z.enum(["create", "update", "delete"]),
  replacement: z.boolean(),
  changes: z.array(change),
  target: text,
  precondition: text,
  removes: z.optional(z.record(z.string(), z.array(z.string()))),
  needs: z.array(need),
  awaits: z.optional(z.array(z.string())),
  departs: z.optional(z.array(z.string())),
  phase: z.optional(z.enum(["widen", "narrow"])),
  diesWith: text,
  seconds: z.number().check(z.nonnegative()),
  pause: seconds,
  outage: seconds,
} satisfies FormOf<PlanStep>);

const resource = z.looseObject({
  address: z.string(),
  kind: z.string(),
  name: z.string(),
  props: z.record(z.string(), z.unknown()),
  after: z.array(z.string()),
  claims: text,
  draws: z.optional(z.array(z.string())),
  turn: z.optional(z.looseObject({ of: z.string(), place: z.number(), pause: seconds })),
  limit: seconds,
  stays: z.optional(z.boolean()),
} satisfies FormOf<Resource>);

const notice = z.looseObject({
  severity: z.enum(["error", "warning", "info"]),
  address: text,
  message: z.string(),
} satisfies FormOf<Notice>);

const plan = z.looseObject({
  format: z.literal(1),
  cluster: z.string(),
  account: text,
  region: text,
  steps: z.array(step),
  unchanged: z.array(z.string()),
  resources: z.array(resource),
  tags: z.record(z.string(), z.string()),
  notices: z.array(notice),
  digests: z.optional(z.record(z.string(), z.string())),
} satisfies FormOf<Plan>);

const countable = z.looseObject({ steps: z.array(step), unchanged: z.array(z.string()) });

/** What is told of a step in a line about it. */
const told = z.looseObject({ action: step.shape.action, address: z.string() });

/** What the lines about events are made of, by their types. */
const eventFields: Readonly<Record<RunEvent["type"], Readonly<Record<string, z.ZodMiniType>>>> = {
  looking: { cluster: z.string() },
  planned: { plan: z.looseObject({ steps: z.array(z.unknown()) }) },
  started: {},
  waiting: { step: told, reason: z.string(), eta: z.number() },
  settling: { seconds: z.number() },
  clock: { secondsBehind: z.number() },
  silent: { call: z.string(), reason: z.string(), inSeconds: z.number() },
  retrying: { step: told, reason: z.string(), inSeconds: z.number() },
  finished: { step: told, seconds: z.number(), done: z.number(), total: z.number(), eta: z.number() },
  failed: { step: told },
  skipped: { step: told, because: z.string() },
  done: {
    report: z.looseObject({
      steps: z.number(),
      failed: z.number(),
      skipped: z.number(),
      elapsedSeconds: z.number(),
      criticalPathSeconds: z.number(),
    }),
  },
};

const ledgerRecord = z.looseObject({
  format: z.literal(1),
  cluster: z.string(),
  account: text,
  region: text,
  operation: z.string().check(z.minLength(1)),
  plan,
  state: z.enum(["open", "closed"]),
  leaving: z.optional(z.record(z.string(), z.record(z.string(), z.unknown()))),
} satisfies FormOf<LedgerRecord>);

/**
 * A plan, if what was saved is one by its form.
 *
 * @throws {ProvisionError} `invalid-option` with the path of everything that keeps it from being one.
 */
export function asPlan(saved: unknown): Plan {
  const hint = "Nothing was sent. Give what planCluster or planDestroy gave.";
  return asForm(plan, saved, "this is no plan of this version of Drydock", hint) as Plan;
}

/**
 * A ledger record, if what was saved is one by its form.
 *
 * @throws {ProvisionError} `invalid-option` with what is told, and the path of everything that is wrong.
 */
export function asLedgerRecord(saved: unknown, told: string, hint: string): LedgerRecord {
  return asForm(ledgerRecord, saved, told, hint) as LedgerRecord;
}

/**
 * What is counted of a plan, if something is that by its form.
 *
 * @throws {ProvisionError} `invalid-option` with the path of everything that keeps it from being it.
 */
export function asCountable(saved: unknown): Pick<Plan, "steps" | "unchanged"> {
  return asForm(
    countable,
    saved,
    "this is no plan of this version of Drydock",
    "Give what planCluster or planDestroy gave.",
  ) as Plan;
}

/**
 * An event of a run, if what was saved is one as far as a line about it goes. One of a type that a later
 * release added is one too (docs/formats.md).
 *
 * @throws {ProvisionError} `invalid-option` with the path of everything that keeps it from being one.
 */
export function asEvent(saved: unknown): RunEvent {
  const { type } = Object(saved) as { readonly type?: unknown };
  const own = typeof type === "string" && Object.hasOwn(eventFields, type) ? eventFields[type as RunEvent["type"]] : {};
  const form = z.looseObject({ at: z.number(), type: z.string(), ...own });
  return asForm(form, saved, "this is no event of a run", "Give what iterating a run gives.") as RunEvent;
}

/** What was given, as it is: nothing of it is dropped or filled in. */
function asForm(form: z.ZodMiniType, saved: unknown, told: string, hint: string): unknown {
  const { error } = form.safeParse(saved, inEnglish);
  if (error === undefined) return saved;
  const problems = error.issues.map(
    ({ path, message }) => `  ${path.map(String).join(".") || "all of it"}: ${message}`,
  );
  throw new ProvisionError("invalid-option", [told, ...problems].join("\n"), { hint });
}
