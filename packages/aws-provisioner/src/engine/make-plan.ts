import { type Change, differences } from "./diff.ts";
import { digest } from "./digest.ts";
import { ProvisionError } from "./error.ts";
import { inOrder, kindsByName, needsOf, type Resource } from "./graph.ts";
import type { AnyKind, Cloud } from "./kind.ts";
import { deletionEdges, neededSteps } from "./plan-edges.ts";
import type { Notice, Plan, PlanStep } from "./plan.ts";
import { isRef, refsIn, substitute } from "./ref.ts";
import { type ObservedResource, refuseTwins, type ObservedState } from "./observed.ts";

export interface PlanInput<C extends Cloud> {
  readonly cluster: string;
  readonly kinds: readonly AnyKind<C>[];
  /** What should be; empty for a destroy. */
  readonly resources: readonly Resource[];
  /** What is. Deletes only what it holds. */
  readonly observed: ObservedState;
  readonly tags?: Readonly<Record<string, string>>;
  /** Addresses of precious resources that may be deleted or replaced; `*` at the end stands for any rest. */
  readonly including?: readonly string[];
  readonly notices?: readonly Notice[];
}

/** What is to happen to one address. */
interface Decision {
  readonly resource: Resource;
  readonly current: ObservedResource | undefined;
  readonly changes: readonly Change[];
  readonly action: "create" | "update" | "replace" | "keep";
}

/** Compares what should be with what is, and gives the steps between them with their order. Pure: it reads and writes nothing. */
export function makePlan<C extends Cloud>(input: PlanInput<C>): Plan {
  const kindOf = kindsByName(input.kinds);
  const resources = inOrder(input.resources);
  const live = groupByAddress(input.observed.resources);
  const decisions = new Map<string, Decision>();
  const superseded: ObservedResource[] = [];
  for (const resource of resources) {
    const kind = kindOf(resource.kind);
    const wanted = resolveKnown(resource, decisions, kindOf);
    const { current, rest } = choose(kind, wanted, live.get(resource.address) ?? []);
    superseded.push(...rest);
    decisions.set(resource.address, decide(kind, resource, wanted, current, input.tags ?? {}));
  }
  const wantedAddresses = new Set(resources.map(({ address }) => address));
  const orphans = input.observed.resources.filter(({ address }) => !wantedAddresses.has(address));
  const replaced = [...decisions.values()].flatMap(({ action, current }) =>
    action === "replace" && current ? [current] : [],
  );
  const leaving = [...superseded, ...orphans, ...replaced];
  const kept = leaving.filter((found) => kindOf(found.kind).precious && !isNamed(found.address, input.including ?? []));
  refusePreciousReplacement(kept, decisions);

  const deletions = leaving.filter((found) => !kept.includes(found));
  const steps = [
    ...[...decisions.values()].flatMap((decision) => stepsFor(decision, kindOf(decision.resource.kind))),
    ...deletions.map((found) => {
      const alone = !decisions.has(found.address) && live.get(found.address)!.length === 1;
      return deletionStep(found, kindOf(found.kind), replaced.includes(found), alone);
    }),
  ];
  return {
    format: 1,
    cluster: input.cluster,
    steps: withEdges(steps, deletions, { decisions, kindOf, kinds: input.kinds, observed: input.observed }),
    unchanged: [...decisions.values()]
      .filter(({ action }) => action === "keep")
      .map(({ resource }) => resource.address),
    resources,
    tags: input.tags ?? {},
    notices: [...(input.notices ?? []), ...kept.map(preciousNotice)],
  };
}

function groupByAddress(all: readonly ObservedResource[]): Map<string, ObservedResource[]> {
  const groups = new Map<string, ObservedResource[]>();
  for (const found of all) groups.set(found.address, [...(groups.get(found.address) ?? []), found]);
  return groups;
}

/** The wanted fields with every reference replaced whose value is already certain; the others stay references. */
function resolveKnown<C extends Cloud>(
  resource: Resource,
  decisions: ReadonlyMap<string, Decision>,
  kindOf: (name: string) => AnyKind<C>,
): Record<string, unknown> {
  const resolved = substitute(resource.props, (reference) => {
    const producer = decisions.get(reference.$ref);
    if (producer?.current === undefined || producer.action === "create" || producer.action === "replace")
      return reference;
    if (reference.field === "id") return producer.current.id;
    const changing = producer.action === "update" && kindOf(producer.resource.kind).volatile?.includes(reference.field);
    return changing ? reference : (producer.current.outputs[reference.field] ?? reference);
  });
  return resolved as Record<string, unknown>;
}

/** Of several live resources under one address: the one that fits, and the rest, which a replacement left behind. */
function choose<C extends Cloud>(
  kind: AnyKind<C>,
  wanted: Readonly<Record<string, unknown>>,
  candidates: readonly ObservedResource[],
): { current: ObservedResource | undefined; rest: readonly ObservedResource[] } {
  const alive = candidates.filter(({ status }) => status !== "deleting");
  if (alive.length <= 1) return { current: alive[0], rest: candidates.filter((found) => found !== alive[0]) };
  const fitting = alive.filter((found) => differences(kind, wanted, found.props).every(({ inPlace }) => inPlace));
  if (fitting.length !== 1) refuseTwins(alive[0]!.address, alive);
  return { current: fitting[0], rest: candidates.filter((found) => found !== fitting[0]) };
}

