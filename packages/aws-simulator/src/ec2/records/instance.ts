import type {
  HttpTokensState,
  InstanceMetadataEndpointState,
  InstanceMetadataTagsState,
  InstanceStateName,
  ShutdownBehavior,
  Tenancy,
} from "@aws-sdk/client-ec2";
import type { Moment } from "../../state.ts";
import type { Ec2Record } from "../record.ts";
import { ec2Table, lookUp } from "../table.ts";

/** An instance's way to its metadata. */
export interface MetadataOptions {
  readonly tokens: HttpTokensState;
  readonly hopLimit: number;
  readonly endpoint: InstanceMetadataEndpointState;
  readonly tags: InstanceMetadataTagsState;
}

/** An instance; it stays listed for about an hour after its end. */
export interface Instance extends Ec2Record {
  readonly reservationId: string;
  readonly launchIndex: number;
  readonly imageId: string;
  type: string;
  readonly architecture: "x86_64" | "arm64";
  readonly zone: string;
  readonly subnetId: string;
  readonly vpcId: string;
  /** The first is the one at device index 0; empty once it is terminated. */
  interfaceIds: string[];
  readonly rootDevice: string;
  readonly keyName: string | undefined;
  /** Base64. */
  userData: string | undefined;
  profile: { readonly arn: string; readonly id: string; readonly associationId: string } | undefined;
  metadata: MetadataOptions;
  readonly tenancy: Tenancy;
  readonly monitoring: boolean;
  ebsOptimized: boolean;
  terminationProtected: boolean;
  stopProtected: boolean;
  shutdownBehavior: ShutdownBehavior;
  readonly clientToken: string | undefined;
  /** The service that launched it on the account's behalf: `autoscaling.amazonaws.com`. */
  readonly requesterId: string | undefined;
  state: InstanceStateName;
  /** Why it left the state `running`. */
  stateReason: { readonly code: string; readonly message: string } | undefined;
}

/** The account's instances. */
export const instances = ec2Table<Instance>({
  type: "instance",
  prefix: "i",
  noun: "instance ID",
  notFound: "InvalidInstanceID.NotFound",
  malformed: "InvalidInstanceID.Malformed",
});

/** The instance of that id, or InvalidInstanceID.NotFound. */
export function instanceOf(moment: Moment, id: string): Instance {
  return lookUp(moment, instances, id);
}

/** The number that goes with a state's name. */
export const stateCodes: Readonly<Record<InstanceStateName, number>> = {
  pending: 0,
  running: 16,
  "shutting-down": 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};
