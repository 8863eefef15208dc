import type { CreateLoadBalancerInput } from "@aws-sdk/client-elastic-load-balancing-v2";
import { AwsError } from "../aws-error.ts";
import { isSeen } from "../ec2/record.ts";
import { type Address, addresses } from "../ec2/records/address.ts";
import { type Subnet, subnets } from "../ec2/records/subnet.ts";
import { checkFree, freeAddresses } from "../ec2/subnet-addresses.ts";
import { validationError } from "../request/modelled-error.ts";
import type { Moment } from "../state.ts";
import { balancingError } from "./errors.ts";

/** One subnet that a load balancer is to have, with the addresses chosen for it. */
export interface WantedSubnet {
  readonly subnet: Subnet;
  readonly elastic: Address | undefined;
  readonly privateAddress: string | undefined;
}

/** How a request names subnets. */
export type SubnetRequest = Pick<CreateLoadBalancerInput, "Subnets" | "SubnetMappings">;

/**
 * Checks the subnets of a load balancer: known, one a zone, of one VPC, two at least for an application one,
 * with room. All that placing an interface in one could refuse is refused here, before there is any.
 */
export function wantedSubnets(
  moment: Moment,
  { Subnets, SubnetMappings }: SubnetRequest,
  { type, scheme }: { readonly type: "application" | "network"; readonly scheme: "internet-facing" | "internal" },
): readonly [WantedSubnet, ...WantedSubnet[]] {
  if (Subnets !== undefined && SubnetMappings !== undefined) {
    throw validationError("You can specify either subnets or subnet mappings, but not both");
  }
  const mappings = SubnetMappings ?? (Subnets ?? []).map((SubnetId) => ({ SubnetId }));
  const [first, ...others] = mappings.map((mapping) => wantedSubnet(moment, mapping, type, scheme));
  if (first === undefined) throw validationError("You must specify subnets or subnet mappings");
  const all = [first, ...others];
  if (new Set(all.map(({ subnet }) => subnet.vpcId)).size > 1) {
    throw balancingError("InvalidConfigurationRequest", "All subnets must belong to the same VPC");
  }
  if (new Set(all.map(({ subnet }) => subnet.zone)).size < all.length) {
    throw balancingError(
      "InvalidConfigurationRequest",
      "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
    );
  }
  if (type === "application" && all.length < 2) {
    throw validationError("At least two subnets in two different Availability Zones must be specified");
  }
  const elastic = all.filter((wanted) => wanted.elastic !== undefined).length;
  if (elastic > 0 && elastic < all.length) {
    throw balancingError(
      "InvalidConfigurationRequest",
      "You must specify an allocation ID for every subnet or for none",
    );
  }
  return [first, ...others];
}

function wantedSubnet(
  moment: Moment,
  {
    SubnetId = "",
    AllocationId,
    PrivateIPv4Address,
  }: { SubnetId?: string | undefined; AllocationId?: string | undefined; PrivateIPv4Address?: string | undefined },
  type: "application" | "network",
  scheme: "internet-facing" | "internal",
): WantedSubnet {
  const { account } = moment;
  const subnet = account.of(subnets).get(SubnetId);
  if (subnet === undefined || !isSeen(subnet, moment))
    throw balancingError("SubnetNotFound", `The subnet ID '${SubnetId}' does not exist`);
  // Elastic Load Balancing user guide: eight free addresses in each subnet of an application load balancer.
  if (freeAddresses(moment, subnet) < (type === "application" ? 8 : 1)) {
    throw balancingError(
      "InvalidSubnet",
      `Not enough IP space available in ${SubnetId}. ELB requires at least 8 free IP addresses in each subnet.`,
    );
  }
  if (type === "application" && (AllocationId ?? PrivateIPv4Address) !== undefined) {
    throw balancingError(
      "InvalidConfigurationRequest",
      "Elastic IPs and private addresses can be specified for load balancers of type 'network' only",
    );
  }
  if (AllocationId !== undefined && scheme === "internal") {
    throw balancingError(
      "InvalidConfigurationRequest",
      "Elastic IPs are not supported for load balancers with scheme 'internal'",
    );
  }
  if (PrivateIPv4Address !== undefined && scheme !== "internal") {
    throw balancingError(
      "InvalidConfigurationRequest",
      "Private IPv4 addresses are supported for load balancers with scheme 'internal' only",
    );
  }
  if (PrivateIPv4Address !== undefined) checkPrivateAddress(moment, subnet, PrivateIPv4Address);
  const elastic = AllocationId === undefined ? undefined : account.of(addresses).get(AllocationId);
  if (AllocationId !== undefined && (elastic === undefined || !isSeen(elastic, moment))) {
    throw balancingError("AllocationIdNotFound", `The allocation IDs '${AllocationId}' do not exist`);
  }
  if (elastic?.association !== undefined) {
    throw balancingError("ResourceInUse", `The allocation IDs '${AllocationId}' are not available for use`);
  }
  return { subnet, elastic, privateAddress: PrivateIPv4Address };
}

/** Refuses an address that the subnet cannot give, in the words of EC2 but under a code of this service. */
function checkPrivateAddress(moment: Moment, subnet: Subnet, address: string): void {
  try {
    checkFree(moment, subnet, address);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw balancingError("InvalidConfigurationRequest", error.message);
  }
}
