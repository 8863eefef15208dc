import { isRecordOf, type LedgerRecord } from "./ledger.ts";
import { keyOf, type ObservedState } from "./observed.ts";
import type { Plan, PlanStep } from "./plan.ts";
import { stringsIn } from "./planning/mentions.ts";

type Fields = Readonly<Record<string, unknown>>;

/** An interrupted run of the very same plan, by its record and by what the account shows of it. */
export interface Resumption {
  /** Fields that what a step deletes had when that run began, where its record holds them. */
  readonly before: (step: PlanStep) => Fields | undefined;
  /** Whether something that the plan makes or changes has that text in its fields by now. */
  readonly holds: (text: string) => boolean;
}

/**
 * What there is to know of the run that an open record tells of; undefined where it was one of another plan.
 */
export function resumptionOf(
  open: LedgerRecord | undefined,
  plan: Plan,
  observed: ObservedState,
): Resumption | undefined {
  if (open === undefined || !isRecordOf(open, plan)) return undefined;
  const making = new Set(plan.steps.flatMap(({ action, address }) => (action === "delete" ? [] : [address])));
  const going = new Set(
    plan.steps.flatMap(({ action, kind, target }) =>
      action === "delete" && target !== undefined ? [keyOf({ kind, id: target })] : [],
    ),
  );
  const made = observed.resources.filter((one) => making.has(one.address) && !going.has(keyOf(one)));
  const held = new Set(made.flatMap(({ props }) => stringsIn(props)));
  const { leaving = {} } = open;
  return {
    before: ({ id }) => (Object.hasOwn(leaving, id) ? leaving[id] : undefined),
    holds: (text) => held.has(text),
  };
}

/** The fields of what a plan deletes, as they are, by the ids of its steps: what a record keeps of them. */
export function leavingOf({ steps }: Plan, observed: ObservedState): NonNullable<LedgerRecord["leaving"]> {
  const seen = new Map(observed.resources.map((one) => [keyOf(one), one]));
  return Object.fromEntries(
    steps.flatMap(({ id, action, kind, target = "" }) => {
      const props = action === "delete" ? seen.get(keyOf({ kind, id: target }))?.props : undefined;
      return props === undefined ? [] : [[id, props]];
    }),
  );
}

/**
 * The fields of what is to be deleted, with everything put back that it gave to what the plan makes or
 * changes: of a list that has only lost texts, those that something of the plan holds by now. What is empty
 * was emptied by the deletion itself, in a call before its last.
 */
export function putBack(props: Fields, before: Fields, holds: Resumption["holds"]): Fields {
  const restored = Object.entries(before).filter(([field, had]) => {
    const has = props[field];
    if (has === undefined || has === "") return true;
    if (!Array.isArray(had) || !Array.isArray(has) || !has.every((one) => had.includes(one))) return false;
    return has.length === 0 || had.every((one) => has.includes(one) || (typeof one === "string" && holds(one)));
  });
  return { ...props, ...Object.fromEntries(restored) };
}
