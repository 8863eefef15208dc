// Long because it is one table: every field of everything that is read from outside.
import * as z from "zod/mini";
import { inEnglish } from "./in-english.ts";
import type { Change } from "./diff.ts";
import type { RunEvent } from "./event.ts";
import { expandFile } from "./compact/compact-file.ts";
import { laterFormat } from "./from-outside/later-format.ts";
import { limits } from "./from-outside/limits.ts";
import { plainCopy } from "./from-outside/plain-copy.ts";
import { refusal } from "./from-outside/problem.ts";
import type { Resource, Turn } from "./graph.ts";
import type { LedgerRecord } from "./ledger.ts";
import { holderForm } from "./lease/holder.ts";
import type { Need, Notice, Plan, PlanStep } from "./plan.ts";
import type { PlanProblem } from "./saved-plan/problem.ts";
import { recordProblems } from "./saved-plan/record-problems.ts";

/** A schema for each field of a type, so that neither has one more than the other. */
type FormOf<Saved> = Readonly<Record<keyof Saved, z.ZodMiniType>>;

// Objects are loose: a later release may add fields (docs/formats.md). What may be undefined is absent in
// JSON.
const anything = z.optional(z.unknown());

/** What is told in one line: without what a terminal acts on. */
const word = z.string().check(
  z.maxLength(4096),
  z.refine((text) => !/\p{Cc}/u.test(text), "Invalid input: control characters stand in it"),
);
const text = z.optional(word);

/** What may have several lines. */
const words = z
  .string()
  .check(z.refine((told) => !/[^\P{Cc}\n\t]/u.test(told), "Invalid input: control characters stand in it"));

/** Nothing takes a year. */
const duration = z.number().check(z.nonnegative(), z.lte(31_536_000));
const seconds = z.optional(duration);

function listOf(entry: z.ZodMiniType) {
  return z.array(entry).check(z.maxLength(limits.entries));
}

const change = z.looseObject({
  field: word,
  before: anything,
  after: anything,
  inPlace: z.boolean(),
} satisfies FormOf<Change>);

const need = z.looseObject({
  step: word,
  reached: z.enum(["accepted", "stable"]),
  lingers: seconds,
} satisfies FormOf<Need>);

const step = z.looseObject({
  id: word,
  address: word,
  kind: word,
  action: z.enum(["create", "update", "delete"]),
  replacement: z.boolean(),
  changes: listOf(change),
  target: text,
  precondition: text,
  removes: z.optional(z.record(z.string(), listOf(z.string()))),
  needs: listOf(need),
  awaits: z.optional(listOf(word)),
  departs: z.optional(listOf(word)),
  phase: z.optional(z.enum(["widen", "narrow"])),
  diesWith: text,
  seconds: duration,
  pause: seconds,
  outage: seconds,
  waits: seconds,
} satisfies FormOf<PlanStep>);

const turn = z.looseObject({
  of: word,
  place: z.int().check(z.nonnegative()),
  pause: seconds,
} satisfies FormOf<Turn>);

const resource = z.looseObject({
  address: word,
  kind: word,
  name: word,
  props: z.record(z.string(), z.unknown()),
  after: listOf(word),
  claims: text,
  draws: z.optional(listOf(word)),
  turn: z.optional(turn),
  limit: seconds,
  wait: z.optional(z.enum(["accepted", "serving"])),
  stays: z.optional(z.boolean()),
} satisfies FormOf<Resource>);

const notice = z.looseObject({
  severity: z.enum(["error", "warning", "info"]),
  address: text,
  message: words,
} satisfies FormOf<Notice>);

const plan = z.looseObject({
  format: z.literal(1),
  cluster: word,
  account: text,
  region: text,
  steps: listOf(step),
  unchanged: listOf(word),
  resources: listOf(resource),
  tags: z.record(z.string(), z.string()),
  notices: listOf(notice),
  digests: z.optional(z.record(z.string(), z.string())),
} satisfies FormOf<Plan>);

/** The names of the fields of each part of a plan, by where it stands. */
export const fieldsOfPlan: Readonly<Record<string, readonly string[]>> = {
  "": Object.keys(plan.shape),
  "steps.*": Object.keys(step.shape),
  "steps.*.changes.*": Object.keys(change.shape),
  "steps.*.needs.*": Object.keys(need.shape),
  "resources.*": Object.keys(resource.shape),
  "resources.*.turn": Object.keys(turn.shape),
  "notices.*": Object.keys(notice.shape),
};

const countable = z.looseObject({ steps: listOf(step), unchanged: listOf(word) });

/** What is told of a step in a line about it. */
const told = z.looseObject({ action: step.shape.action, address: z.string() });

