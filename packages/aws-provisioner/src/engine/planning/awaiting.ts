import { gathered } from "../gather.ts";
import type { PlanStep } from "../plan.ts";
import { refsIn } from "../ref.ts";
import { entriesOf } from "../shared.ts";
import type { Decision } from "./decide.ts";
import type { Leaving } from "./deletion-edges.ts";
import { namesOf, stringsIn } from "./mentions.ts";
import type { Replaced } from "./stand-ins.ts";

interface AwaitingInput {
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly leaving: readonly Leaving[];
  /** What goes from a place that stays, with what stands in for it there. */
  readonly replaced: readonly Replaced[];
  /** Addresses whose replacement comes before the old one goes. */
  readonly createFirst: ReadonlySet<string>;
  /** Steps that replace members: they lead nobody elsewhere. */
  readonly rolling: readonly { readonly step: Pick<PlanStep, "id"> }[];
}

/**
 * The steps with what each awaits. An update that lets go of what goes moves others by it: to what serves
 * already. What nobody is moved off by a step goes when its successor serves, whether that is made by this
 * plan or was by an interrupted one. What serves in a place that stays goes when those who serve there for it
 * do.
 */
export function withAwaited(steps: readonly PlanStep[], input: AwaitingInput): PlanStep[] {
  const { leaving, replaced } = input;
  const updates = new Map(steps.flatMap((step) => (step.action === "update" ? [[step.id, step]] : [])));
  const deletions = steps.filter(({ action }) => action === "delete");
  const moving = new Set(
    deletions.flatMap(({ needs }) => needs.map(({ step }) => step)).filter((id) => updates.has(id)),
  );
  const creations = new Set(steps.flatMap(({ id, action }) => (action === "create" ? [id] : [])));
  const going = new Map(leaving.map((one) => [one.step.id, one]));
  const replacedBy = gathered(replaced, ({ step }) => step);
  const rolling = new Set(input.rolling.map(({ step }) => step.id));
  const mayLack = (address: string) => {
    const { kind, action, current } = input.decisions.get(address) ?? {};
    return kind?.serving?.led === true || (action === "keep" && current?.status === "pending");
  };
  return steps.map((step) => {
    const standIns = (replacedBy.get(step.id) ?? []).flatMap((one) => one.standIns.filter(mayLack));
    const own = moving.has(step.id)
      ? movedTo(step, input)
      : goesWhenServed(step, going.get(step.id), { ...input, creations, rolling });
    const awaits = [...new Set([...own, ...standIns])];
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
  const decision = decisions.get(address);
  if (decision?.current === undefined) return [];
  const { resource, kind, current } = decision;
  const read = Object.entries(resource.props).filter(([field]) => kind.unread?.includes(field) !== true);
  const found = read.flatMap(([field, wanted]) =>
    partsOf(kind, field, wanted, current.props[field]).flatMap(([part, standing]) => {
      const mentioned = new Set(stringsIn(standing));
      return refsIn(part).flatMap(({ $ref }) => (isNew(decisions.get($ref), mentioned) ? [$ref] : []));
    }),
  );
  return [...new Set(found)];
}

/** A field with what stands in it; where others have entries in it too, each entry with its own. */
function partsOf(
  kind: Decision["kind"],
  field: string,
  wanted: unknown,
  standing: unknown,
): (readonly [wanted: unknown, standing: unknown])[] {
  const shared = kind.shared?.[field];
  if (shared?.keyOf === undefined) return [[wanted, standing]];
  const before = new Map(entriesOf(shared, standing));
  return entriesOf(shared, wanted).map(([key, entry]) => [entry, before.get(key)]);
}

function isNew(producer: Decision | undefined, mentioned: ReadonlySet<string>): boolean {
  if (producer?.kind.serving?.led !== true) return false;
  const { kind, action, current } = producer;
  return action === "create" || action === "replace" || !namesOf(kind, current).some((name) => mentioned.has(name));
}

function goesWhenServed(
  { needs, diesWith }: PlanStep,
  going: Leaving | undefined,
  {
    creations,
    createFirst,
    decisions,
    rolling,
  }: Pick<AwaitingInput, "createFirst" | "decisions"> & Readonly<Record<"creations" | "rolling", ReadonlySet<string>>>,
): string[] {
  if (going === undefined || diesWith !== undefined || going.kind.serving?.led !== true) return [];
  const { address, id } = going.resource;
  const successor = decisions.get(address);
  const stands = successor?.current !== undefined && successor.action !== "replace" && successor.current.id !== id;
  const isPassed = (id: string) => creations.has(id) || rolling.has(id);
  const isHead = needs.every(({ step }) => isPassed(step) || step === `update ${address}`);
  return isHead && (stands || createFirst.has(address)) ? [address] : [];
}

/** Of what stands already nothing tells how far it is. */
function secondsToServe(address: string, { decisions }: AwaitingInput): number {
  const { action, kind, resource } = decisions.get(address) ?? {};
  const serving = kind?.serving?.led === true ? kind.serving : undefined;
  return action === "create" || action === "replace" ? (serving?.seconds(resource?.props) ?? 0) : 0;
}