function decide<C extends Cloud>(
  kind: AnyKind<C>,
  resource: Resource,
  wanted: Readonly<Record<string, unknown>>,
  current: ObservedResource | undefined,
  tags: Readonly<Record<string, string>>,
): Decision {
  if (current === undefined) return { resource, current, changes: [], action: "create" };
  const changes = [...differences(kind, wanted, current.props), ...tagChanges(current, tags)];
  if (current.status === "failed") {
    const failure = { field: "status", before: current.reason ?? "failed", after: "ready", inPlace: false };
    return { resource, current, changes: [failure, ...changes], action: "replace" };
  }
  if (changes.length === 0) return { resource, current, changes, action: "keep" };
  return { resource, current, changes, action: changes.every(({ inPlace }) => inPlace) ? "update" : "replace" };
}

function tagChanges(current: ObservedResource, wanted: Readonly<Record<string, string>>): Change[] {
  const { tags } = current;
  if (tags === undefined) return [];
  const keys = [...new Set([...Object.keys(tags), ...Object.keys(wanted)])].toSorted();
  const differing = keys.filter((key) => tags[key] !== wanted[key]);
  return differing.map((key) => ({ field: `tags.${key}`, before: tags[key], after: wanted[key], inPlace: true }));
}

function stepsFor<C extends Cloud>(
  { resource, current, changes, action: decided }: Decision,
  kind: AnyKind<C>,
): PlanStep[] {
  if (decided === "keep") return [];
  const { address } = resource;
  const action = decided === "update" ? "update" : "create";
  return [
    {
      id: `${action} ${address}`,
      address,
      kind: kind.name,
      action,
      replacement: decided === "replace",
      changes,
      target: decided === "update" ? current?.id : undefined,
      precondition: decided === "update" ? fingerprint(current!) : undefined,
      needs: [],
      diesWith: undefined,
      seconds: decided === "update" ? Math.min(kind.seconds.create, 5) : kind.seconds.create,
    },
  ];
}

function deletionStep<C extends Cloud>(
  found: ObservedResource,
  kind: AnyKind<C>,
  replacement: boolean,
  alone: boolean,
): PlanStep {
  return {
    id: alone ? `delete ${found.address}` : `delete ${found.address} (${found.id})`,
    address: found.address,
    kind: found.kind,
    action: "delete",
    replacement,
    changes: [],
    target: found.id,
    precondition: fingerprint(found),
    needs: [],
    diesWith: undefined,
    seconds: kind.seconds.delete,
  };
}

/** What a step is planned on: if this has changed when the step's turn comes, the plan was about something else. */
export function fingerprint({ id, props }: Pick<ObservedResource, "id" | "props">): string {
  return digest({ id, props });
}

interface EdgeInput<C extends Cloud> {
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly kindOf: (name: string) => AnyKind<C>;
  readonly kinds: readonly AnyKind<C>[];
  readonly observed: ObservedState;
}

function withEdges<C extends Cloud>(
  steps: readonly PlanStep[],
  deletions: readonly ObservedResource[],
  input: EdgeInput<C>,
): PlanStep[] {
  const { decisions, kindOf } = input;
  const making = new Map(steps.filter(({ action }) => action !== "delete").map((step) => [step.address, step]));
  const removing = deletionEdges({ ...input, steps, deletions, createFirst: createdFirst(decisions, kindOf) });
  return steps.map((step) => {
    const extra = removing.get(step.id);
    const needed =
      step.action === "delete" ? [] : neededSteps(decisions.get(step.address)!.resource, making, kindOf, needsOf);
    return { ...step, needs: [...needed, ...(extra?.needs ?? [])], diesWith: extra?.diesWith };
  });
}

/**
 * Addresses whose replacement is made before the old one goes. What refers to something that must go first has to go before it, and
 * so cannot be among them, whatever its kind would allow: that would be a circle.
 */
function createdFirst<C extends Cloud>(
  decisions: ReadonlyMap<string, Decision>,
  kindOf: (name: string) => AnyKind<C>,
): ReadonlySet<string> {
  const first = new Set<string>();
  for (const { resource, action } of decisions.values()) {
    if (action !== "replace" || kindOf(resource.kind).replace !== "create-first") continue;
    const producers = refsIn(resource.props).map(({ $ref }) => decisions.get($ref));
    if (producers.every((producer) => producer?.action !== "replace" || first.has(producer.resource.address)))
      first.add(resource.address);
  }
  return first;
}

function isNamed(address: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith("*") ? address.startsWith(pattern.slice(0, -1)) : address === pattern,
  );
}

function refusePreciousReplacement(kept: readonly ObservedResource[], decisions: ReadonlyMap<string, Decision>): void {
  const threatened = kept.filter(({ address }) => decisions.get(address)?.action === "replace");
  const [first] = threatened;
  if (first === undefined) return;
  const reasons = threatened.map(({ address }) => {
    const fields = decisions.get(address)!.changes.filter(({ inPlace }) => !inPlace);
    const shown = fields.map(({ field, before, after }) => `${field} is ${show(before)}, not ${show(after)}`);
    return `${address} (${shown.join("; ")})`;
  });
  throw new ProvisionError("precious", `the plan would replace what is precious: ${reasons.join(", ")}`, {
    address: first.address,
    hint: `Take the change back, or name it: including: [${threatened.map(({ address }) => JSON.stringify(address)).join(", ")}].`,
  });
}

function show(value: unknown): string {
  return isRef(value) ? `${value.$ref}.${value.field}` : JSON.stringify(value);
}

function preciousNotice({ address, id }: ObservedResource): Notice {
  return {
    severity: "warning",
    address,
    message: `${address} (${id}) is precious and stays; delete it by naming it: including: [${JSON.stringify(address)}]`,
  };
}
