import type { AutoScalingGroup } from "@aws-sdk/client-auto-scaling";
import type { Look, Step } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";
import { type AnyTag, tagKeys, tagValue } from "../aws/tags.ts";
import { ofGroup } from "./group-tags.ts";

/** How many of a group's machines stand in subnets that it no longer has. */
export interface Elsewhere {
  readonly elsewhere?: number;
}

type Group = Pick<AutoScalingGroup, "Instances" | "VPCZoneIdentifier"> & {
  readonly Tags?: readonly AnyTag[] | undefined;
};

/**
 * Where the machines of a group stand, which its listing does not tell. EC2 is asked only of a group whose
 * subnets were changed so that machines may stand elsewhere, which it bears a mark of.
 */
export async function lookElsewhere({ clients: { ec2 }, request }: Look, group: Group): Promise<Elsewhere> {
  const { Instances = [], VPCZoneIdentifier = "", Tags } = group;
  const staying = Instances.filter(({ LifecycleState = "" }) => !LifecycleState.startsWith("Terminat"));
  const ids = staying.flatMap(({ InstanceId }) => InstanceId ?? []);
  if (tagValue(Tags, tagKeys.moved) === undefined || ids.length === 0) return {};
  const Filters = [{ Name: "instance-id", Values: ids }];
  const instances = await items(
    (NextToken) => ec2.describeInstances({ Filters, NextToken }, request),
    ({ Reservations }) => Reservations?.flatMap(({ Instances: all = [] }) => all),
  );
  const subnets = new Set(VPCZoneIdentifier.split(","));
  return { elsewhere: instances.filter(({ SubnetId = "" }) => SubnetId !== "" && !subnets.has(SubnetId)).length };
}

/**
 * Whether machines of a group stay where they are though it no longer has their subnet: AWS moves those whose
 * zone it no longer has, and says nothing of another subnet of the same zone (Auto Scaling user guide,
 * rebalancing activities).
 */
export async function leavesMachines(
  { clients: { ec2 }, request }: Look,
  before: readonly string[] = [],
  wanted: readonly string[] = [],
): Promise<boolean> {
  const dropped = before.filter((id) => !wanted.includes(id));
  if (dropped.length === 0) return false;
  const { Subnets = [] } = await ec2.describeSubnets({ SubnetIds: [...new Set([...dropped, ...wanted])] }, request);
  const zoneOf = new Map(Subnets.map(({ SubnetId, AvailabilityZone }) => [SubnetId, AvailabilityZone]));
  const zones = new Set(wanted.map((id) => zoneOf.get(id)));
  return dropped.some((id) => zones.has(zoneOf.get(id)));
}

/** Marks a group before that is done, so that who looks later asks where its machines stand. */
export async function markMoved({ clients: { autoScaling }, request }: Step, groupName: string): Promise<void> {
  const tag = { ...ofGroup(groupName), Key: tagKeys.moved, Value: "on", PropagateAtLaunch: false };
  await autoScaling.createOrUpdateTags({ Tags: [tag] }, request);
}
