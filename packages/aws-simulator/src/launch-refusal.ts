import { AwsError } from "./aws-error.ts";

/** Why EC2 launches no machine of a type in a zone. */
export type LaunchRefusal = "InsufficientInstanceCapacity" | "Unsupported" | "VcpuLimitExceeded";

/** The machine that is asked for. */
export interface WantedMachine {
  readonly type: string;
  readonly zone: string;
}

/** Tells where EC2 launches none; undefined where it does. */
export type Launches = (wanted: WantedMachine) => LaunchRefusal | undefined;

/**
 * Throws where EC2 does not launch what is wanted, in its words (EC2 user guide, "Instance launch issues";
 * Auto Scaling user guide, "Troubleshoot EC2 instance launch failures"; of the vCPU limit
 * kubernetes/kops#15778).
 */
export function refuseLaunch(launches: Launches, wanted: WantedMachine, zones: readonly string[]): void {
  const code = launches(wanted);
  if (code === undefined) return;
  const { type, zone } = wanted;
  const others = zones.filter((one) => one !== zone && launches({ type, zone: one }) === undefined).join(", ");
  throw new AwsError(code, words[code](type, zone, others));
}

const words: Readonly<Record<LaunchRefusal, (type: string, zone: string, others: string) => string>> = {
  InsufficientInstanceCapacity: (type, zone, others) =>
    `We currently do not have sufficient ${type} capacity in the Availability Zone you requested (${zone}). Our system will be working on provisioning additional capacity.${others === "" ? "" : ` You can currently get ${type} capacity by not specifying an Availability Zone in your request or choosing ${others}.`}`,
  Unsupported: (type, zone, others) =>
    `Your requested instance type (${type}) is not supported in your requested Availability Zone (${zone}). Please retry your request by not specifying an Availability Zone${others === "" ? "." : ` or choosing ${others}.`}`,
  VcpuLimitExceeded: () =>
    "You have requested more vCPU capacity than your current vCPU limit of 0 allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.",
};
