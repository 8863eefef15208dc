import type { AnyAwsKind } from "../aws/kind.ts";
import { Attachment } from "./attachment.ts";
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
import { LifecycleHook } from "./lifecycle-hook.ts";
import { Listener } from "./listener.ts";
import { LoadBalancer } from "./load-balancer.ts";
import { NatGateway } from "./nat-gateway.ts";
import { NetworkInterface } from "./network-interface.ts";
import { BucketObject } from "./object.ts";
import { Parameter } from "./parameter.ts";
import { Role } from "./role.ts";
import { RouteTable } from "./route-table.ts";
import { ScalingPolicy } from "./scaling-policy.ts";
import { ScheduledAction } from "./scheduled-action.ts";
import { Secret } from "./secret.ts";
import { SecurityGroup } from "./security-group.ts";
import { SecurityGroupRules } from "./security-group-rules.ts";
import { Subnet } from "./subnet.ts";
import { Target } from "./target.ts";
import { TargetGroup } from "./target-group.ts";
import { Volume } from "./volume.ts";
import { Vpc } from "./vpc.ts";
import { VpcEndpoint } from "./vpc-endpoint.ts";

/**
 * Every kind, in order of creation: a kind refers only to kinds before it. A new kind is its import and its
 * line here.
 */
export const kinds = inOrder([
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
  Target,
  Listener,
  AutoScalingGroup,
  Attachment,
  LifecycleHook,
  ScalingPolicy,
  ScheduledAction,
  DnsRecords,
]);

export type KindName = (typeof kinds)[number]["name"];

const byName = new Map<string, AnyAwsKind>(kinds.map((kind) => [kind.name, kind]));

/** The kind of that name. Throws `RangeError` with the names that there are. */
export function kindNamed(name: string): AnyAwsKind {
  const kind = byName.get(name);
  if (kind !== undefined) return kind;
  throw new RangeError(`there is no kind ${JSON.stringify(name)}; there are ${[...byName.keys()].join(", ")}`);
}

/**
 * Keeps of each kind's own type only its name: the types of all would be more than a declaration can hold.
 */
function inOrder<const List extends readonly { readonly name: string }[]>(
  list: List,
): readonly (AnyAwsKind & { readonly name: List[number]["name"] })[] {
  return list as unknown as readonly (AnyAwsKind & { readonly name: List[number]["name"] })[];
}
