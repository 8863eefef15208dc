import type { Look } from "../aws/cloud.ts";
import type { Resource } from "../engine/graph.ts";
import { gathered } from "../engine/gather.ts";
import type { ObservedResource, ObservedState } from "../engine/observed.ts";
import type { Notice } from "../engine/plan.ts";
import { AutoScalingGroup } from "../kinds/auto-scaling-group.ts";
import { nameWithin } from "../kinds/name-within.ts";
import { scalingPolicies, scheduledActions } from "../kinds/what-scales.ts";

/** What a blueprint comes to, with what is said of the groups whose size it leaves alone. */
export interface Spared {
  readonly resources: readonly Resource[];
  readonly notices: readonly Notice[];
}

/**
 * Leaves the desired capacity of a group alone where somebody else's policy or schedule moves it. The account
 * is asked for these only where the blueprint desires another number than the group does.
 */
export async function sparingScaled(
  resources: readonly Resource[],
  observed: ObservedState,
  look: Look,
): Promise<Spared> {
  const moved = movedGroups(resources, observed);
  if (moved.size === 0) return { resources, notices: [] };
  const owners = await ownersOf(look);
  const notices: Notice[] = [];
  const spared = resources.map((resource) => {
    const group = moved.get(resource.address);
    const names = group === undefined ? [] : owners(group.id);
    if (group === undefined || names.length === 0) return resource;
    const { desired, ...props } = resource.props;
    notices.push({ severity: "warning", address: resource.address, message: said(group, desired, names) });
    return { ...resource, props: { ...props, start: { desired } } };
  });
  return { resources: spared, notices };
}

/** The groups as they stand that desire another number than the blueprint does, by address. */
export function movedGroups(
  resources: readonly Resource[],
  observed: ObservedState,
): ReadonlyMap<string, ObservedResource> {
  const groups = observed.resources.filter(({ kind }) => kind === AutoScalingGroup.name);
  const standingAt = gathered(groups, ({ address }) => address);
  return new Map(resources.flatMap((resource) => movedOf(resource, standingAt.get(resource.address) ?? [])));
}

/** The group as it stands, where it desires another number than the resource. */
function movedOf(
  { address, kind, props }: Resource,
  standing: readonly ObservedResource[],
): readonly (readonly [string, ObservedResource])[] {
  if (kind !== AutoScalingGroup.name || props["desired"] === undefined) return [];
  return standing
    .filter((one) => one.status !== "deleting")
    .filter((one) => one.props["desired"] !== props["desired"])
    .map((one) => [address, one]);
}

/** Everything that moves a group of that name and is not the cluster's own, by kind and name. */
async function ownersOf(look: Look): Promise<(groupName: string) => readonly string[]> {
  const [policies, actions] = await Promise.all([scalingPolicies(look), scheduledActions(look)]);
  return (groupName) =>
    [
      ...policies
        .filter(({ AutoScalingGroupName, Enabled = true }) => AutoScalingGroupName === groupName && Enabled)
        .filter(({ PolicyName }) => nameWithin(look.cluster, PolicyName) === undefined)
        .map(({ PolicyName }) => `scaling policy ${JSON.stringify(PolicyName)}`),
      ...actions
        .filter(({ AutoScalingGroupName }) => AutoScalingGroupName === groupName)
        .filter(({ ScheduledActionName }) => nameWithin(look.cluster, ScheduledActionName) === undefined)
        .map(({ ScheduledActionName }) => `scheduled action ${JSON.stringify(ScheduledActionName)}`),
    ].toSorted();
}

function said({ address, props }: ObservedResource, desired: unknown, names: readonly string[]): string {
  const verb = names.length === 1 ? "moves" : "move";
  return `${address} keeps ${String(props["desired"])} instances, not ${String(desired)}: ${names.join(" and ")}, not of this blueprint, ${verb} that number`;
}
