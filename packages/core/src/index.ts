export { blueprint, type Blueprint, type BlueprintParts } from "./blueprint.ts";
export { network, type Network, type NetworkOptions } from "./network/network.ts";
export {
  existingNetwork,
  type ExistingNetwork,
  type ExistingNetworkOptions,
  type ExistingSubnet,
  type ExistingSubnetOptions,
} from "./network/existing-network.ts";
export { etcd, type Etcd, type EtcdOptions, type MemberCount } from "./cluster/etcd.ts";
export { workers, type Workers, type WorkersOptions } from "./cluster/workers.ts";
export { machines, type Machines, type MachinesOptions } from "./cluster/machines.ts";
export {
  type ExistingSecretOptions,
  type GeneratedSecretOptions,
  type ReadSecretOptions,
  secret,
  type Secret,
  type SecretOptions,
  type SecretOrigin,
} from "./secret.ts";

export { imageFrom, type Image, type ImageOptions } from "./cluster/image.ts";
export type { RoleOptions } from "./cluster/role.ts";
export type { ExposureOptions, HealthCheckOptions } from "./cluster/exposure.ts";
export type { Allowance } from "./cluster/allowance.ts";
export type { SecretUseOptions } from "./cluster/secret-use.ts";
export type { DataVolumeOptions } from "./cluster/data-volume.ts";
export type { Drain, DrainOptions } from "./cluster/drain.ts";
export type { MachinesRollout, MachinesRolloutOptions, Rollout, RolloutOptions } from "./cluster/rollout.ts";
export type { Scaling, ScalingOptions, ScheduleOptions } from "./cluster/scaling.ts";
export type { Updates, UpdateWindow } from "./cluster/updates.ts";
export type { TierOptions } from "./network/tier.ts";
export { ruleWord, ruleWords, type RuleWord, type RuleWordName } from "./network/rule-words.ts";
export { endpointServices } from "./network/endpoint-services.ts";
export type { StandingSubnet, Surroundings } from "./network/standing-subnet.ts";
export { planSubnets, type SubnetDesign, type SubnetPlan } from "./network/subnet-plan.ts";

export type { Content, ContentOptions, NodeFile, NodeFileOptions, NodeUnit, NodeUser } from "./node/content.ts";
export { journalGateway, pruneImages, resetFailed, swapFile, type Schedule } from "./node/maintenance.ts";
export { joinNodes, type NodeConfig } from "./node/node-config.ts";
export { osProfile, type OsProfile } from "./node/os-profile.ts";
export { ignitionConfig, ignitionUserData } from "./node/render-ignition-node.ts";
export { cloudConfig, cloudConfigUserData } from "./node/render-cloud-config-node.ts";
export { nodesOf, type BlueprintNode } from "./node/nodes-of.ts";
export { UserDataSizeError } from "./node/user-data-size-error.ts";

export { design } from "./design.ts";
export { validateBlueprint } from "./validate-blueprint.ts";
export { validateClusterName } from "./cluster/name-rules.ts";
export { BlueprintError } from "./blueprint-error.ts";
export { DrydockError, hasErrors, OptionError, printDiagnostic, printDiagnostics } from "@drydock/systemd/ground";
export type { Diagnostic } from "@drydock/systemd/ground";

export { DockerConfigError, dockerConfigFrom } from "./node/docker-config.ts";
export type { ClusterDesign } from "./cluster-design.ts";
