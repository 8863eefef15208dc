import type { NetworkInterface } from "@aws-sdk/client-ec2";
import type { Diagnostic } from "@drydock/systemd/ground";
import type { Look } from "../aws/cloud.ts";
import { interfaceOwners } from "../aws/interface-owner.ts";
import { tagKeys, tagValue } from "../aws/tags.ts";
import { addressOf, type Resource } from "../engine/graph.ts";
import type { ObservedResource } from "../engine/observed.ts";
import type { Plan } from "../engine/plan.ts";
import { isRef } from "../engine/ref.ts";
import { kindNamed } from "../kinds/registry.ts";
import { interfacesBeside } from "./holds.ts";

/** An address that a step is to take in a subnet that stands. */
interface Taking {
  readonly at: string;
  readonly subnetId: string;
  readonly address: string;
}

/**
 * The fixed addresses that a plan is to take and that something else has which no step takes away: a balancer
 * or another machine has drawn them. Costs a call where something takes one in a subnet that stands, and none
 * where nothing does.
 */
export async function takenAddresses(
  plan: Plan,
  observed: readonly ObservedResource[],
  look: Look,
): Promise<Diagnostic[]> {
  const takings = takingsIn(plan, observed);
  if (takings.length === 0) return [];
  const interfaces = await interfacesBeside(look, observed);
  const freed = freedBy(plan, observed);
  const taken = takings.flatMap((taking) =>
    interfaces.filter((one) => has(one, taking) && !freed(one)).map((one) => ({ taking, one })),
  );
  const owners = await interfaceOwners(
    look,
    taken.map(({ one }) => one),
  );
  return taken.flatMap(({ taking: { at, address }, one }): Diagnostic[] => {
    const owner = owners.get(one);
    // What an interrupted run made is not listed at once; groups' machines bear no address of their own.
    const isOwn = owner !== "gone" && owner?.cluster === plan.cluster && owner.group === undefined;
    if (owner === undefined || owner === "gone" || isOwn) return [];
    return [
      {
        severity: "error",
        path: `${at}.address`,
        message: `${address} is held by ${owner.name} (interface ${one.NetworkInterfaceId})`,
        remedy: "Give another address of the subnet, or have what holds it move first.",
        rule: "address-taken",
      },
    ];
  });
}

function takingsIn({ steps, resources }: Plan, observed: readonly ObservedResource[]): Taking[] {
  const wanted = new Map(resources.map((resource) => [resource.address, resource]));
  return steps.flatMap(({ action, address: at }): Taking[] => {
    const resource = wanted.get(at);
    if (action !== "create" || resource === undefined) return [];
    const { exclusive } = kindNamed(resource.kind);
    const address = exclusive && resource.props[exclusive];
    const subnetId = standingSubnet(resource, observed);
    return typeof address === "string" && subnetId !== undefined ? [{ at, subnetId, address }] : [];
  });
}

/** The id of the subnet in which a resource is to be; undefined of one that is to be made itself. */
function standingSubnet({ props }: Resource, observed: readonly ObservedResource[]): string | undefined {
  const subnet = props["subnetId"];
  if (typeof subnet === "string") return subnet;
  return isRef(subnet) ? observed.find(({ address }) => address === subnet.$ref)?.id : undefined;
}

function has({ SubnetId, PrivateIpAddresses = [], TagSet }: NetworkInterface, { at, subnetId, address }: Taking) {
  const isThere = SubnetId === subnetId && PrivateIpAddresses.some((one) => one.PrivateIpAddress === address);
  return isThere && tagValue(TagSet, tagKeys.address) !== at;
}

/** Whether a step takes away what has an interface, or the interface, before its address is another's. */
function freedBy({ steps }: Plan, observed: readonly ObservedResource[]) {
  const going = steps.flatMap(({ action, kind, target }) =>
    action === "delete" ? [addressOf({ name: kind }, target ?? "")] : [],
  );
  const leaving = observed.filter(({ kind, id }) => going.includes(addressOf({ name: kind }, id)));
  return (one: NetworkInterface) =>
    leaving.some(
      (resource) =>
        resource.id === one.NetworkInterfaceId || (kindNamed(resource.kind).hasInterface?.(resource, one) ?? false),
    );
}
