import type { Diagnostic } from "@drydock/systemd/ground";
import { type Around, type Deed, deedsOn, hindrance } from "../aws/deed.ts";
import type { Resource } from "../engine/graph.ts";
import type { ObservedResource } from "../engine/observed.ts";
import { stringsIn } from "../engine/planning/mentions.ts";
import { isRef } from "../engine/ref.ts";
import { type Process, resuming, suspendedIn, suspendedWords } from "./suspended.ts";
import { rollingFields } from "./roll-estimate.ts";

/** Where a group's machines are registered; the kinds around it name themselves, which it does not know. */
const attachment = "attachment";

/**
 * Why what a group is to come to waits for a process that somebody has suspended: a refresh would stand
 * still for hours, a machine never start or never be sent to. A group is deleted all the same, by force, but
 * one that is emptied first, for its machines to run what they run before they go.
 */
export function suspensionProblems(deeds: readonly Deed[], around: Around): Diagnostic[] {
  return deeds.flatMap((deed): Diagnostic[] => {
    const { step, current, wanted } = deed;
    if (step.action === "delete" && current !== undefined && isEmptiedFirst(current))
      return problems(step, current, ["Terminate"], "Or terminate its machines yourself.");
    if (step.action !== "update" || current === undefined || wanted === undefined) return [];
    const needs = neededBy(deed, current, wanted);
    if (needs.includes("Launch") && isAttached(current, step.address, around)) needs.push("AddToLoadBalancer");
    return problems(step, current, needs, "Or take the change back.");
  });
}

/** The same of the place of groups' machines in target groups. */
export function attachmentProblems(deeds: readonly Deed[], { plan, observed }: Around): Diagnostic[] {
  return deeds.flatMap(({ step, wanted }): Diagnostic[] => {
    if (step.action !== "create" || wanted === undefined) return [];
    const group = groupOf(wanted, observed);
    const isMadeAnew = plan.steps.some(({ action, address }) => action === "create" && address === group?.address);
    if (group === undefined || isMadeAnew) return [];
    return problems(step, group, ["AddToLoadBalancer"], "Or take the change back.");
  });
}

function problems(
  step: Deed["step"],
  group: ObservedResource,
  needs: readonly Process[],
  otherwise: string,
): Diagnostic[] {
  const suspended = [...suspendedIn(group)].filter(([name]) => needs.includes(name));
  if (suspended.length === 0) return [];
  const names = suspended.map(([name]) => name);
  return [
    hindrance(step, {
      message: `of the group ${group.id}, ${suspendedWords(suspended)}; this change would never be done`,
      remedy: `Ask who suspended that and why, then resume it and plan again: ${resuming(group.id, names)}. ${otherwise}`,
      rule: "process-suspended",
    }),
  ];
}

function neededBy({ step }: Deed, current: ObservedResource, { props }: Resource): Process[] {
  const changed = (...fields: readonly string[]) => step.changes.some(({ field }) => fields.includes(field));
  const machines = Array.isArray(current.outputs["instanceIds"]) ? current.outputs["instanceIds"].length : 0;
  const needs = new Set<Process>();
  if (machines > 0 && props["rollout"] !== undefined && changed(...rollingFields))
    for (const name of ["Launch", "Terminate", "InstanceRefresh"] as const) needs.add(name);
  else if (machines > 0 && step.changes.some(({ field, before, after }) => isPlace(field) && leaves(before, after)))
    for (const name of ["Launch", "Terminate", "AZRebalance"] as const) needs.add(name);
  const desired = nextDesired(current.props, (field) => (changed(field) ? props[field] : undefined));
  // Until as many serve as are desired, the step is not done.
  if (desired > Number(current.props["desired"]) || (current.status === "pending" && machines < desired))
    needs.add("Launch");
  if (desired < Number(current.props["desired"])) needs.add("Terminate");
  return [...needs];
}

function isEmptiedFirst({ props, outputs }: ObservedResource): boolean {
  return props["leaving"] !== undefined && stringsIn(outputs["instanceIds"]).length > 0;
}

function isPlace(field: string): boolean {
  return field === "subnetIds" || field === "zones";
}

function leaves(before: unknown, after: unknown): boolean {
  const staying = stringsIn(after);
  return stringsIn(before).some((place) => !staying.includes(place));
}

/** Bounds move a desired capacity that they exclude (Auto Scaling API reference, UpdateAutoScalingGroup). */
function nextDesired(current: ObservedResource["props"], written: (field: string) => unknown): number {
  const next = (field: string) => Number(written(field) ?? current[field]);
  return Math.min(Math.max(next("desired"), next("min")), next("max"));
}

/** Whether a group registers its machines somewhere, or will. */
function isAttached({ outputs }: ObservedResource, address: string, around: Around): boolean {
  const standing = stringsIn(outputs["targetGroupArns"]).length > 0;
  return standing || deedsOn(attachment, around).some(({ wanted }) => wanted !== undefined && names(wanted, address));
}

function names({ props }: Resource, address: string): boolean {
  const group = props["groupName"];
  return isRef(group) && group.$ref === address;
}

function groupOf(wanted: Resource, observed: readonly ObservedResource[]): ObservedResource | undefined {
  const group = wanted.props["groupName"];
  return observed.find(
    ({ address, id, status }) =>
      (isRef(group) ? address === group.$ref : id === group && address.startsWith("auto-scaling-group/")) &&
      status !== "deleting",
  );
}
