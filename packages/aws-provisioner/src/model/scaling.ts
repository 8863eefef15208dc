import type { GroupDesign, ScalingDesign } from "@drydock/core/design";
import type { Ref } from "../engine/ref.ts";
import { whatScales } from "../kinds/name-within.ts";
import { metrics, ScalingPolicy } from "../kinds/scaling-policy.ts";
import { ScheduledAction } from "../kinds/scheduled-action.ts";
import type { GroupSurroundings, RoleSurroundings } from "./node-surroundings.ts";

type Size = GroupDesign["size"];

/** Whether the cluster's own policies or schedules move the size of a group. */
export function isMoved(scaling: ScalingDesign | undefined): boolean {
  if (scaling === undefined) return false;
  const { cpu, requests, schedules } = scaling;
  return cpu !== undefined || requests !== undefined || schedules.length > 0;
}

/**
 * The sizes that a group is kept to, and under `start` those that it only begins with, as others move them.
 */
export function sizesOf(
  size: Size,
  scaling: ScalingDesign | undefined,
): Partial<Size> & { readonly start?: Partial<Size> } {
  if (scaling === undefined) return size;
  const isKept = (field: "min" | "max") => scaling.schedules.every(({ sizes }) => sizes[field] === undefined);
  const { min, max, desired } = size;
  const kept = { ...(isKept("min") && { min }), ...(isKept("max") && { max }) };
  return { ...kept, start: { ...(!isKept("min") && { min }), ...(!isKept("max") && { max }), desired } };
}

/** The policies and schedules that move the size of a role's group. */
export function buildScaling(
  at: RoleSurroundings & GroupSurroundings,
  { cpu, requests, schedules }: ScalingDesign,
  groupName: Ref<string>,
): void {
  const { design, graph, role } = at;
  const policy = (metric: "cpu" | "requests") => {
    const name = `${role.name}/${metric}`;
    return { name, props: { groupName, policyName: whatScales(design.name, name), metric: metrics[metric] } };
  };
  if (cpu !== undefined) {
    const { name, props } = policy("cpu");
    graph.add(ScalingPolicy, name, { ...props, target: cpu });
  }
  if (requests !== undefined) {
    const { name, props } = policy("requests");
    const { listener, ...counted } = at.wayTo(requests.service);
    // A target group to which no listener leads yet counts no requests.
    graph.add(ScalingPolicy, name, { ...props, target: requests.target, ...counted }, { after: [listener] });
  }
  for (const { name: schedule, time, sizes } of schedules) {
    const name = `${role.name}/${schedule}`;
    graph.add(ScheduledAction, name, { groupName, actionName: whatScales(design.name, name), time, sizes });
  }
}
