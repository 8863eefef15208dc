import type { Filter, NetworkInterface, SecurityGroup } from "@aws-sdk/client-ec2";
import type { Holder } from "../engine/provider.ts";
import type { Look } from "./cloud.ts";
import { items } from "./pages.ts";
import { tagKeys, tagValue } from "./tags.ts";

/** What holds something, as AWS tells it: interfaces, whose owners have yet to be found, and the rest. */
export interface Holding {
  readonly interfaces?: readonly NetworkInterface[];
  readonly others?: readonly Holder[];
}

/** The interfaces that such a filter finds, as they are now. */
export function interfacesBy(
  { clients: { ec2 }, request }: Look,
  Name: string,
  id: string,
): Promise<NetworkInterface[]> {
  const Filters: Filter[] = [{ Name, Values: [id] }];
  return items(
    (NextToken) => ec2.describeNetworkInterfaces({ Filters, NextToken }, request),
    ({ NetworkInterfaces }) => NetworkInterfaces,
  );
}

/**
 * Every security group in those networks, whosever it is: once in a look. No filter finds the groups whose
 * rules name another one both on their way in and out.
 */
export async function groupsAround(look: Look, vpcIds: readonly string[]): Promise<readonly SecurityGroup[]> {
  const Values = [...new Set(vpcIds)];
  if (Values.length === 0) return [];
  const { clients, request } = look;
  return look.once("groups-around", () =>
    items(
      (NextToken) => clients.ec2.describeSecurityGroups({ Filters: [{ Name: "vpc-id", Values }], NextToken }, request),
      ({ SecurityGroups }) => SecurityGroups,
    ),
  );
}

/** Whether a rule of a group names that group. */
export function namesGroup({ IpPermissions = [], IpPermissionsEgress = [] }: SecurityGroup, id: string): boolean {
  const rules = [...IpPermissions, ...IpPermissionsEgress];
  return rules.some(({ UserIdGroupPairs = [] }) => UserIdGroupPairs.some(({ GroupId }) => GroupId === id));
}

/** A group, in words, with the cluster of Drydock's that it belongs to. */
export function groupName({ GroupId, GroupName, Tags }: SecurityGroup): string {
  const cluster = tagValue(Tags, tagKeys.cluster);
  const of = cluster === undefined ? "" : ` of the cluster ${JSON.stringify(cluster)}`;
  return `${GroupId} (${GroupName})${of}`;
}
