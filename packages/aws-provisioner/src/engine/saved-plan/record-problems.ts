import type { LedgerRecord } from "../ledger.ts";
import type { PlanProblem } from "./problem.ts";

/** What no apply writes into a record that is one by its form: a plan for elsewhere, fields of no step. */
export function recordProblems(record: LedgerRecord): PlanProblem[] {
  return [...otherPlace(record), ...leavingProblems(record)];
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
