import type { Resource } from "../graph.ts";
import { keyOf } from "../observed.ts";
import type { Plan, PlanStep } from "../plan.ts";

/**
 * The steps and resources of a plan by what is asked for, so that no question takes a look at all of them.
 */
export interface StepIndex {
  /** The first step of an id. */
  readonly withId: (id: string) => PlanStep | undefined;
  /** The steps about an address, in their order. */
  readonly about: (address: string) => readonly PlanStep[];
  /** The first step that changes or deletes what a step does: itself, or one before it. */
  readonly firstOn: (step: PlanStep) => PlanStep | undefined;
  /** The first resource of an address. */
  readonly resource: (address: string) => Resource | undefined;
  /** The places of a row at which something is replaced. */
  readonly replacedIn: (row: string) => ReadonlySet<number>;
}

/** The index of a plan. */
export function stepIndex({ steps, resources }: Plan): StepIndex {
  const ids = new Map(steps.toReversed().map((step) => [step.id, step]));
  const byAddress = grouped(steps, ({ address }) => address);
  const onTarget = new Map(steps.toReversed().map((step) => [targetKey(step), step]));
  // The first of two phases leaves something to the second.
  const whole = steps.filter(({ phase }) => phase !== "widen").toReversed();
  const wholeOnTarget = new Map(whole.map((step) => [targetKey(step), step]));
  const known = new Map(resources.toReversed().map((resource) => [resource.address, resource]));
  const replaced = new Set(steps.flatMap(({ replacement, address }) => (replacement ? [address] : [])));
  const rows = grouped(
    resources.filter(({ address }) => replaced.has(address)),
    ({ turn }) => turn?.of,
  );
  const places = new Map([...rows].map(([row, ones]) => [row, new Set(ones.flatMap(({ turn }) => turn?.place ?? []))]));
  return {
    withId: (id) => ids.get(id),
    about: (address) => byAddress.get(address) ?? [],
    firstOn: (step) => (step.phase === "narrow" ? wholeOnTarget : onTarget).get(targetKey(step)),
    resource: (address) => known.get(address),
    replacedIn: (row) => places.get(row) ?? new Set(),
  };
}

function targetKey({ kind, target }: PlanStep): string | undefined {
  return target === undefined ? undefined : keyOf({ kind, id: target });
}

function grouped<Entry>(entries: readonly Entry[], keyOfEntry: (entry: Entry) => string | undefined) {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = keyOfEntry(entry);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return groups;
}
