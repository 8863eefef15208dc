import { describe, expect, it } from "vitest";
import { simulatedTrial } from "../../test/simulated-trial.ts";
import { kinds, type KindName } from "./registry.ts";

const { provider } = (await simulatedTrial("meanings")).trial;

function meaning(kind: KindName, code: string, message: string) {
  return provider.meaning(Object.assign(new Error(message), { name: code }), kind);
}

const secrets = ["authority", "precious-secret", "secret"] as const;

/** What AWS answers to the calls of one kind alone, in its words, and what the engine makes of it. */
const answers: readonly (readonly [KindName, string, string, string])[] = [
  ["internet-gateway", "Gateway.NotAttached", "resource igw-1 is not attached to network vpc-1", "not-found"],
  ["internet-gateway", "Resource.AlreadyAssociated", "resource igw-1 is already attached", "already-exists"],
  ["subnet", "InvalidSubnet.Conflict", "The CIDR '10.0.0.0/24' conflicts with another subnet", "already-exists"],
  ["route-table", "RouteAlreadyExists", "The route identified by 0.0.0.0/0 already exists.", "already-exists"],
  ["route-table", "Resource.AlreadyAssociated", "the specified association exists", "already-exists"],
  ["security-group", "InvalidGroup.Duplicate", "The security group 'a' already exists", "already-exists"],
  ["security-group-rules", "InvalidPermission.Duplicate", "the specified rule already exists", "already-exists"],
  ["hosted-zone", "HostedZoneAlreadyExists", "A hosted zone has already been created", "already-exists"],
  ["hosted-zone", "InvalidVPCId", "The VPC: vpc-1 in region us-west-2 is not valid", "not-yet-visible"],
  ...secrets.flatMap((kind) =>
    ["marked for deletion", "marked deleted", "scheduled for deletion", "Scheduled For Deletion"].map(
      (words) => [kind, "InvalidRequestException", `this secret was ${words}.`, "not-found"] as const,
    ),
  ),
  ["parameter", "ParameterAlreadyExists", "The parameter already exists.", "already-exists"],
  ["bucket", "BucketAlreadyOwnedByYou", "Your previous request succeeded and you already own it.", "already-exists"],
  ["bucket", "OperationAborted", "A conflicting conditional operation is in progress", "not-yet-visible"],
  ["key-pair", "InvalidKeyPair.Duplicate", "The keypair already exists", "already-exists"],
  ["launch-template", "InvalidLaunchTemplateName.AlreadyExistsException", "already in use.", "already-exists"],
  ["load-balancer", "DuplicateLoadBalancerNameException", "A load balancer with this name exists", "already-exists"],
  ["load-balancer", "OperationNotPermittedException", "it is currently associated with a service", "still-in-use"],
  ["load-balancer", "OperationNotPermittedException", "deletion protection is enabled", "other"],
  ["target-group", "DuplicateTargetGroupNameException", "A target group with this name exists", "already-exists"],
  ["listener", "DuplicateListenerException", "A listener already exists on this port", "already-exists"],
  ["auto-scaling-group", "ScalingActivityInProgressFault", "Activities are in progress", "still-in-use"],
  ["auto-scaling-group", "InstanceRefreshInProgressFault", "An instance refresh is in progress", "still-in-use"],
  ["auto-scaling-group", "AlreadyExistsFault", "a group with this name is already PENDING DELETE", "still-in-use"],
  ["auto-scaling-group", "AlreadyExistsFault", "a group by this name already exists", "already-exists"],
  ["auto-scaling-group", "ValidationError", "AutoScalingGroup name not found - no such group: g", "not-found"],
  ["auto-scaling-group", "ValidationError", "Group g not found", "not-found"],
  ["auto-scaling-group", "ValidationError", "Desired capacity 9 must be at most 4", "other"],
];

describe("what AWS's errors mean where one kind's call met them", () => {
  it.each(answers)("%s: %s, %s", (kind, code, message, expected) => {
    expect(meaning(kind, code, message)).toBe(expected);
  });

  it("is asked here of every spelling that a kind has of its own", () => {
    const own = kinds.flatMap(({ name, errors = {} }) =>
      Object.entries(errors).flatMap(([means, spellings]) => spellings.map(({ code }) => `${name} ${means} ${code}`)),
    );
    const asked = answers.map(([kind, code, , means]) => `${kind} ${means} ${code.replace(/(Exception|Fault)$/, "")}`);
    expect(own.filter((spelling) => !asked.includes(spelling))).toEqual([]);
  });

  it.each(secrets)("%s: another refusal of a request says nothing of a deletion", (kind) => {
    expect(meaning(kind, "InvalidRequestException", "You can't do this")).toBe("other");
  });
});
