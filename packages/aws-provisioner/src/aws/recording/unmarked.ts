/**
 * Members that hold what is secret, or what a machine says, and that AWS's models do not mark: by structure
 * and member, or by member alone. Found by reading the models of 2026 for what their documentation calls a
 * credential, a token, user data or an output.
 */
const unmarked: ReadonlySet<string> = new Set([
  // EC2: user data comes as an attribute too, and a console tells what the machine was given.
  "InstanceAttribute.UserData",
  "GetConsoleOutputResult.Output",
  "GetConsoleScreenshotResult.ImageData",
  "CreateLaunchConfigurationType.UserData",
  "LaunchConfiguration.UserData",
  // STS marks the secret key, and not what belongs to it.
  "SessionToken",
  "AccessKeyId",
  "SAMLAssertion",
  "DecodeAuthorizationMessageRequest.EncodedMessage",
  "DecodeAuthorizationMessageResponse.DecodedMessage",
]);

/**
 * Tags whose values repeat what is hidden elsewhere: that of a parameter, which machines read off themselves.
 */
const repeating: ReadonlySet<string> = new Set(["drydock:etcd-token"]);

type Owner = Readonly<Record<string, unknown>>;

/** Whether a member is hidden although its model does not mark it. */
export function isUnmarkedSecret(structure: string, member: string, { Key }: Owner): boolean {
  if (member === "Value" && typeof Key === "string" && repeating.has(Key)) return true;
  return unmarked.has(`${structure}.${member}`) || unmarked.has(member);
}

/**
 * Whether a member is shown although its model marks it: the values of AWS's own parameters, such as the ids
 * of images, are everybody's (Systems Manager user guide, "Working with public parameters").
 */
export function isPublic(structure: string, member: string, owner: Owner): boolean {
  const { Name } = owner;
  return structure === "Parameter" && member === "Value" && typeof Name === "string" && Name.startsWith("/aws/");
}
