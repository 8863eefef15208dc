// What a provisioner reads: the design of a cluster and of all that is in it. Imported as
// `@drydock/core/design`.
export type { ClusterDesign } from "./cluster-design.ts";
export { draft, type Draft } from "./draft.ts";
export type { BucketDesign } from "./buckets.ts";
export type { ExistingNetworkDesign, NetworkDesign } from "./network/network-design.ts";
export { rangesOverlap } from "./network/ranges-overlap.ts";
export type { StandingSubnet } from "./network/standing-subnet.ts";
export type { ExistingSubnetDesign, SubnetDesign } from "./network/subnet-plan.ts";
export type { BalancerDesign, ListenerDesign, TargetDesign } from "./cluster/balancers.ts";
export type { DnsDesign, RecordDesign } from "./cluster/records.ts";
export type { ImageDesign } from "./cluster/image.ts";
export type {
  GroupDesign,
  MachinesDesign,
  MemberDesign,
  MembersDesign,
  TagValue,
  VolumeDesign,
} from "./cluster/nodes-design.ts";
export { drainHook, type DrainDesign } from "./cluster/drain.ts";
export type { OutputsDesign } from "./cluster/outputs.ts";
export type { ParameterDesign } from "./cluster/parameters.ts";
export { writtenByNodes, type NodePermission } from "./cluster/permissions.ts";
export type { RoleDesign } from "./cluster/role-design.ts";
export type { RuleDesign } from "./cluster/rule-design.ts";
export type { MachinesRolloutDesign, RolloutDesign } from "./cluster/rollout.ts";
export type { ScalingDesign, ScheduleDesign } from "./cluster/scaling.ts";
export type { SecretDesign, SecretSource } from "./cluster/cluster-secrets.ts";
export type { UserDataDesign } from "./node/user-data-design.ts";
