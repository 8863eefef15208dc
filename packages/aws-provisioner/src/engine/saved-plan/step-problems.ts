import { isTagChange } from "../diff.ts";
import { gather, gathered } from "../gather.ts";
import { addressOf, kindsByName } from "../graph.ts";
import type { AnyKind, Cloud } from "../kind.ts";
import { keyOf } from "../observed.ts";
import type { Plan, PlanStep } from "../plan.ts";
import type { SharedFields } from "../shared.ts";
import { onlyNarrows } from "../widened.ts";
import { type Made, madeIn } from "./made-in.ts";
import type { PlanProblem } from "./problem.ts";

type Found = readonly [field: string, message: string];

/**
 * What is wrong with the steps of a plan: each is the only one of its id and of what it makes, changes or
 * deletes, says what it works on, and waits for steps that there are.
 */
export function stepProblems<C extends Cloud>(plan: Plan, kinds: readonly AnyKind<C>[]): PlanProblem[] {
  const kindOf = kindsByName(kinds);
  const steps = new Map(plan.steps.map((step) => [step.id, step]));
  const stepsAt = gathered(plan.steps, ({ address }) => address);
  const made = madeIn(plan);
  const before = { ids: new Set<string>(), targets: new Map<string, PlanStep[]>() };
  return plan.steps.flatMap((step, at) => {
    const found: Found[] = [
      ...identityProblems(step, before.ids),
      ...targetProblems(step, before.targets),
      ...(step.action === "delete" ? ownerProblems(step, steps, kindOf) : makingProblems(step, made, kindOf)),
      ...changeProblems(step, kindOf(step.kind)),
      ...removalProblems(step, kindOf(step.kind)),
      ...needProblems(step, steps),
      ...replacementProblems(step, stepsAt.get(step.address) ?? []),
    ];
    before.ids.add(step.id);
    if (step.target !== undefined) gather(before.targets, keyOf({ kind: step.kind, id: step.target }), step);
    return found.map(([field, message]) => ({ path: `steps.${at}.${field}`, message }));
  });
}

function identityProblems(
  { id, action, address, kind, target, phase }: PlanStep,
  others: ReadonlySet<string>,
): Found[] {
  const found: Found[] = [];
  const folder = addressOf({ name: kind }, "");
  if (!address.startsWith(folder) || address === folder)
    found.push(["address", `${address} is no address of a ${kind}`]);
  const ids = [
    `${action} ${address}${phase === "narrow" ? " (narrow)" : ""}`,
    ...(action === "delete" ? [`delete ${address} (${target})`] : []),
  ];
  if (!ids.includes(id)) found.push(["id", `${JSON.stringify(id)} is not ${JSON.stringify(ids[0])}`]);
  if (others.has(id)) found.push(["id", `${JSON.stringify(id)} is there twice`]);
  return found;
}

function targetProblems(
  { action, kind, target = "", precondition = "", phase }: PlanStep,
  others: ReadonlyMap<string, readonly PlanStep[]>,
): Found[] {
  const found: Found[] = [];
  const onWhat = { target, precondition };
  for (const [field, value] of Object.entries(onWhat)) {
    if ((value === "") !== (action === "create"))
      found.push([field, action === "create" ? "a creation has none" : `of what it is to ${action} there is none`]);
  }
  const same = others
    .get(keyOf({ kind, id: target }))
    ?.find((other) => !(phase === "narrow" && other.phase === "widen"));
  if (target !== "" && same !== undefined) found.push(["target", `${JSON.stringify(same.id)} works on ${target} too`]);
  return found;
}

/** A creation or an update is of a resource of the plan, alone, and follows what makes all that it needs. */
function makingProblems<C extends Cloud>(
  { id, address, diesWith, needs, phase }: PlanStep,
  made: Made,
  kindOf: (name: string) => AnyKind<C>,
): Found[] {
  const found: Found[] = [];
  if (diesWith !== undefined) found.push(["diesWith", "only what is deleted goes with something else"]);
  const rival = made.stepsAt(address).find((other) => other.id !== id && !areOne(other.phase, phase));
  if (rival !== undefined) found.push(["address", `${JSON.stringify(rival.id)} is about ${address} too`]);
  const resource = made.resourceAt(address);
  if (resource === undefined) return [...found, ["address", `the plan has no resource ${address}`]];
  const missed = made
    .missedBy(resource, new Set(needs.map(({ step }) => step)))
    .filter((other) => !takesAway(other, kindOf(other.kind)));
  return [...found, ...missed.map((one): Found => ["needs", `it does not wait for ${JSON.stringify(one.id)}`])];
}

