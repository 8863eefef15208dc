import type { Activity } from "@aws-sdk/client-auto-scaling";
import { describe, expect, it } from "vitest";
import { inVain } from "./launch-failures.ts";

const failed = (message: string): Activity => ({
  ActivityId: "a",
  AutoScalingGroupName: "g",
  Cause: "",
  Description: "Launching a new EC2 instance: i-1",
  StartTime: new Date(0),
  StatusCode: "Failed",
  StatusMessage: `${message} Launching EC2 instance failed.`,
});
const cancelled = (message: string): Activity => ({
  ...failed(""),
  StatusCode: "Cancelled",
  StatusMessage: `Instance became unhealthy while waiting for instance to be in InService state. Termination Reason: ${message}`,
});
const running: Activity = { ...failed(""), StatusCode: "InProgress", StatusMessage: undefined };

const ending: Activity = { ...running, Description: "Terminating EC2 instance: i-1", StatusCode: "Successful" };

const capacity =
  "We currently do not have sufficient m4.large capacity in the Availability Zone you requested (us-east-1a). Our system will be working on provisioning additional capacity. You can currently get m4.large capacity by not specifying an Availability Zone in your request or choosing us-east-1b.";
const vcpus =
  "You have requested more vCPU capacity than your current vCPU limit of 384 allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.";

// The messages are those of the Auto Scaling user guide's pages on troubleshooting, and of public reports.
describe("launches that fail one after the other", () => {
  it.each([
    ["capacity", failed(capacity), 10, /another instance type or other zones/],
    [
      "capacity of a fleet",
      failed(`Could not launch On-Demand Instances. InsufficientInstanceCapacity - ${capacity}`),
      10,
      /other zones/,
    ],
    ["vCPUs", failed(vcpus), 2, /quota/],
    ["vCPUs of a fleet", failed(`Could not launch On-Demand Instances. VcpuLimitExceeded - ${vcpus}`), 2, /quota/],
    [
      "instances",
      failed("You have requested more instances (7) than your current instance limit of 6 allows"),
      2,
      /quota/,
    ],
    ["instances that run", failed("20 instance(s) are already running."), 2, /quota/],
    ["volumes", cancelled("Client.VolumeLimitExceeded: Volume limit exceeded"), 2, /quota/],
    [
      "addresses",
      failed("There are not enough free addresses in subnet 'subnet-1' to satisfy the request."),
      2,
      /subnets/,
    ],
    [
      "a zone without the type",
      failed(
        "Your requested instance type (t3.micro) is not supported in your requested Availability Zone (us-east-1e).",
      ),
      2,
      /describe-instance-type-offerings/,
    ],
    [
      "a configuration",
      failed("The requested configuration is currently not supported. Please check the documentation."),
      2,
      /instance type/,
    ],
    ["an image", failed("The image id '[ami-02c7e84c]' does not exist."), 2, /image/],
    ["a former image", failed("The AMI ID ami-02c7e84c does not exist."), 2, /image/],
    ["a disabled image", failed("AMI 'ami-02c7e84c' is disabled, and cannot be run."), 2, /image/],
    [
      "an architecture",
      failed(
        "The architecture 'arm64' of the specified instance type does not match the architecture 'x86_64' of the specified AMI.",
      ),
      2,
      /image/,
    ],
    ["a group", failed("The security group sg-1 does not exist."), 2, /plan again/],
    ["a key pair", failed("The key pair web does not exist."), 2, /plan again/],
    ["a disk", failed("Invalid device name upload."), 2, /disks/],
    ["a key", cancelled("Client.InternalError: Client error on launch"), 2, /key's policy/],
    [
      "a key's state",
      cancelled("Client.InvalidKMSKey.InvalidState: The KMS key provided is in an incorrect state"),
      2,
      /key's policy/,
    ],
    ["an account", failed("This account is currently blocked and not recognized as a valid account."), 2, /account/],
  ])("for want of %s are in vain after as many as the table says", (_what, activity, after, mend) => {
    const times = (count: number) => inVain(Array.from({ length: count }, () => activity));
    expect(times(after - 1)).toBeUndefined();
    expect(times(after)).toMatch(mend);
    const amid = (count: number) => inVain([running, ending, ...Array.from({ length: count }, () => activity)]);
    expect([amid(after), amid(after + 1)]).toEqual([undefined, times(after)]);
    expect(
      inVain([activity, failed("Something else."), ...Array.from({ length: after }, () => activity)]),
    ).toBeUndefined();
  });

  it.each([
    "Interface: [eni-1] in use.",
    "Invalid IAM Instance Profile name",
    "Authentication Failure.",
    "Something that nobody knows.",
  ])("are not in vain where they may pass: %s", (message) => {
    expect(inVain(Array.from({ length: 20 }, () => failed(message)))).toBeUndefined();
  });

  it("are none where none failed", () => expect(inVain([])).toBeUndefined());
});
