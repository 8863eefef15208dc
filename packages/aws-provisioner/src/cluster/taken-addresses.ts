import type { NetworkInterface } from "@aws-sdk/client-ec2";
import type { Diagnostic } from "@drydock/systemd/ground";
import type { Look } from "../aws/cloud.ts";
import { interfaceBearers } from "../aws/interface-bearers.ts";
import { interfaceOwners } from "../aws/interface-owner.ts";
import { tagKeys, tagValue } from "../aws/tags.ts";
import { gathered } from "../engine/gather.ts";
import { addressOf, type Resource } from "../engine/graph.ts";
import type { ObservedResource } from "../engine/observed.ts";
import type { Plan } from "../engine/plan.ts";
import { Bearers } from "../engine/planning/bearers.ts";
import type { WantedNeeds } from "../engine/planning/add-needs.ts";
import { isRef, refsIn } from "../engine/ref.ts";
import { kindNamed } from "../kinds/registry.ts";
import { interfacesBeside } from "./holds.ts";

/** An address that a step is to take in a subnet that stands. */
interface Taking {
  readonly step: string;
  readonly at: string;
  readonly subnetId: string;
  readonly address: string;
  /** Ids of what it is to have it by: an interface. */
  readonly by: readonly string[];
}

/** Addresses that something has drawn. */
export interface TakenAddresses {
  readonly problems: readonly Diagnostic[];
  /** What takes one, with the steps that take away what has it. */
  readonly freed: readonly WantedNeeds[];
}

/**
 * The fixed addresses that a plan is to take and that something else has: a balancer or another machine has
 * drawn them. Where no step takes that away it is a problem. Costs a call where something takes one in a
 * subnet that stands, and none where nothing does.
 */
export async function takenAddresses(
  plan: Plan,
  observed: readonly ObservedResource[],
  look: Look,
): Promise<TakenAddresses> {
  const takings = takingsIn(plan, observed);
  if (takings.length === 0) return { problems: [], freed: [] };
  const interfaces = await interfacesBeside(look, observed);
  const freeing = freedBy(plan, observed);
  const having = new Bearers(interfaces, ({ PrivateIpAddresses = [] }) =>
    PrivateIpAddresses.flatMap(({ PrivateIpAddress = [] }) => PrivateIpAddress),
  );
  const drawn = takings.flatMap((taking) =>
    having
      .ofAny([taking.address])
      .filter((one) => has(one, taking))
      .map((one) => ({ taking, one, steps: freeing(one) })),
  );
  const taken = drawn.filter(({ steps }) => steps.length === 0);
  const bearersOf = interfaceBearers(observed);
  const owners = await interfaceOwners(
    look,
    taken.map(({ one }) => one),
  );
  const problems = taken.flatMap(({ taking: { at, address }, one }): Diagnostic[] => {
    const owner = owners.get(one);
    if (owner === undefined || owner === "gone") return [];
    // A machine that an interrupted run made is not listed at once; a group's bears no address of its own.
    const isMachine = owner.cluster === plan.cluster && one.Attachment?.InstanceId !== undefined;
    if (isMachine && owner.group === undefined && bearersOf(one).length === 0) return [];
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
  const freed = drawn.flatMap(({ taking, steps }) => (steps.length > 0 ? [[taking.step, steps] as const] : []));
  return { problems, freed };
}

function takingsIn({ steps, resources }: Plan, observed: readonly ObservedResource[]): Taking[] {
  const wanted = new Map(resources.map((resource) => [resource.address, resource]));
  const standingAt = gathered(observed, ({ address }) => address);
  const idsAt = (address: string) => (standingAt.get(address) ?? []).map((one) => one.id);
  return steps.flatMap(({ id, action, address: at }): Taking[] => {
    const resource = wanted.get(at);
    if (action !== "create" || resource === undefined) return [];
    const { exclusive } = kindNamed(resource.kind);
    const address = exclusive && resource.props[exclusive];
    const subnetId = standingSubnet(resource, idsAt);
    if (typeof address !== "string" || subnetId === undefined) return [];
    const by = refsIn(resource.props).flatMap(({ $ref }) => idsAt($ref));
    return [{ step: id, at, subnetId, address, by }];
  });
}

/** The id of the subnet in which a resource is to be; undefined of one that is to be made itself. */
function standingSubnet({ props }: Resource, idsAt: (address: string) => readonly string[]): string | undefined {
  const subnet = props["subnetId"];
  if (typeof subnet === "string") return subnet;
  return isRef(subnet) ? idsAt(subnet.$ref)[0] : undefined;
}

function has(
  { SubnetId, NetworkInterfaceId = "", PrivateIpAddresses = [], TagSet }: NetworkInterface,
  { at, subnetId, address, by }: Taking,
) {
  const isThere = SubnetId === subnetId && PrivateIpAddresses.some((one) => one.PrivateIpAddress === address);
  return isThere && tagValue(TagSet, tagKeys.address) !== at && !by.includes(NetworkInterfaceId);
}

/** The steps that take away what has an interface, or the interface. */
function freedBy({ steps }: Plan, observed: readonly ObservedResource[]) {
  const deletions = new Map(
    steps.flatMap(({ id, action, kind, target }) =>
      action === "delete" ? [[addressOf({ name: kind }, target ?? ""), id]] : [],
    ),
  );
  const stepOf = ({ kind, id }: ObservedResource) => deletions.get(addressOf({ name: kind }, id));
  const bearersOf = interfaceBearers(observed.filter((resource) => stepOf(resource) !== undefined));
  return (one: NetworkInterface) => bearersOf(one).flatMap((resource) => stepOf(resource) ?? []);
}