/** Whether a step only takes away, so that nobody waits for it but what it frees. */
function takesAway<C extends Cloud>({ action, changes }: PlanStep, kind: AnyKind<C>): boolean {
  return action === "update" && onlyNarrows(kind, changes);
}

/** Whether two updates of one resource are the two phases of one. */
function areOne(one: PlanStep["phase"], other: PlanStep["phase"]): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function ownerProblems<C extends Cloud>(
  { kind, diesWith, needs }: PlanStep,
  steps: ReadonlyMap<string, PlanStep>,
  kindOf: (name: string) => AnyKind<C>,
): Found[] {
  if (diesWith === undefined) return [];
  const owner = steps.get(diesWith);
  const fits = owner?.action === "delete" && kindOf(kind).diesWith?.kind === owner.kind;
  if (!fits) return [["diesWith", `a ${kind} does not go with ${JSON.stringify(diesWith)}`]];
  return needs.some(({ step }) => step === diesWith)
    ? []
    : [["needs", `it does not wait for ${JSON.stringify(diesWith)}`]];
}

function changeProblems<C extends Cloud>(
  { action, replacement, changes, kind }: PlanStep,
  { mutable }: Pick<AnyKind<C>, "mutable">,
): Found[] {
  if (action !== "update") {
    const mayChange = action === "create" && replacement;
    return mayChange === changes.length > 0
      ? []
      : [["changes", mayChange ? "nothing says why it is replaced" : `a step that is to ${action} has none`]];
  }
  const fixed = changes.filter((change) => !isTagChange(change) && !mutable.includes(change.field));
  return [
    ...(changes.length === 0 ? [["changes", "an update changes something"] as const] : []),
    ...fixed.map(({ field }): Found => ["changes", `no update changes ${JSON.stringify(field)} of a ${kind}`]),
  ];
}

/** Entries go from fields that others share: what is written whole has none that could stay. */
function removalProblems<C extends Cloud>(
  { action, kind, changes, removes = {} }: PlanStep,
  { shared = {} }: Pick<AnyKind<C>, "shared">,
): Found[] {
  const named = Object.keys(removes);
  if (action === "create") return named.length === 0 ? [] : [["removes", "a creation takes nothing away"]];
  const sharing: SharedFields = shared;
  return named.flatMap((field): Found[] => {
    if (!Object.hasOwn(sharing, field)) return [[`removes.${field}`, `others have no entries in that of a ${kind}`]];
    const isChanged = action === "delete" || changes.some((change) => change.field === field);
    return isChanged ? [] : [[`removes.${field}`, "the step does not change it"]];
  });
}

function needProblems({ id, needs }: PlanStep, steps: ReadonlyMap<string, PlanStep>): Found[] {
  return needs.flatMap(({ step }, at): Found[] => {
    if (step === id) return [[`needs.${at}.step`, "a step cannot wait for itself"]];
    return steps.has(step) ? [] : [[`needs.${at}.step`, `the plan has no step ${JSON.stringify(step)}`]];
  });
}

/**
 * A replacement is a creation and a deletion; whatever is deleted beside what comes in its place is in order
 * with it.
 *
 * @param there The steps on its address.
 */
function replacementProblems(
  { id, action, address, replacement, needs, outage }: PlanStep,
  there: readonly PlanStep[],
): Found[] {
  const beside = there.filter((other) => (other.action === "delete") !== (action === "delete"));
  const found: Found[] = [];
  if (outage !== undefined && !(replacement && action === "create"))
    found.push(["outage", "only what is made anew has one"]);
  if (replacement && (action === "update" || !beside.some((other) => other.replacement)))
    found.push(["replacement", `of the replacement of ${address} there is only one half`]);
  if (action !== "delete") return found;
  const loose = beside.filter(
    (other) => !needs.some(({ step }) => step === other.id) && !other.needs.some(({ step }) => step === id),
  );
  return [...found, ...loose.map((other): Found => ["needs", `it is in no order with ${JSON.stringify(other.id)}`])];
}
