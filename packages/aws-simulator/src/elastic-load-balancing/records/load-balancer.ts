import { table } from "../../resource.ts";
import type { Account } from "../../state.ts";
import { balancingError, checkArn } from "../errors.ts";

/** One zone of a load balancer. */
export interface BalancerZone {
  readonly subnetId: string;
  readonly zone: string;
  readonly allocationId: string | undefined;
  /** Id of the network interface that the balancer has in the subnet. */
  readonly interfaceId: string;
  readonly privateAddress: string | undefined;
}

/** A load balancer. */
export interface LoadBalancerRecord {
  readonly arn: string;
  readonly name: string;
  readonly type: "application" | "network";
  readonly scheme: "internet-facing" | "internal";
  readonly vpcId: string;
  readonly created: number;
  readonly dnsName: string;
  readonly canonicalZoneId: string;
  ipAddressType: "ipv4" | "dualstack" | "dualstack-without-public-ipv4";
  zones: BalancerZone[];
  securityGroups: string[];
  state: "provisioning" | "active";
  /** When it became active. */
  activeSince: number | undefined;
  readonly attributes: Map<string, string>;
  readonly tags: Map<string, string>;
}

/** The account's load balancers by ARN. */
export const loadBalancers = table<LoadBalancerRecord>("elastic-load-balancing/load-balancers");

/** Finds a load balancer by ARN. */
export function loadBalancerAt(account: Account, arn: string): LoadBalancerRecord {
  checkArn(arn, "loadbalancer", "load balancer");
  const found = account.of(loadBalancers).get(arn);
  if (found === undefined) throw balancingError("LoadBalancerNotFound", `Load balancer '${arn}' not found`);
  return found;
}
