import type { PlanStep } from "../plan.ts";
import { refsIn } from "../ref.ts";
import type { Decision } from "./decide.ts";
import { namesOf, stringsIn } from "./mentions.ts";

interface AwaitingInput {
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly createFirst: ReadonlySet<string>;
}

/**
 * The steps with what each awaits. An update that lets go of what goes moves others by it: to what serves
 * already. What nobody is moved off by a step goes when its successor serves.
 */
export function withAwaited(steps: readonly PlanStep[], input: AwaitingInput): PlanStep[] {
  const updates = new Map(steps.flatMap((step) => (step.action === "update" ? [[step.id, step]] : [])));
  const deletions = steps.filter(({ action }) => action === "delete");
  const moving = new Set(
    deletions.flatMap(({ needs }) => needs.map(({ step }) => step)).filter((id) => updates.has(id)),
  );
  const creations = new Set(steps.flatMap(({ id, action }) => (action === "create" ? [id] : [])));
  return steps.map((step) => {
    const awaits = moving.has(step.id) ? movedTo(step, input) : goesWhenServed(step, creations, input);
    if (awaits.length === 0) return step;
    const longest = Math.max(...awaits.map((address) => secondsToServe(address, input)));
    return { ...step, awaits, seconds: step.seconds + longest };
  });
}

/**
 * What an update comes to mention and did not before, of the kinds that others are led to. Of fields that are
 * not read back nobody can tell.
 */
function movedTo({ address }: PlanStep, { decisions }: AwaitingInput): string[] {
  const { resource, current, kind } = decisions.get(address) ?? {};
  if (resource === undefined || current === undefined) return [];
  const isRead = ([field]: [string, unknown]) => kind?.unread?.includes(field) !== true;
  const told = Object.entries(resource.props).filter(isRead);
  const mentioned = new Set(stringsIn(current.props));
  const isNew = ($ref: string) => {
    const producer = decisions.get($ref);
    if (producer?.kind.serving === undefined) return false;
    const { kind, action, current: standing } = producer;
    return action === "create" || action === "replace" || !namesOf(kind, standing).some((name) => mentioned.has(name));
  };
  return [...new Set(refsIn(told).map(({ $ref }) => $ref))].filter(isNew);
}

function goesWhenServed(
  { action, address, needs, diesWith }: PlanStep,
  creations: ReadonlySet<string>,
  { createFirst, decisions }: AwaitingInput,
): string[] {
  if (action !== "delete" || diesWith !== undefined || !createFirst.has(address)) return [];
  const isHead = needs.every(({ step }) => creations.has(step));
  return isHead && decisions.get(address)?.kind.serving !== undefined ? [address] : [];
}

/** Of what stands already nothing tells how far it is. */
function secondsToServe(address: string, { decisions }: AwaitingInput): number {
  const { action, kind, resource } = decisions.get(address) ?? {};
  return action === "create" || action === "replace" ? (kind?.serving?.seconds(resource?.props) ?? 0) : 0;
}
