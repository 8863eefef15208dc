import type { Activity } from "@aws-sdk/client-auto-scaling";
import { failureIn } from "./last-failure.ts";

/** Launches that fail for one reason, one after the other, and why waiting for the next is in vain. */
interface Verdict {
  /** What the launches want. */
  readonly of: string;
  readonly message: RegExp;
  /** After so many of them nobody waits for the next. */
  readonly after: number;
  readonly mend: string;
}

/**
 * What AWS documents of failed launches (Auto Scaling user guide, "Troubleshoot EC2 instance launch failures"
 * and "Troubleshoot AMI issues"; EC2 user guide, "Instance launch issues"). What only a change mends is seen
 * twice, as IAM and EC2 may hear of something late; of capacity the guide says that it may come in minutes,
 * and the group tries its other zones by itself. What is not in the table passes, or nobody knows: an
 * interface that is still in use, a profile that EC2 does not know yet, a role of Auto Scaling's own that IAM
 * has just made.
 */
export const launchVerdicts: readonly Verdict[] = [
  {
    of: "no capacity free",
    message: /do not have sufficient .* capacity|InsufficientInstanceCapacity|InsufficientCapacity/,
    after: 10,
    mend: "Take another instance type or other zones, or run again later: AWS has no such machine free there now.",
  },
  {
    of: "a quota",
    message:
      /VcpuLimitExceeded|InstanceLimitExceeded|MaxSpotInstanceCountExceeded|VolumeLimitExceeded|current (?:instance|vCPU) limit|instance\(s\) are already running|reached your quota/i,
    after: 2,
    mend: "Ask for a higher quota (Service Quotas, Amazon EC2), or for fewer or smaller machines.",
  },
  {
    of: "no address left in a subnet",
    message: /InsufficientFreeAddressesInSubnet|not enough free addresses in subnet/i,
    after: 2,
    mend: "Give the pool larger or further subnets, or fewer machines.",
  },
  {
    of: "a type that the zone does not offer",
    message:
      /instance type .* is not supported in your requested Availability Zone|requested configuration is currently not supported|Unsupported -/i,
    after: 2,
    mend: "Take an instance type that each of the pool's zones offers: aws ec2 describe-instance-type-offerings --location-type availability-zone",
  },
  {
    of: "an image that is not there, or does not fit",
    message:
      /InvalidAMIID|(?:image id|AMI ID).* does not exist|AMI .* is (?:disabled|pending), and cannot be run|architecture .* does not match the architecture/i,
    after: 2,
    mend: 'Take an image that stands and fits the machine\'s processor: images: "latest", or another pin.',
  },
  {
    of: "a security group or key pair that is gone",
    message: /(?:security group|key pair) .* does not exist|Invalid(?:Group|KeyPair)\.NotFound/i,
    after: 2,
    mend: "Somebody has taken it away: plan again, which makes what is the cluster's anew.",
  },
  {
    of: "disks that do not fit",
    message: /Invalid device name|for parameter virtualName is invalid|block device mappings not supported/i,
    after: 2,
    mend: "The disks of the blueprint do not fit the image or the instance type: change one of them.",
  },
  {
    of: "a key for EBS that may not be used",
    message: /Client\.InternalError|KMSKey|customer managed key/i,
    after: 2,
    mend: "EBS volumes are encrypted by a key that Auto Scaling's role may not use: allow AWSServiceRoleForAutoScaling in the key's policy (Auto Scaling user guide, required key policy).",
  },
  {
    of: "an account that may launch nothing",
    message: /account is currently blocked|PendingVerification|OptInRequired/i,
    after: 2,
    mend: "AWS lets this account launch nothing yet: see the account's mail, or ask AWS Support.",
  },
];

/**
 * Whether a group's launches go on failing for a reason that only a change mends, and what that is: the
 * latest activities first, up to the last launch that went well. While one is under way, which may go well,
 * it takes one failure more.
 */
export function inVain(activities: readonly Activity[]): string | undefined {
  const launches = activities.filter(({ Description = "" }) => Description.startsWith("Launching"));
  const failures = launches.flatMap((launch) => failureIn([launch]) ?? []);
  const [latest = ""] = failures;
  const verdict = launchVerdicts.find(({ message }) => message.test(latest));
  if (verdict === undefined) return undefined;
  const other = failures.findIndex((failure) => !verdict.message.test(failure));
  const inARow = other === -1 ? failures.length : other;
  const isUnderWay = launches.length > failures.length;
  return inARow >= verdict.after + Number(isUnderWay) ? verdict.mend : undefined;
}
