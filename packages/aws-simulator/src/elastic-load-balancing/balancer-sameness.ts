import type { CreateLoadBalancerInput } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { LoadBalancerRecord } from "./records/load-balancer.ts";

/** Whether a create request asks for what a balancer of its name is already: then it is no error. */
export function hasSameSettings(
  balancer: LoadBalancerRecord,
  input: Pick<
    CreateLoadBalancerInput,
    "Type" | "Scheme" | "IpAddressType" | "Subnets" | "SubnetMappings" | "SecurityGroups"
  >,
): boolean {
  const subnets = input.SubnetMappings?.map(({ SubnetId = "" }) => SubnetId) ?? input.Subnets ?? [];
  const equal = (a: readonly string[], b: readonly string[]): boolean => a.toSorted().join() === b.toSorted().join();
  return (
    balancer.type === (input.Type ?? "application") &&
    balancer.scheme === (input.Scheme ?? "internet-facing") &&
    balancer.ipAddressType === (input.IpAddressType ?? "ipv4") &&
    equal(
      balancer.zones.map(({ subnetId }) => subnetId),
      subnets,
    ) &&
    (input.SecurityGroups === undefined || equal(balancer.securityGroups, input.SecurityGroups))
  );
}