/** What the lines about events are made of, by their types. */
const eventFields: Readonly<Record<RunEvent["type"], Readonly<Record<string, z.ZodMiniType>>>> = {
  looking: { cluster: z.string() },
  planned: { plan: z.looseObject({ steps: z.array(z.unknown()) }) },
  started: {},
  waiting: { step: told, reason: z.string(), eta: z.number() },
  awaiting: { address: z.string(), level: z.string(), reason: z.string(), eta: z.number() },
  reached: { address: z.string(), level: z.string(), seconds: z.number(), eta: z.number() },
  settling: { seconds: z.number() },
  locked: { holder: holderForm, forSeconds: z.number() },
  expired: { reason: z.string(), inSeconds: z.number() },
  clock: { secondsBehind: z.number() },
  unrecorded: { reason: z.string() },
  silent: { call: z.string(), reason: z.string(), inSeconds: z.number() },
  paced: { call: z.string(), perSecond: z.number() },
  retrying: { step: told, reason: z.string(), inSeconds: z.number() },
  finished: { step: told, seconds: z.number(), done: z.number(), total: z.number(), eta: z.number() },
  interrupted: { why: z.string(), grace: z.number(), steps: z.array(told) },
  left: { step: told },
  failed: { step: told },
  skipped: { step: told, because: z.string() },
  done: {
    report: z.looseObject({
      steps: z.number(),
      failed: z.number(),
      skipped: z.number(),
      left: z.optional(z.number()),
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
  // It goes into tags as it is.
  operation: z.string().check(z.regex(/^[ -~]{1,128}$/)),
  plan,
  state: z.enum(["open", "closed"]),
  fence: z.optional(z.number().check(z.nonnegative())),
  holder: z.optional(holderForm),
  deleted: z.optional(z.record(z.string(), duration)),
  ended: z.optional(z.array(z.string()).check(z.maxLength(limits.entries))),
  leaving: z.optional(z.record(z.string(), z.record(z.string(), z.unknown()))),
  interrupted: z.optional(z.looseObject({ at: z.string(), why: z.string() })),
  unmade: z.optional(listOf(z.string())),
  at: z.optional(z.number()),
} satisfies FormOf<LedgerRecord>);

/** The names of the fields of a record. */
export const fieldsOfRecord: readonly string[] = Object.keys(ledgerRecord.shape);

/**
 * A plan, if what was saved is one by its form: a copy that nobody else holds, with nothing of it dropped or
 * filled in.
 *
 * @throws {ProvisionError} `invalid-option` with the path of everything that keeps it from being one.
 */
export function asPlan(saved: unknown): Plan {
  const hint = "Nothing was sent. Give what planCluster or planDestroy gave.";
  return asForm(plan, saved, { told: "this is no plan of this version of Drydock", hint, part: "plan" }) as Plan;
}

/**
 * A copy of a ledger record, if what was saved is one: by its form, and with a plan for the same cluster,
 * account and region.
 *
 * @throws {ProvisionError} `invalid-option` with what is told, and the path of everything that is wrong.
 */
export function asLedgerRecord(saved: unknown, told: string, hint: string): LedgerRecord {
  const record = asForm(ledgerRecord, saved, { told, hint, part: "record" }) as LedgerRecord;
  const problems = recordProblems(record);
  if (problems.length > 0) throw refusal(told, problems, hint);
  return record;
}

/**
 * What is counted of a plan, if something is that by its form.
 *
 * @throws {ProvisionError} `invalid-option` with the path of everything that keeps it from being it.
 */
export function asCountable(saved: unknown): Pick<Plan, "steps" | "unchanged"> {
  return asForm(countable, saved, {
    told: "this is no plan of this version of Drydock",
    hint: "Give what planCluster or planDestroy gave.",
    part: "plan",
  }) as Plan;
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
  const problems = formProblems(form, saved);
  if (problems.length > 0) throw refusal("this is no event of a run", problems, "Give what iterating a run gives.");
  return saved as RunEvent;
}

/**
 * A copy of what was saved, nothing of it dropped or filled in.
 *
 * @throws {ProvisionError} `invalid-option` with what is told, and the path of everything that is wrong.
 */
function asForm(
  form: z.ZodMiniType,
  saved: unknown,
  { told, hint, part }: { readonly told: string; readonly hint: string; readonly part: "plan" | "record" },
): unknown {
  const { copy: given, problems } = plainCopy(saved);
  const later = laterFormat(given);
  if (later !== undefined) throw refusal(told, [later], "Update Drydock.");
  const expanded = problems.length > 0 ? { value: given } : expandFile(part, given);
  if ("problems" in expanded) throw refusal(told, expanded.problems, hint);
  const copy = expanded.value;
  // Of what is no plain data nothing better is known by the form.
  const known = new Set(problems.map(({ path }) => path));
  const all = [...problems, ...formProblems(form, copy).filter(({ path }) => !known.has(path))];
  if (all.length > 0) throw refusal(told, all, hint);
  return copy;
}

/** Where something is not as a form says. */
function formProblems(form: z.ZodMiniType, saved: unknown): PlanProblem[] {
  const issues = form.safeParse(saved, inEnglish).error?.issues ?? [];
  return issues.map(({ path, message }) => ({ path: path.map(String).join("."), message }));
}
