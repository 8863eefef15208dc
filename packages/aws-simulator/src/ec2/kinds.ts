/** How EC2 names one kind of resource and refuses its ids. Codes are from the API's error-code reference. */
export interface Kind {
  /** The type in tag specifications. */
  readonly type: string;
  /** What ids begin with, without the hyphen. */
  readonly prefix: string;
  readonly notFound: string;
  readonly malformed: string;
  /** The noun of "The vpc ID '...' does not exist". */
  readonly noun: string;
}

function kind(type: string, prefix: string, noun: string, notFound: string, malformed: string): Kind {
  return {
    type,
    prefix,
    noun,
    notFound,
    malformed,
  };
}

/** Every kind of EC2 resource that has an id. */
export const kinds = {
  vpc: kind("vpc", "vpc", "vpc ID", "InvalidVpcID.NotFound", "InvalidVpcID.Malformed"),
  subnet: kind("subnet", "subnet", "subnet ID", "InvalidSubnetID.NotFound", "InvalidSubnetID.Malformed"),
  internetGateway: kind(
    "internet-gateway",
    "igw",
    "internetGateway ID",
    "InvalidInternetGatewayID.NotFound",
    "InvalidInternetGatewayId.Malformed",
  ),
  // no code for a malformed allocation id is published
  address: kind(
    "elastic-ip",
    "eipalloc",
    "allocation ID",
    "InvalidAllocationID.NotFound",
    "InvalidAllocationID.NotFound",
  ),
  natGateway: kind("natgateway", "nat", "NAT gateway", "NatGatewayNotFound", "NatGatewayMalformed"),
  routeTable: kind(
    "route-table",
    "rtb",
    "routeTable ID",
    "InvalidRouteTableID.NotFound",
    "InvalidRouteTableId.Malformed",
  ),
  association: kind(
    "association",
    "rtbassoc",
    "association ID",
    "InvalidAssociationID.NotFound",
    "InvalidAssociationID.NotFound",
  ),
  networkAcl: kind(
    "network-acl",
    "acl",
    "networkAcl ID",
    "InvalidNetworkAclID.NotFound",
    "InvalidNetworkAclId.Malformed",
  ),
  vpcEndpoint: kind(
    "vpc-endpoint",
    "vpce",
    "Vpc Endpoint Id",
    "InvalidVpcEndpointId.NotFound",
    "InvalidVpcEndpointId.Malformed",
  ),
  securityGroup: kind("security-group", "sg", "security group", "InvalidGroup.NotFound", "InvalidGroupId.Malformed"),
  securityGroupRule: kind(
    "security-group-rule",
    "sgr",
    "security group rule ID",
    "InvalidSecurityGroupRuleId.NotFound",
    "InvalidSecurityGroupRuleId.Malformed",
  ),
  networkInterface: kind(
    "network-interface",
    "eni",
    "networkInterface ID",
    "InvalidNetworkInterfaceID.NotFound",
    "InvalidNetworkInterfaceId.Malformed",
  ),
  volume: kind("volume", "vol", "volume", "InvalidVolume.NotFound", "InvalidVolumeID.Malformed"),
  launchTemplate: kind(
    "launch-template",
    "lt",
    "launch template ID",
    "InvalidLaunchTemplateId.NotFound",
    "InvalidLaunchTemplateId.Malformed",
  ),
  instance: kind("instance", "i", "instance ID", "InvalidInstanceID.NotFound", "InvalidInstanceID.Malformed"),
  image: kind("image", "ami", "image id", "InvalidAMIID.NotFound", "InvalidAMIID.Malformed"),
  dhcpOptions: kind(
    "dhcp-options",
    "dopt",
    "dhcpOption ID",
    "InvalidDhcpOptionID.NotFound",
    "InvalidDhcpOptionsId.Malformed",
  ),
} as const satisfies Record<string, Kind>;
