export { blueprint, type Blueprint, type BlueprintParts } from "./blueprint.ts";
export { network, type Network, type NetworkOptions } from "./network/network.ts";
export { existingNetwork, type ExistingNetwork, type ExistingNetworkOptions } from "./network/existing-network.ts";
export { etcd, type Etcd, type EtcdOptions, type MemberCount } from "./cluster/etcd.ts";
export { workers, type Workers, type WorkersOptions } from "./cluster/workers.ts";
export { machines, type Machines, type MachinesOptions } from "./cluster/machines.ts";
export { secret, type Secret, type SecretOptions, type SecretOrigin } from "./secret.ts";

export { design } from "./design-of.ts";
export { diagnose } from "./diagnose.ts";
export { BlueprintError } from "./blueprint-error.ts";
export { formatDiagnostics, type Diagnostic } from "./diagnostic.ts";

export { writtenByNodes } from "./cluster/permissions.ts";
export { DockerConfigError, dockerConfigFrom } from "./node/docker-config.ts";

export type {
  BalancerDesign,
  BucketDesign,
  ClusterDesign,
  DnsDesign,
  ExistingNetworkDesign,
  GroupDesign,
  ImageDesign,
  ListenerDesign,
  MachinesDesign,
  MemberDesign,
  MembersDesign,
  NetworkDesign,
  NodePermission,
  OutputsDesign,
  ParameterDesign,
  RecordDesign,
  RoleDesign,
  RuleDesign,
  SecretDesign,
  SecretSource,
  SubnetDesign,
  TagValue,
  TargetDesign,
  UserDataDesign,
  VolumeDesign,
} from "./design.ts";
