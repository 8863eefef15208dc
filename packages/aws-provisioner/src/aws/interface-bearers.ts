import type { NetworkInterface } from "@aws-sdk/client-ec2";
import { gather } from "../engine/gather.ts";
import type { ObservedResource } from "../engine/observed.ts";
import { stringsIn } from "../engine/planning/mentions.ts";
import { kindNamed } from "../kinds/registry.ts";

/**
 * Tells of interfaces whose they are, of what was observed: first the interface as a resource of its own,
 * which stays when the machine goes that it is attached to.
 */
export function interfaceBearers(
  observed: readonly ObservedResource[],
): (one: NetworkInterface) => readonly ObservedResource[] {
  const bearers = new Map<string, ObservedResource[]>();
  for (const resource of observed) {
    for (const name of kindNamed(resource.kind).interfacesOf?.(resource) ?? []) gather(bearers, name, resource);
  }
  return (one) => [...new Set(namesOn(one).flatMap((name) => bearers.get(name) ?? []))];
}

/**
 * Whether an interface lies where its balancer no longer stands: AWS takes it away some minutes after the
 * balancer has left the subnet.
 */
export function isLeftBehind({ Description = "", SubnetId = "" }: NetworkInterface, bearer: ObservedResource): boolean {
  return Description.startsWith("ELB ") && !stringsIn(bearer.props).includes(SubnetId);
}

/** By what an interface tells whose it is, as `interfacesOf` of each kind says it. */
function namesOn({ NetworkInterfaceId, Attachment, Description }: NetworkInterface): string[] {
  // EC2 User Guide, "Requester-managed network interfaces": a balancer's say "ELB net/<name>/<id>".
  const balancer = Description?.startsWith("ELB ") ? Description.replace(/^ELB /, "loadbalancer/") : undefined;
  return [NetworkInterfaceId, Attachment?.InstanceId, balancer].filter((name) => name !== undefined);
}
