import type { Slice } from "../state.ts";
import type { Address } from "./address.ts";
import type { TokenRecord } from "./idempotency.ts";
import type { Instance } from "./instance.ts";
import type { InternetGateway } from "./internet-gateway.ts";
import type { LaunchTemplate } from "./launch-template.ts";
import type { NatGateway } from "./nat-gateway.ts";
import type { NetworkAcl } from "./network-acl.ts";
import type { NetworkInterface } from "./network-interface.ts";
import type { RouteTable } from "./route-table.ts";
import type { SecurityGroup } from "./security-group.ts";
import type { SecurityGroupRule } from "./security-group-rule.ts";
import type { Subnet } from "./subnet.ts";
import type { Volume } from "./volume.ts";
import type { Vpc } from "./vpc.ts";
import type { VpcEndpoint } from "./vpc-endpoint.ts";

/** Everything EC2 remembers; each table is in the order of creation. */
export interface Ec2State {
  readonly vpcs: Map<string, Vpc>;
  readonly subnets: Map<string, Subnet>;
  readonly internetGateways: Map<string, InternetGateway>;
  readonly addresses: Map<string, Address>;
  readonly natGateways: Map<string, NatGateway>;
  readonly routeTables: Map<string, RouteTable>;
  readonly networkAcls: Map<string, NetworkAcl>;
  readonly vpcEndpoints: Map<string, VpcEndpoint>;
  readonly securityGroups: Map<string, SecurityGroup>;
  readonly securityGroupRules: Map<string, SecurityGroupRule>;
  readonly networkInterfaces: Map<string, NetworkInterface>;
  readonly volumes: Map<string, Volume>;
  readonly launchTemplates: Map<string, LaunchTemplate>;
  readonly instances: Map<string, Instance>;
  /** By operation and client token. */
  readonly tokens: Map<string, TokenRecord>;
  /** Address associations that have ended: ending one again is no error. */
  readonly endedAssociations: Set<string>;
  /** Id of the region's default DHCP options. */
  readonly dhcpOptionsId: string;
  ebsEncryptionByDefault: boolean;
}

/** EC2's part of an account. */
export const ec2State: Slice<Ec2State> = {
  name: "ec2",
  initial: ({ random }) => ({
    vpcs: new Map(),
    subnets: new Map(),
    internetGateways: new Map(),
    addresses: new Map(),
    natGateways: new Map(),
    routeTables: new Map(),
    networkAcls: new Map(),
    vpcEndpoints: new Map(),
    securityGroups: new Map(),
    securityGroupRules: new Map(),
    networkInterfaces: new Map(),
    volumes: new Map(),
    launchTemplates: new Map(),
    instances: new Map(),
    tokens: new Map(),
    endedAssociations: new Set(),
    dhcpOptionsId: `dopt-0${random.fork("dhcp-options").hex(16)}`,
    ebsEncryptionByDefault: false,
  }),
};
