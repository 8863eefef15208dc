import type { AwsError } from "../aws-error.ts";
import type { BrokenConstraint } from "../request/constraint.ts";
import { entryOf } from "../request/entry-of.ts";
import { validationError } from "../request/modelled-error.ts";

const name = "It must contain only alphanumeric characters and/or the following: +=,.@_-";

/** What IAM says of the characters of a member. */
const characters: Readonly<Record<string, string>> = {
  // terraform-provider-aws issue 3087, cfn-lint issue 996; assumed of instance profiles.
  RoleName: name,
  PolicyName: name,
  InstanceProfileName: name,
  // cfn-lint issue 722.
  Path: "It must begin and end with / and contain only alphanumeric characters and/or / characters.",
  // aws-cli issue 5860.
  PathPrefix: "It must begin with the / character and contain only alphanumeric characters and/or / characters.",
};

/**
 * The error for a request that the model forbids: in the model's words, but for the characters of names and
 * paths, which IAM refuses in its own.
 */
export function refuseRequest(message: string, { path, message: first }: BrokenConstraint): AwsError {
  const words = first.includes("Member must satisfy regular expression pattern: ")
    ? entryOf(characters, path)
    : undefined;
  if (words === undefined) return validationError(message);
  const member = `${path.charAt(0).toLowerCase()}${path.slice(1)}`;
  return validationError(`The specified value for ${member} is invalid. ${words}`);
}
