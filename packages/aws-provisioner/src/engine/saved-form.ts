import * as z from "zod/mini";
import { inEnglish } from "./in-english.ts";
import type { Change } from "./diff.ts";
import { ProvisionError } from "./error.ts";
import type { Resource } from "./graph.ts";
import type { LedgerRecord } from "./ledger.ts";
import type { Notice, Plan, PlanStep } from "./plan.ts";

/** A schema for each field of a type, so that neither has one more than the other. */
type FormOf<Saved> = Readonly<Record<keyof Saved, z.ZodMiniType>>;

// Objects are loose: a later release may add fields (docs/formats.md). What may be undefined is absent in JSON.
const text = z.optional(z.string());
const anything = z.optional(z.unknown());

const change = z.looseObject({
  field: z.string(),
  before: anything,
  after: anything,
  inPlace: z.boolean(),
} satisfies FormOf<Change>);

const step = z.looseObject({
  id: z.string(),
  address: z.string(),
  kind: z.string(),
  action: z.enum(["create", "update", "delete"]),
  replacement: z.boolean(),
  changes: z.array(change),
  target: text,
  precondition: text,
  needs: z.array(z.looseObject({ step: z.string(), reached: z.enum(["accepted", "stable"]) })),
  diesWith: text,
  seconds: z.number().check(z.nonnegative()),
} satisfies FormOf<PlanStep>);

const resource = z.looseObject({
  address: z.string(),
  kind: z.string(),
  name: z.string(),
  props: z.record(z.string(), z.unknown()),
  after: z.array(z.string()),
} satisfies FormOf<Resource>);

const notice = z.looseObject({
  severity: z.enum(["error", "warning", "info"]),
  address: text,
  message: z.string(),
} satisfies FormOf<Notice>);

const plan = z.looseObject({
  format: z.literal(1),
  cluster: z.string(),
  steps: z.array(step),
  unchanged: z.array(z.string()),
  resources: z.array(resource),
  tags: z.record(z.string(), z.string()),
  notices: z.array(notice),
} satisfies FormOf<Plan>);

const ledgerRecord = z.looseObject({
  format: z.literal(1),
  cluster: z.string(),
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

/** What was given, as it is: nothing of it is dropped or filled in. */
function asForm(form: z.ZodMiniType, saved: unknown, told: string, hint: string): unknown {
  const { error } = form.safeParse(saved, inEnglish);
  if (error === undefined) return saved;
  const problems = error.issues.map(
    ({ path, message }) => `  ${path.map(String).join(".") || "all of it"}: ${message}`,
  );
  throw new ProvisionError("invalid-option", [told, ...problems].join("\n"), { hint });
}
