import type { Meaning } from "../engine/provider.ts";
import { httpStatus } from "./http-status.ts";

/**
 * One way in which AWS spells a meaning: a code, and where the code alone says too little, words of its
 * message.
 */
export interface Spelling {
  readonly code: string | RegExp;
  readonly message?: RegExp;
}

/** What the errors of one kind's own calls mean. */
export type KindErrors = Partial<Record<Meaning, readonly Spelling[]>>;

/** Spellings that need no look at the message. */
export function codes(...list: readonly string[]): Spelling[] {
  return list.map((code) => ({ code }));
}

/*
 * What holds for more than one kind; what only one kind's calls answer stands with that kind. Codes are
 * written without the `Exception`, `Fault` or `Error` that some services add to them. Sources, by number:
 *  1 EC2 API reference, "Error codes"                    5 IAM API reference, errors of each call
 *  2 Auto Scaling API reference, errors of each call     6 Secrets Manager and SSM API references
 *  3 Elastic Load Balancing (2015-12-01) API reference   7 S3 API reference, "Error responses"
 *  4 Route 53 API reference                              8 SDK for JavaScript, its list of throttling codes
 *  9 observed by others: Terraform provider, cdkd, kops issues
 */

const notFound: readonly Spelling[] = [
  { code: /^Invalid(?!AMIID)\w+\.NotFound$/ }, // 1: InvalidVpcID.NotFound and its like; an image does not appear by waiting
  ...codes("NatGatewayNotFound"), // 1
  ...codes("LoadBalancerNotFound", "TargetGroupNotFound", "ListenerNotFound", "RuleNotFound", "SubnetNotFound"), // 3
  ...codes("AllocationIdNotFound"), // 3
  ...codes("NoSuchEntity", "NoSuchHostedZone", "HostedZoneNotFound", "VPCAssociationNotFound"), // 5, 4
  { code: "ValidationError", message: /AutoScalingGroup name not found/i }, // 2
  ...codes("ResourceNotFound", "ParameterNotFound", "NoSuchBucket", "NoSuchKey", "NotFound"), // 6, 7
];

const stillInUse: readonly Spelling[] = [
  ...codes("DependencyViolation", "InvalidIPAddress.InUse", "InvalidNetworkInterface.InUse", "InvalidGroup.InUse"), // 1
  ...codes("VolumeInUse", "IncorrectState", "IncorrectInstanceState", "IncorrectModificationState"), // 1
  { code: "InvalidParameterValue", message: /network interface .* is currently in use/i }, // 9: DeleteNetworkInterface while detaching
  ...codes("ResourceInUse", "ResourceContention"), // 2, 3
  ...codes("DeleteConflict", "ConcurrentModification"), // 5, 4
];

/** What a create or update says while something made just before is not yet known everywhere. */
const notYetVisible: readonly Spelling[] = [
  { code: "InvalidParameterValue", message: /Invalid IAM Instance Profile (name|ARN)/i }, // 9
  { code: "ValidationError", message: /Invalid IamInstanceProfile|Invalid IAM Instance Profile/i }, // 9: CreateAutoScalingGroup
  { code: "InvalidParameterValue", message: /security group .* does not exist|subnet .* does not exist/i }, // 9
  { code: "ValidationError", message: /(launch template|security group|subnet ID) .* does not exist/i }, // 9
  { code: "InvalidConfigurationRequest", message: /does not exist/i }, // 9
  { code: "InvalidSecurityGroup", message: /do(es)? not exist/i }, // 3
  { code: "MalformedPolicyDocument", message: /Invalid principal/i }, // 9
  { code: "InvalidInput", message: /Invalid principal/i }, // 5
];

const alreadyExists: readonly Spelling[] = [
  ...codes("AlreadyExists", "EntityAlreadyExists", "ResourceExists"), // 2, 5, 6
];

const denied: readonly Spelling[] = [
  ...codes("UnauthorizedOperation", "AccessDenied", "AuthFailure", "OptInRequired", "Blocked", "PendingVerification"), // 1
  ...codes(
    "UnrecognizedClient",
    "InvalidClientTokenId",
    "InvalidAccessKeyId",
    "SignatureDoesNotMatch",
    "IncompleteSignature",
  ), // 1, 7
  ...codes(
    "ExpiredToken",
    "RequestExpired",
    "MissingAuthenticationToken",
    "NotAuthorized",
    "AuthorizationHeaderMalformed",
  ), // 1, 7
];

/**
 * IAM's `LimitExceeded` is a quota and not here, though the SDK takes it for a throttle and repeats it in
 * vain.
 */
const throttled: readonly Spelling[] = [
  ...codes(
    "RequestLimitExceeded",
    "Throttling",
    "Throttled",
    "RequestThrottled",
    "EC2Throttled",
    "BandwidthLimitExceeded",
  ), // 1, 8
  ...codes(
    "TooManyRequests",
    "PriorRequestNotComplete",
    "SlowDown",
    "ProvisionedThroughputExceeded",
    "TransactionInProgress",
  ), // 4, 7, 8
  ...codes(
    "Unavailable",
    "ServiceUnavailable",
    "InternalError",
    "InternalFailure",
    "InternalService",
    "InternalServer",
  ), // 1: try again
  ...codes("RequestTimeout", "Server.InternalError"), // 1, 7
];

/**
 * A token that was used for another request. It means that the plan or the program changed under an open
 * operation.
 */
const mismatch: readonly Spelling[] = [
  ...codes("IdempotentParameterMismatch"), // 1
];

/** Every spelling by its meaning, the narrower ones first. */
export const errorTable = { notYetVisible, stillInUse, alreadyExists, notFound, denied, throttled, mismatch } as const;

const meanings: readonly (readonly [keyof typeof errorTable, Meaning])[] = [
  ["notYetVisible", "not-yet-visible"],
  ["stillInUse", "still-in-use"],
  ["alreadyExists", "already-exists"],
  ["notFound", "not-found"],
  ["denied", "denied"],
  ["throttled", "throttled"],
  ["mismatch", "other"],
];

/**
 * What an error of the SDK means to the engine. What no table holds is `other`, except a bare 401, 403 or
 * 429.
 *
 * @param own The spellings of the kind whose call it was, which come first.
 */
export function classify(error: unknown, own: KindErrors = {}): Meaning {
  if (!(error instanceof Error)) return "other";
  for (const [meaning, spellings] of Object.entries(own) as [Meaning, readonly Spelling[]][]) {
    if (spellings.some((spelling) => matches(spelling, error))) return meaning;
  }
  const found = meanings.find(([key]) => errorTable[key].some((spelling) => matches(spelling, error)));
  if (found !== undefined) return found[1];
  const status = httpStatus(error);
  if (status === 401 || status === 403) return "denied";
  return status === 429 ? "throttled" : "other";
}

function matches({ code, message }: Spelling, error: Error): boolean {
  const named = typeof code === "string" ? bare(error.name) === bare(code) : code.test(bare(error.name));
  return named && (message === undefined || message.test(error.message));
}

/** The SDK names an error by its shape, which adds a suffix to the code on the wire. */
function bare(code: string): string {
  return code.replace(/(Exception|Fault|Error)$/, "");
}
