import { balancingTable } from "../table.ts";

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
export const loadBalancers = balancingTable<LoadBalancerRecord>({
  type: "loadbalancer",
  noun: "load balancer",
  notFound: "LoadBalancerNotFound",
  // The words: cloud-custodian pull request 3593.
  missing: (arn) => `Load balancer '${arn}' not found`,
});
