import { describe, expect, it } from "vitest";
import { classify, errorTable } from "./error-table.ts";

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
    ["not-found", "NoSuchEntityException", ""],
    ["not-found", "ResourceNotFoundException", ""],
    ["not-found", "ValidationError", "AutoScalingGroup name not found - AutoScalingGroup fleet-public not found"],
    [
      "not-found",
      "InvalidRequestException",
      "You can't perform this operation on the secret because it was marked for deletion.",
    ],
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
      "still-in-use",
      "AlreadyExistsFault",
      "AutoScalingGroup by this name already exists - A group with the name fleet is pending delete",
    ],
    [
      "already-exists",
      "AlreadyExistsFault",
      "AutoScalingGroup by this name already exists - A group with the name fleet already exists",
    ],
    ["already-exists", "EntityAlreadyExistsException", ""],
    ["already-exists", "ParameterAlreadyExists", ""],
    ["already-exists", "InvalidPermission.Duplicate", ""],
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
    ["other", "VpcLimitExceeded", ""],
    ["other", "IdempotentParameterMismatch", ""],
    ["other", "BucketNotEmpty", ""],
    ["other", "AbortError", ""],
  ])("%s: %s %s", (meaning, name, message) => expect(classify(awsError(name, message))).toBe(meaning));

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
    const plain = Object.values(errorTable).flatMap((list) =>
      list.flatMap(({ code, message }) => (message === undefined ? [String(code)] : [])),
    );
    expect(plain.filter((code, index) => plain.indexOf(code) !== index)).toEqual([]);
  });
});
