import type { NetworkInterface } from "@aws-sdk/client-ec2";
import { interfaceBearers, isLeftBehind } from "../aws/interface-bearers.ts";
import { gathered } from "../engine/gather.ts";
import { letsGo } from "../engine/planning/lets-go.ts";
import { stringsIn } from "../engine/planning/mentions.ts";
import { byId, type ObservedResource } from "../engine/observed.ts";
import type { Resource } from "../engine/graph.ts";
import { refsIn } from "../engine/ref.ts";
import type { Plan, PlanStep } from "../engine/plan.ts";
import { kindNamed } from "../kinds/registry.ts";
import { type Withdrawn, withdrawnIn } from "../kinds/withdrawn.ts";

/** An interface that keeps something from going. */
export interface Hold {
  /** The deletion that AWS would refuse. */
  readonly step: PlanStep;
  readonly one: NetworkInterface;
  /** The cluster's own resource whose interface it is; undefined where it is none's. */
  readonly holder: ObservedResource | undefined;
}

/** Whether a plan deletes what an interface can hold. */
export function deletesHeld({ steps }: Plan): boolean {
  return steps.some(({ action, kind }) => action === "delete" && kindNamed(kind).heldBy !== undefined);
}

/** What holds on to something that the plan deletes, and is let go by none of its steps. */
export function holdsLeft(
  plan: Pick<Plan, "steps" | "resources">,
  observed: readonly ObservedResource[],
  interfaces: readonly NetworkInterface[],
): Hold[] {
  const deletions = plan.steps.filter(({ action }) => action === "delete");
  const kinds = new Set(deletions.map(({ kind }) => kind));
  const held = new Map([...kinds].map((kind) => [kind, byHeld(kind, interfaces)]));
  const bearersOf = interfaceBearers(observed);
  const around = lookedUp(plan, observed);
  return deletions.flatMap((step) => {
    const holding = held.get(step.kind)?.get(step.target ?? "") ?? [];
    return holding.flatMap((one) => {
      const holder = bearersOf(one).find(({ id }) => id !== step.target);
      const isLetGo = holder !== undefined && letsItGo(holder, one, step, around);
      return isLetGo ? [] : [{ step, one, holder }];
    });
  });
}

/** Interfaces by the ids of that kind that they hold. */
function byHeld(kind: string, interfaces: readonly NetworkInterface[]) {
  const { heldBy } = kindNamed(kind);
  const pairs = heldBy === undefined ? [] : interfaces.flatMap((one) => heldBy(one).map((id) => ({ id, one })));
  return new Map([...gathered(pairs, ({ id }) => id)].map(([id, all]) => [id, all.map(({ one }) => one)]));
}

/** What is asked about each interface, by what it is asked by. */
interface Around {
  /** The steps that change or delete a resource. */
  readonly on: (resource: Pick<ObservedResource, "kind" | "id">) => readonly PlanStep[];
  /** What is wanted at an address. */
  readonly wantedAt: (address: string) => Resource | undefined;
  readonly withId: (id: string) => ObservedResource | undefined;
  /** The steps on what has that id, of whatever kind. */
  readonly onId: (id: string) => readonly PlanStep[];
}

function lookedUp(
  { steps, resources }: Pick<Plan, "steps" | "resources">,
  observed: readonly ObservedResource[],
): Around {
  const targeted = gathered(steps, ({ target }) => target);
  const wanted = new Map(resources.map((resource) => [resource.address, resource]));
  const known = byId(observed);
  const onId = (id: string) => targeted.get(id) ?? [];
  return {
    on: ({ kind, id }) => onId(id).filter((step) => step.kind === kind),
    wantedAt: (address) => wanted.get(address),
    withId: (id) => known.get(id),
    onId,
  };
}

/** Whether the holder of an interface goes, with its members, or these are moved. */
function letsItGo(holder: ObservedResource, one: NetworkInterface, step: PlanStep, around: Around): boolean {
  // Nothing but the end of its group takes away what somebody has withdrawn from it.
  if (withdrawnHolding(holder, one) !== undefined) return isGoing(holder, around);
  // A run that was cut short may have led a balancer away before.
  if (isLeftBehind(one, holder)) return true;
  return isFreed(holder, step, around) || movesMembers(holder, step, around);
}

/** The member of a group that an interface belongs to, where somebody has withdrawn it. */
export function withdrawnHolding(holder: ObservedResource, { Attachment }: NetworkInterface): Withdrawn | undefined {
  return withdrawnIn(holder).find(({ id }) => id === Attachment?.InstanceId);
}

function isGoing(holder: ObservedResource, around: Around): boolean {
  return holder.status === "deleting" || around.on(holder).some(({ action }) => action === "delete");
}

/**
 * Whether the holder goes, or is changed so that it no longer names what is to go; one with members, so that
 * these move too.
 */
function isFreed(holder: ObservedResource, { target = "" }: PlanStep, around: Around): boolean {
  if (holder.status === "deleting") return true;
  return around
    .on(holder)
    .some((one) => letsGo(one, target) && (one.action === "delete" || membersLeave(holder, target, around)));
}

/** Whether the members of what no longer names a place leave it, as all of a kind without members do. */
function membersLeave({ kind, address, props }: ObservedResource, target: string, around: Around): boolean {
  const wanted = around.wantedAt(address);
  if (kindNamed(kind).holdsThrough === undefined || wanted === undefined) return true;
  // Auto Scaling leaves a zone by itself, and no subnet of one that stays (user guide, "Auto Scaling
  // benefits").
  const zone = around.withId(target)?.props["zone"];
  const zones = refsIn(wanted.props).map(({ $ref }) => around.wantedAt($ref)?.props["zone"]);
  return replacesMembers(kind, props, wanted) || !zones.includes(zone);
}

/** Whether the holder's members are replaced by ones made from what no longer names what is to go. */
function movesMembers(
  { kind, address, props }: ObservedResource,
  { target = "" }: PlanStep,
  { wantedAt, withId, onId }: Around,
): boolean {
  const { holdsThrough } = kindNamed(kind);
  const wanted = wantedAt(address);
  if (holdsThrough === undefined || wanted === undefined || !replacesMembers(kind, props, wanted)) return false;
  const through = props[holdsThrough];
  if (typeof through !== "string") return false;
  const source = withId(through);
  // An interrupted run may have changed it before.
  const named = source === undefined || stringsIn(source.props).includes(target);
  return !named || onId(through).some((step) => letsGo(step, target));
}

/** Whether the provider replaces all members for the change from those fields. */
function replacesMembers(kind: string, props: ObservedResource["props"], wanted: Resource): boolean {
  return kindNamed(kind).updateSeconds?.(props, wanted.props) !== undefined;
}
