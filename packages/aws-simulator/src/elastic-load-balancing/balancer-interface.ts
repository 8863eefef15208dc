import { tie } from "../ec2/records/address.ts";
import { createServiceInterface, removeServiceInterface } from "../ec2/service-interface.ts";
import type { Moment } from "../state.ts";
import type { WantedSubnet } from "./balancer-subnets.ts";
import type { BalancerZone, LoadBalancerRecord } from "./records/load-balancer.ts";

/** What an interface of a load balancer takes from it. */
export type InterfaceOwner = Pick<LoadBalancerRecord, "arn" | "type" | "scheme" | "securityGroups">;

/**
 * Puts a load balancer's network interface into a subnet, with a public address when it faces the internet.
 */
export function placeInterface(
  moment: Moment,
  owner: InterfaceOwner,
  { subnet, elastic, privateAddress }: WantedSubnet,
): BalancerZone {
  const entry = createServiceInterface(moment, {
    subnetId: subnet.id,
    description: `ELB ${owner.arn.slice(owner.arn.indexOf("loadbalancer/") + "loadbalancer/".length)}`,
    requesterId: "amazon-elb",
    groupIds: owner.securityGroups,
    interfaceType: owner.type === "network" ? "network_load_balancer" : "interface",
    isPublic: owner.scheme === "internet-facing" && elastic === undefined,
    ...(privateAddress !== undefined && { address: privateAddress }),
  });
  if (elastic !== undefined) tie(moment, elastic, entry);
  return { subnetId: subnet.id, zone: subnet.zone, allocationId: elastic?.id, interfaceId: entry.id, privateAddress };
}

/**
 * Takes the interfaces away some minutes from now; until then they block their subnets, groups and gateway.
 */
export function letInterfacesGo({ account, now }: Moment, zones: readonly BalancerZone[]): void {
  const gone = now + account.latency.transition("loadBalancerInterfacesGone");
  account.schedule(gone, () => {
    for (const { interfaceId } of zones) removeServiceInterface({ account }, interfaceId);
  });
}
