import * as z from "zod/mini";
import type { LedgerRecord } from "./ledger.ts";
import { refusal } from "./from-outside/problem.ts";
import { asForm, type FormOf, planForm, text } from "./saved-form.ts";
import type { PlanProblem } from "./saved-plan/problem.ts";

const recordForm = z.looseObject({
  format: z.literal(1),
  cluster: z.string(),
  account: text,
  region: text,
  // It goes into tags as it is.
  operation: z.string().check(z.regex(/^[ -~]{1,128}$/)),
  plan: planForm,
  state: z.enum(["open", "closed"]),
  leaving: z.optional(z.record(z.string(), z.record(z.string(), z.unknown()))),
} satisfies FormOf<LedgerRecord>);

/** The names of the fields of a record. */
export const fieldsOfRecord: readonly string[] = Object.keys(recordForm.shape);

/**
 * A copy of a ledger record, if what was saved is one: by its form, and with a plan for the same cluster,
 * account and region.
 *
 * @throws {ProvisionError} `invalid-option` with what is told, and the path of everything that is wrong.
 */
export function asLedgerRecord(saved: unknown, told: string, hint: string): LedgerRecord {
  const record = asForm(recordForm, saved, told, hint) as LedgerRecord;
  const problems = [...otherPlace(record), ...leavingProblems(record)];
  if (problems.length > 0) throw refusal(told, problems, hint);
  return record;
}

function otherPlace(record: LedgerRecord): PlanProblem[] {
  return (["cluster", "account", "region"] as const).flatMap((field) => {
    const [own, planned] = [record[field], record.plan[field]];
    if (own === undefined || planned === undefined || own === planned) return [];
    const message = `the plan is for ${JSON.stringify(planned)}, and the record for ${JSON.stringify(own)}`;
    return [{ path: `plan.${field}`, message }];
  });
}

function leavingProblems({ plan, leaving = {} }: LedgerRecord): PlanProblem[] {
  const steps = new Set(plan.steps.map(({ id }) => id));
  return Object.keys(leaving).flatMap((id) =>
    steps.has(id) ? [] : [{ path: `leaving.${id}`, message: `the plan has no step ${JSON.stringify(id)}` }],
  );
}
