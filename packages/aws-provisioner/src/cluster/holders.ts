import type { NetworkInterface } from "@aws-sdk/client-ec2";
import { letsGo } from "../engine/planning/lets-go.ts";
import { stringsIn } from "../engine/planning/mentions.ts";
import type { ObservedResource } from "../engine/observed.ts";
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
  { steps, resources }: Pick<Plan, "steps" | "resources">,
  observed: readonly ObservedResource[],
  interfaces: readonly NetworkInterface[],
): Hold[] {
  const bearers = observed.filter(({ kind }) => kindNamed(kind).hasInterface !== undefined);
  return steps.flatMap((step) => {
    if (step.action !== "delete") return [];
    const { heldBy } = kindNamed(step.kind);
    if (heldBy === undefined) return [];
    const holding = interfaces.filter((one) => heldBy(one).includes(step.target));
    return holding.flatMap((one) => {
      const [holder] = bearers
        .filter((bearer) => bearer.id !== step.target && kindNamed(bearer.kind).hasInterface?.(bearer, one))
        // An interface that is a resource itself stays when the machine goes that it is attached to.
        .toSorted((a, b) => Number(b.id === one.NetworkInterfaceId) - Number(a.id === one.NetworkInterfaceId));
      const around = { steps, resources, observed };
      const isLetGo = holder !== undefined && letsItGo(holder, one, step, around);
      return isLetGo ? [] : [{ step, one, holder }];
    });
  });
}

/** Whether the holder of an interface goes, with its members, or these are moved. */
function letsItGo(holder: ObservedResource, one: NetworkInterface, step: PlanStep, around: Around): boolean {
  // Nothing but the end of its group takes away what somebody has withdrawn from it.
  if (withdrawnHolding(holder, one) !== undefined) return isGoing(holder, around);
  return isFreed(holder, step, around) || movesMembers(holder, step, around);
}

/** The member of a group that an interface belongs to, where somebody has withdrawn it. */
export function withdrawnHolding(holder: ObservedResource, { Attachment }: NetworkInterface): Withdrawn | undefined {
  return withdrawnIn(holder).find(({ id }) => id === Attachment?.InstanceId);
}

function isGoing({ status, kind, id }: ObservedResource, { steps }: Around): boolean {
  return (
    status === "deleting" || steps.some((one) => one.action === "delete" && one.kind === kind && one.target === id)
  );
}

interface Around extends Pick<Plan, "steps" | "resources"> {
  readonly observed: readonly ObservedResource[];
}

/**
 * Whether the holder goes, or is changed so that it no longer names what is to go; one with members, so that
 * these move too.
 */
function isFreed(holder: ObservedResource, { target = "" }: PlanStep, around: Around): boolean {
  if (holder.status === "deleting") return true;
  const own = around.steps.filter(({ kind, target: id }) => kind === holder.kind && id === holder.id);
  return own.some((one) => letsGo(one, target) && (one.action === "delete" || membersLeave(holder, target, around)));
}

/** Whether the members of what no longer names a place leave it, as all of a kind without members do. */
function membersLeave({ kind, address, props }: ObservedResource, target: string, around: Around): boolean {
  const wanted = around.resources.find((resource) => resource.address === address);
  if (kindNamed(kind).holdsThrough === undefined || wanted === undefined) return true;
  // Auto Scaling leaves a zone by itself, and no subnet of one that stays (user guide, "Auto Scaling
  // benefits").
  const zone = around.observed.find(({ id }) => id === target)?.props["zone"];
  const zones = refsIn(wanted.props).map(
    ({ $ref }) => around.resources.find(({ address: at }) => at === $ref)?.props["zone"],
  );
  return replacesMembers(kind, props, wanted) || !zones.includes(zone);
}

/** Whether the holder's members are replaced by ones made from what no longer names what is to go. */
function movesMembers(
  { kind, address, props }: ObservedResource,
  { target }: PlanStep,
  { steps, resources, observed }: Around,
): boolean {
  const { holdsThrough } = kindNamed(kind);
  const wanted = resources.find((resource) => resource.address === address);
  if (holdsThrough === undefined || wanted === undefined || !replacesMembers(kind, props, wanted)) return false;
  const source = observed.find(({ id }) => id === props[holdsThrough]);
  // An interrupted run may have changed it before.
  const named = source === undefined || stringsIn(source.props).includes(target ?? "");
  return !named || steps.some((step) => step.target === props[holdsThrough] && letsGo(step, target ?? ""));
}

/** Whether the provider replaces all members for the change from those fields. */
function replacesMembers(kind: string, props: ObservedResource["props"], wanted: Resource): boolean {
  return kindNamed(kind).updateSeconds?.(props, wanted.props) !== undefined;
}
