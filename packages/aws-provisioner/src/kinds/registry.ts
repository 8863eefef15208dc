import type { Aws } from "../aws/cloud.ts";
import type { AnyKind } from "../engine/kind.ts";
import { Authority } from "./authority.ts";
import { AutoScalingGroup } from "./auto-scaling-group.ts";
import { Bucket } from "./bucket.ts";
import { DnsRecords } from "./dns-records.ts";
import { ElasticIp } from "./elastic-ip.ts";
import { HostedZone } from "./hosted-zone.ts";
import { Instance } from "./instance.ts";
import { InstanceProfile } from "./instance-profile.ts";
import { InternetGateway } from "./internet-gateway.ts";
import { KeyPair } from "./key-pair.ts";
import { LaunchTemplate } from "./launch-template.ts";
import { Listener } from "./listener.ts";
import { LoadBalancer } from "./load-balancer.ts";
import { NatGateway } from "./nat-gateway.ts";
import { NetworkInterface } from "./network-interface.ts";
import { BucketObject } from "./object.ts";
import { Parameter } from "./parameter.ts";
import { PreciousSecret } from "./precious-secret.ts";
import { Role } from "./role.ts";
import { RouteTable } from "./route-table.ts";
import { Secret } from "./secret.ts";
import { SecurityGroup } from "./security-group.ts";
import { SecurityGroupRules } from "./security-group-rules.ts";
import { Subnet } from "./subnet.ts";
import { TargetGroup } from "./target-group.ts";
import { Volume } from "./volume.ts";
import { Vpc } from "./vpc.ts";
import { VpcEndpoint } from "./vpc-endpoint.ts";

/** Every kind, in order of creation: a kind refers only to kinds before it. */
export const kinds: readonly AnyKind<Aws>[] = [
  Vpc,
  InternetGateway,
  ElasticIp,
  Subnet,
  NatGateway,
  RouteTable,
  SecurityGroup,
  SecurityGroupRules,
  VpcEndpoint,
  HostedZone,
  Role,
  InstanceProfile,
  Authority,
  PreciousSecret,
  Secret,
  Parameter,
  Bucket,
  BucketObject,
  KeyPair,
  Volume,
  NetworkInterface,
  LaunchTemplate,
  Instance,
  LoadBalancer,
  TargetGroup,
  Listener,
  AutoScalingGroup,
  DnsRecords,
];

export type KindName = (
  | typeof Vpc
  | typeof InternetGateway
  | typeof ElasticIp
  | typeof Subnet
  | typeof NatGateway
  | typeof RouteTable
  | typeof SecurityGroup
  | typeof SecurityGroupRules
  | typeof VpcEndpoint
  | typeof HostedZone
  | typeof Role
  | typeof InstanceProfile
  | typeof Authority
  | typeof PreciousSecret
  | typeof Secret
  | typeof Parameter
  | typeof Bucket
  | typeof BucketObject
  | typeof KeyPair
  | typeof Volume
  | typeof NetworkInterface
  | typeof LaunchTemplate
  | typeof Instance
  | typeof LoadBalancer
  | typeof TargetGroup
  | typeof Listener
  | typeof AutoScalingGroup
  | typeof DnsRecords
)["name"];

const byName = new Map(kinds.map((kind) => [kind.name, kind]));

/** The kind of that name. Throws `RangeError` with the names that there are. */
export function kindNamed(name: string): AnyKind<Aws> {
  const kind = byName.get(name);
  if (kind === undefined)
    throw new RangeError(`there is no kind ${JSON.stringify(name)}; there are ${[...byName.keys()].join(", ")}`);
  return kind;
}
