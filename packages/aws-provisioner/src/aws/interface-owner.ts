import type { Instance, NetworkInterface } from "@aws-sdk/client-ec2";
import type { Look } from "./cloud.ts";
import { inParts } from "./in-parts.ts";
import { items } from "./pages.ts";
import { type AnyTag, tagKeys, tagValue } from "./tags.ts";
import { unlessGone } from "../kinds/unless-gone.ts";

/** Whose an interface is that no resource of the cluster has: `gone` where that is on its way out. */
export type InterfaceOwner =
  | "gone"
  | {
      /** In words: `machine i-0a1b of the cluster "quay"`. */
      readonly name: string;
      /** The cluster of Drydock's that it belongs to. */
      readonly cluster?: string | undefined;
      /** The auto-scaling group that launched it. */
      readonly group?: string | undefined;
    };

/**
 * Finds out whose interfaces are, by AWS's own words on them and a call for each sort of owner. What answers
 * to none of these has its description as its name.
 */
export async function interfaceOwners(
  look: Look,
  interfaces: readonly NetworkInterface[],
): Promise<ReadonlyMap<NetworkInterface, InterfaceOwner>> {
  const instances = await instancesOf(look, interfaces);
  const owned = interfaces.map(async (one) => [one, await ownerOf(look, one, instances)] as const);
  return new Map(await Promise.all(owned));
}

async function ownerOf(
  look: Look,
  { NetworkInterfaceId, SubnetId, Description = "", Attachment }: NetworkInterface,
  instances: ReadonlyMap<string, Instance>,
): Promise<InterfaceOwner> {
  const { clients, request } = look;
  if (Attachment?.InstanceId !== undefined)
    return machine(Attachment.InstanceId, instances.get(Attachment.InstanceId), look.cluster);
  // EC2 User Guide, "Requester-managed network interfaces"; the form of a balancer's is its ARN's end.
  const [, end, balancer] = /^ELB ((?:app|net)\/([^/]+)\/.+)/.exec(Description) ?? [];
  if (balancer !== undefined) {
    const input = { Names: [balancer] };
    const found = await unlessGone(
      look.once(`balancer ${balancer}`, () => clients.balancing.describeLoadBalancers(input, request)),
    );
    // Of the same name there may be another one by now.
    const own = found?.LoadBalancers?.find(({ LoadBalancerArn }) => LoadBalancerArn?.endsWith(`:loadbalancer/${end}`));
    const arn = own?.LoadBalancerArn;
    // What it has left behind in a subnet goes some minutes later.
    const stands = own?.AvailabilityZones?.some((zone) => zone.SubnetId === SubnetId) ?? true;
    if (arn === undefined || !stands) return "gone";
    const tagged = await unlessGone(
      look.once(`tags of ${balancer}`, () => clients.balancing.describeTags({ ResourceArns: [arn] }, request)),
    );
    return bearing(`load balancer ${balancer}`, tagged?.TagDescriptions?.[0]?.Tags);
  }
  const [, gateway] = /^Interface for NAT Gateway (nat-\w+)/.exec(Description) ?? [];
  if (gateway !== undefined) {
    const { NatGateways = [] } = await clients.ec2.describeNatGateways(
      { Filter: [{ Name: "nat-gateway-id", Values: [gateway] }] },
      request,
    );
    const live = NatGateways.find(({ State }) => State !== "deleting" && State !== "deleted");
    return live === undefined ? "gone" : bearing(`NAT gateway ${gateway}`, live.Tags);
  }
  const [, endpoint] = /^VPC Endpoint Interface (vpce-\w+)/.exec(Description) ?? [];
  if (endpoint !== undefined) {
    const { VpcEndpoints = [] } = await clients.ec2.describeVpcEndpoints(
      { Filters: [{ Name: "vpc-endpoint-id", Values: [endpoint] }] },
      request,
    );
    const live = VpcEndpoints.find(({ State }) => !/^delet/i.test(State ?? ""));
    return live === undefined ? "gone" : bearing(`VPC endpoint ${endpoint}`, live.Tags);
  }
  return { name: Description === "" ? `interface ${NetworkInterfaceId}` : JSON.stringify(Description) };
}

/** With the cluster that its tags name. */
function bearing(name: string, tags: readonly AnyTag[] | undefined): Exclude<InterfaceOwner, "gone"> {
  return of(name, tagValue(tags, tagKeys.cluster));
}

function of(name: string, cluster: string | undefined): Exclude<InterfaceOwner, "gone"> {
  return { name: cluster === undefined ? name : `${name} of the cluster ${JSON.stringify(cluster)}`, cluster };
}

/** @param asking The cluster that is looked for: of its own groups' machines, the group is told. */
function machine(id: string, instance: Instance | undefined, asking: string): InterfaceOwner {
  const { State, Tags } = instance ?? {};
  if (State === undefined || State.Name === "terminated" || State.Name === "shutting-down") return "gone";
  const named = tagValue(Tags, "Name");
  const name = `machine ${id}${named === undefined ? "" : ` (${named})`}`;
  const [served] = tagValue(Tags, tagKeys.node)?.split("/") ?? [];
  const cluster = tagValue(Tags, tagKeys.cluster) ?? (served === asking ? undefined : served);
  return { ...of(name, cluster), group: tagValue(Tags, "aws:autoscaling:groupName") };
}

async function instancesOf(
  { clients: { ec2 }, request }: Look,
  interfaces: readonly NetworkInterface[],
): Promise<ReadonlyMap<string, Instance>> {
  const ids = [...new Set(interfaces.flatMap(({ Attachment }) => Attachment?.InstanceId ?? []))];
  // By a filter: a listing by ids is refused as a whole where one of them is not there any more.
  const listings = inParts(ids).map((Values) =>
    items(
      (NextToken) => ec2.describeInstances({ Filters: [{ Name: "instance-id", Values }], NextToken }, request),
      ({ Reservations }) => Reservations?.flatMap(({ Instances = [] }) => Instances),
    ),
  );
  const found = (await Promise.all(listings)).flat();
  return new Map(found.map((instance) => [instance.InstanceId ?? "", instance]));
}
