import type { Filter, NetworkInterface } from "@aws-sdk/client-ec2";
import type { Look } from "./cloud.ts";
import { items } from "./pages.ts";
import { tagKeys, tagValue } from "./tags.ts";

/** Under which a look keeps its listing of interfaces. */
const key = "network-interfaces";

function list({ clients: { ec2 }, request }: Look, filters: readonly Filter[]): Promise<NetworkInterface[]> {
  return items(
    (NextToken) => ec2.describeNetworkInterfaces({ Filters: [...filters], NextToken }, request),
    ({ NetworkInterfaces }) => NetworkInterfaces,
  );
}

/** The cluster's own interfaces; without a call of its own in a look that has listed those around it. */
export async function ownInterfaces(look: Look): Promise<NetworkInterface[]> {
  const all = await look.once(key, () => list(look, look.owned));
  return all.filter(({ TagSet }) => tagValue(TagSet, tagKeys.cluster) === look.cluster);
}

/**
 * Every interface, whosever it is, in those networks; where there are none, those in the security groups. One
 * call, which tells the cluster's own too.
 */
export async function interfacesAround(
  look: Look,
  { vpcIds, groupIds }: { readonly vpcIds: readonly string[]; readonly groupIds: readonly string[] },
): Promise<NetworkInterface[]> {
  if (vpcIds.length === 0 && groupIds.length === 0) return [];
  const filter =
    vpcIds.length > 0 ? { Name: "vpc-id", Values: [...vpcIds] } : { Name: "group-id", Values: [...groupIds] };
  return look.once(key, () => list(look, [filter]));
}
