import { isTagChange } from "../diff.ts";
import { addressOf, kindsByName, needsOf, type Resource } from "../graph.ts";
import type { AnyKind, Cloud } from "../kind.ts";
import type { Plan, PlanStep } from "../plan.ts";
import type { SharedFields } from "../shared.ts";
import { onlyNarrows } from "../widened.ts";
import type { PlanProblem } from "./problem.ts";
import { type StepIndex, stepIndex } from "./step-index.ts";

type Found = readonly [field: string, message: string];

/**
 * What is wrong with the steps of a plan: each is the only one of its id and of what it makes, changes or
 * deletes, says what it works on, and waits for steps that there are.
 */
export function stepProblems<C extends Cloud>(plan: Plan, kinds: readonly AnyKind<C>[]): PlanProblem[] {
  const kindOf = kindsByName(kinds);
  const index = stepIndex(plan);
  return plan.steps.flatMap((step, at) => {
    const found: Found[] = [
      ...identityProblems(step, index),
      ...targetProblems(step, index),
      ...(step.action === "delete" ? ownerProblems(step, index, kindOf) : makingProblems(step, index, kindOf)),
      ...changeProblems(step, kindOf(step.kind)),
      ...removalProblems(step, kindOf(step.kind)),
      ...needProblems(step, index),
      ...replacementProblems(step, index),
    ];
    return found.map(([field, message]) => ({ path: `steps.${at}.${field}`, message }));
  });
}

function identityProblems(step: PlanStep, { withId }: StepIndex): Found[] {
  const { id, action, address, kind, target, phase } = step;
  const found: Found[] = [];
  const folder = addressOf({ name: kind }, "");
  if (!address.startsWith(folder) || address === folder)
    found.push(["address", `${address} is no address of a ${kind}`]);
  const ids = [
    `${action} ${address}${phase === "narrow" ? " (narrow)" : ""}`,
    ...(action === "delete" ? [`delete ${address} (${target})`] : []),
  ];
  if (!ids.includes(id)) found.push(["id", `${JSON.stringify(id)} is not ${JSON.stringify(ids[0])}`]);
  if (withId(id) !== step) found.push(["id", `${JSON.stringify(id)} is there twice`]);
  return found;
}

function targetProblems(step: PlanStep, { firstOn }: StepIndex): Found[] {
  const { action, target = "", precondition = "" } = step;
  const found: Found[] = [];
  const onWhat = { target, precondition };
  for (const [field, value] of Object.entries(onWhat)) {
    if ((value === "") !== (action === "create"))
      found.push([field, action === "create" ? "a creation has none" : `of what it is to ${action} there is none`]);
  }
  const same = firstOn(step);
  if (target !== "" && same !== undefined && same !== step)
    found.push(["target", `${JSON.stringify(same.id)} works on ${target} too`]);
  return found;
}

/** A creation or an update is of a resource of the plan, alone, and follows what makes all that it needs. */
function makingProblems<C extends Cloud>(
  { id, address, diesWith, needs, phase }: PlanStep,
  index: StepIndex,
  kindOf: (name: string) => AnyKind<C>,
): Found[] {
  const found: Found[] = [];
  if (diesWith !== undefined) found.push(["diesWith", "only what is deleted goes with something else"]);
  const rival = making(index, address).find((other) => other.id !== id && !areOne(other.phase, phase));
  if (rival !== undefined) found.push(["address", `${JSON.stringify(rival.id)} is about ${address} too`]);
  const resource = index.resource(address);
  if (resource === undefined) return [...found, ["address", `the plan has no resource ${address}`]];
  const passed = passedIn(resource, index);
  const awaited = new Set(needs.map(({ step }) => step));
  const producers = needsOf(resource)
    .filter((need) => !passed.has(need))
    .flatMap((need) => making(index, need).filter((other) => other.phase !== "narrow"))
    .filter((other) => !takesAway(other, kindOf(other.kind)));
  const missed = producers.filter((producer) => !awaited.has(producer.id));
  return [...found, ...missed.map((one): Found => ["needs", `it does not wait for ${JSON.stringify(one.id)}`])];
}

/** What a resource may pass over though it follows it: what has its turn in its row when it is replaced. */
function passedIn({ after, turn: own }: Resource, index: StepIndex): ReadonlySet<string> {
  if (own === undefined) return new Set();
  const places = index.replacedIn(own.of);
  const passed = after.filter((address) => {
    const turn = index.resource(address)?.turn;
    return turn?.of === own.of && places.has(turn.place);
  });
  return new Set(passed);
}

function making({ about }: StepIndex, address: string): readonly PlanStep[] {
  return about(address).filter(({ action }) => action !== "delete");
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
  { withId }: StepIndex,
  kindOf: (name: string) => AnyKind<C>,
): Found[] {
  if (diesWith === undefined) return [];
  const owner = withId(diesWith);
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

function needProblems({ id, needs }: PlanStep, { withId }: StepIndex): Found[] {
  return needs.flatMap(({ step }, at): Found[] => {
    if (step === id) return [[`needs.${at}.step`, "a step cannot wait for itself"]];
    return withId(step) !== undefined ? [] : [[`needs.${at}.step`, `the plan has no step ${JSON.stringify(step)}`]];
  });
}

/**
 * A replacement is a creation and a deletion; whatever is deleted beside what comes in its place is in order
 * with it.
 */
function replacementProblems(
  { id, action, address, replacement, needs, outage }: PlanStep,
  { about }: StepIndex,
): Found[] {
  const beside = about(address).filter((other) => (other.action === "delete") !== (action === "delete"));
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
