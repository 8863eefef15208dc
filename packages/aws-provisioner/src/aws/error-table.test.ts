import { describe, expect, it } from "vitest";
import type { Meaning } from "../engine/provider.ts";
import { kindNamed, type KindName, kinds } from "../kinds/registry.ts";
import { classify, errorTable, type Spelling } from "./error-table.ts";

function awsError(name: string, message = "", httpStatusCode = 400): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}

describe("classify", () => {
  it.each([
    ["not-found", "InvalidVpcID.NotFound", ""],
    ["not-found", "InvalidGroup.NotFound", ""],
    ["not-found", "InvalidLaunchTemplateName.NotFoundException", ""],
    ["not-found", "NatGatewayNotFound", ""],
    ["not-found", "LoadBalancerNotFoundException", ""],
    ["not-found", "SubnetNotFoundException", "The subnet ID 'subnet-1' does not exist"],
    ["not-found", "AllocationIdNotFoundException", "The allocation IDs 'eipalloc-1' do not exist"],
    ["not-yet-visible", "InvalidSecurityGroupException", "The security groups 'sg-1' do not exist"],
    ["other", "InvalidSecurityGroupException", "One of the groups cannot be used"],
    ["not-found", "NoSuchEntityException", ""],
    ["not-found", "ResourceNotFoundException", ""],
    [
      "other",
      "InvalidRequestException",
      "You provided a parameter value that is not valid for the current state of the resource.",
    ],
    ["other", "InvalidAMIID.NotFound", "The image id '[ami-1]' does not exist"],
    ["still-in-use", "DependencyViolation", "resource sg-1 has a dependent object"],
    ["still-in-use", "ResourceInUseFault", "You cannot delete an AutoScalingGroup while there are instances"],
    ["still-in-use", "ResourceInUseException", "Target group is currently in use by a listener or a rule"],
    ["still-in-use", "DeleteConflictException", "Cannot delete entity, must remove roles from instance profile first."],
    [
      "already-exists",
      "AlreadyExistsFault",
      "AutoScalingGroup by this name already exists - A group with the name fleet already exists",
    ],
    ["already-exists", "EntityAlreadyExistsException", ""],
    [
      "not-yet-visible",
      "InvalidParameterValue",
      "Value (fleet) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name",
    ],
    [
      "not-yet-visible",
      "ValidationError",
      "You must use a valid fully-formed launch template. Invalid IAM Instance Profile name",
    ],
    ["other", "InvalidParameterValue", "Address 10.0.0.1 does not fall within the subnet's address range"],
    ["other", "ValidationError", "Max bound, 1, must be greater than or equal to min bound, 2"],
    ["denied", "UnauthorizedOperation", ""],
    ["denied", "AccessDeniedException", ""],
    ["denied", "ExpiredToken", ""],
    ["denied", "InvalidClientTokenId", ""],
    ["throttled", "RequestLimitExceeded", ""],
    ["throttled", "ThrottlingException", "Rate exceeded"],
    ["throttled", "PriorRequestNotComplete", ""],
    ["throttled", "InternalError", ""],
    ["other", "LimitExceededException", "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1"],
    ["not-found", "ValidationError", "AutoScalingGroup name not found - group fleet-public not found"],
    ["other", "VpcLimitExceeded", ""],
    ["other", "IdempotentParameterMismatch", ""],
    ["other", "BucketNotEmpty", ""],
    ["other", "AbortError", ""],
  ])("%s: %s %s", (meaning, name, message) => expect(classify(awsError(name, message))).toBe(meaning));

  it.each<[Meaning, KindName, string, string]>([
    [
      "not-found",
      "auto-scaling-group",
      "ValidationError",
      "AutoScalingGroup name not found - group fleet-public not found",
    ],
    ["not-found", "secret", "InvalidRequestException", "You can't do this: the secret was marked for deletion."],
    ["not-found", "internet-gateway", "Gateway.NotAttached", ""],
    ["still-in-use", "auto-scaling-group", "AlreadyExistsFault", "A group with the name fleet is pending delete"],
    ["already-exists", "auto-scaling-group", "AlreadyExistsFault", "A group with the name fleet already exists"],
    ["still-in-use", "auto-scaling-group", "ScalingActivityInProgressFault", ""],
    ["still-in-use", "load-balancer", "OperationNotPermitted", "arn is currently associated with another service"],
    ["already-exists", "parameter", "ParameterAlreadyExists", ""],
    ["already-exists", "security-group-rules", "InvalidPermission.Duplicate", ""],
    ["already-exists", "route-table", "Resource.AlreadyAssociated", ""],
    ["not-yet-visible", "hosted-zone", "InvalidVPCId", ""],
    ["not-yet-visible", "bucket", "OperationAborted", ""],
  ])("%s, where %s's own call says so: %s %s", (meaning, kind, name, message) => {
    expect(classify(awsError(name, message), kindNamed(kind).errors)).toBe(meaning);
  });

  it.each([
    [401, "denied"],
    [403, "denied"],
    [429, "throttled"],
    [400, "other"],
    [500, "other"],
  ])("goes by the status %d where the code is unknown", (status, meaning) =>
    expect(classify(awsError("Odd", "", status))).toBe(meaning),
  );

  it.each([undefined, null, "DependencyViolation", { name: "DependencyViolation" }])(
    "takes %j for nothing in particular",
    (thrown) => {
      expect(classify(thrown)).toBe("other");
    },
  );

  it("spells no code twice without words to tell the two apart", () => {
    const unworded = (lists: readonly (readonly Spelling[])[]) =>
      lists.flat().flatMap(({ code, message }) => (message === undefined ? [String(code)] : []));
    const shared = unworded(Object.values(errorTable));
    for (const own of [[], ...kinds.map(({ errors = {} }) => unworded(Object.values(errors)))]) {
      const plain = [...shared, ...own];
      expect(plain.filter((code, index) => plain.indexOf(code) !== index)).toEqual([]);
    }
  });
});
