import { describe, expect, it } from "vitest";
import type { ProvisionError } from "../../engine/error.ts";
import { UnansweredError } from "../../engine/unanswered.ts";
import { ledgerBucket } from "./ledger-bucket.ts";
import { type LedgerDeed, refusedByS3 } from "./refused-by-s3.ts";

const account = "123456789012";
const kmsKey = "arn:aws:kms:us-west-2:123456789012:key/0d9a8b4e";
const usual = ledgerBucket(account, "us-west-2", {});
const given = ledgerBucket(account, "us-west-2", { bucket: "ours" });
const keyed = ledgerBucket(account, "us-west-2", { bucket: "ours", kmsKey });

function refusal(name: string, httpStatusCode: number, message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } }, more);
}

function hintOf(error: Error, deed: Partial<LedgerDeed>): string | undefined {
  const told = refusedByS3(error, { verb: "write", bucket: usual, key: "records/a.json", hasBegun: false, ...deed });
  expect(told).toMatchObject({ name: "ProvisionError", code: "ledger-failed", cause: error });
  return (told as ProvisionError).hint;
}

const beginning = "Nothing was changed. ";
const middle = "What was done so far stands, nothing more is begun, and the next run goes on from there. ";
const all = " requiredPermissions(plan, { ledger }) lists all.";
const another = ' Another place for it is given by ledger: s3Ledger({ bucket }) or ledger: fileLedger("folder").';
const user = "User: arn:aws:iam::123456789012:user/me is not authorized to perform:";

const denied = refusal("AccessDenied", 403, "Access Denied");
const disabled = refusal("KMS.DisabledException", 400, "it is disabled.");

describe("what to do is told", () => {
  it.each<[string, Error, Partial<LedgerDeed>, string]>([
    [
      "of a bucket of one's own that is not there",
      refusal("NoSuchBucket", 404, "The specified bucket does not exist"),
      { bucket: given, verb: "read" },
      "There is no bucket ours: make it, in us-west-2 and in account 123456789012, or mend its name.",
    ],
    [
      "of one that lies elsewhere, by its header",
      refusal("PermanentRedirect", 301, "use the endpoint", {
        $response: { headers: { "x-amz-bucket-region": "eu-west-1" } },
      }),
      { bucket: given },
      "The bucket ours lies in eu-west-1, and the cluster in us-west-2: name a bucket that lies in us-west-2.",
    ],
    [
      "of one that lies elsewhere, by its endpoint",
      refusal("PermanentRedirect", 301, "use the endpoint", { Endpoint: "ours.s3.eu-west-1.amazonaws.com" }),
      { bucket: given },
      "The bucket ours lies in eu-west-1, and the cluster in us-west-2: name a bucket that lies in us-west-2.",
    ],
    [
      "of one that lies elsewhere, where nothing says where",
      refusal("PermanentRedirect", 301, "use the endpoint", { Endpoint: "s3.amazonaws.com" }),
      { bucket: given },
      "The bucket ours lies in another region, and the cluster in us-west-2: name a bucket that lies in us-west-2.",
    ],
    [
      "of a signature for another region",
      refusal("AuthorizationHeaderMalformed", 400, "the region 'us-west-2' is wrong; expecting 'eu-west-1'"),
      { bucket: given },
      "The bucket ours lies in eu-west-1, and the cluster in us-west-2: name a bucket that lies in us-west-2.",
    ],
    [
      "of a right that AWS names",
      refusal("AccessDenied", 403, `${user} s3:PutObject on resource: "x" because no identity-based policy allows it`),
      { bucket: given },
      `The credentials need s3:PutObject on arn:aws:s3:::ours/*.${all}`,
    ],
    [
      "of a right to read that nobody names",
      denied,
      { bucket: given, verb: "read" },
      `The credentials need s3:GetObject on arn:aws:s3:::ours/*, and s3:ListBucket on arn:aws:s3:::ours; and the bucket has to lie in account ${account}.${all}`,
    ],
    [
      "of a right to write that nobody names",
      denied,
      { bucket: given },
      `The credentials need s3:PutObject on arn:aws:s3:::ours/*; and the bucket has to lie in account ${account}.${all}`,
    ],
    [
      "of what a policy denies",
      refusal("AccessDenied", 403, `${user} s3:PutObject with an explicit deny in a resource-based policy`),
      { bucket: given },
      "A policy denies s3:PutObject on arn:aws:s3:::ours/*: have its owner take that back.",
    ],
    [
      "of a right to a key",
      refusal("AccessDenied", 403, `${user} kms:GenerateDataKey on this resource`),
      { bucket: keyed },
      `The credentials need kms:GenerateDataKey and kms:Decrypt on ${kmsKey}, by their policy and by the key's own.`,
    ],
    [
      "of a right to the bucket's own key",
      refusal("AccessDenied", 403, `${user} kms:Decrypt on the resource`),
      { bucket: given, verb: "read" },
      "The credentials need kms:GenerateDataKey and kms:Decrypt on the KMS key by which the bucket ours encrypts, by their policy and by the key's own.",
    ],
    [
      "of a key that is disabled",
      disabled,
      { bucket: keyed },
      `As KMS says, ${kmsKey} is disabled: enable it. Nobody reads without it what it has encrypted.`,
    ],
    [
      "of a key that is about to be deleted",
      refusal("KMS.KMSInvalidStateException", 400, "it is pending deletion."),
      { bucket: given },
      "As KMS says, the KMS key by which the bucket ours encrypts can be used no more, as one that is about to be deleted: cancel its deletion, and enable it. Nobody reads without it what it has encrypted.",
    ],
    [
      "of a key that there is not",
      refusal("KMS.NotFoundException", 400, "Invalid keyId"),
      { bucket: keyed },
      `As KMS says, ${kmsKey} is not there: mend its ARN. Nobody reads without it what it has encrypted.`,
    ],
    [
      "of credentials that have expired",
      refusal("ExpiredToken", 400, "The provided token has expired."),
      { bucket: given },
      "Renew the credentials, or choose others with AWS_PROFILE.",
    ],
    ["of anything else", refusal("OddError", 400, "Odd."), { bucket: given }, "Read the cause, and remove it."],
  ])("%s, at the beginning and in the middle", (_, error, deed, remedy) => {
    expect(hintOf(error, deed)).toBe(beginning + remedy);
    expect(hintOf(error, { ...deed, hasBegun: true })).toBe(middle + remedy);
  });

  it("of our own bucket, with another place for it before anything was begun", () => {
    const need = `The credentials need s3:PutObject on arn:aws:s3:::${usual.name}/*.${all}`;
    expect(hintOf(denied, {})).toBe(beginning + need + another);
    expect(hintOf(denied, { hasBegun: true })).toBe(middle + need);
  });

  it.each([
    ["BucketAlreadyExists", 409, "taken", "Somebody else has a bucket of that name."],
    ["AccessDenied", 403, "Access Denied", `The credentials need s3:CreateBucket on arn:aws:s3:::${usual.name}.${all}`],
  ])("of our own that cannot be made: %s", (name, status, message, remedy) => {
    const made = { verb: "make", key: "" } as const;
    expect(hintOf(refusal(name, status, message), made)).toBe(
      `Nothing of the cluster was changed. ${remedy}${another}`,
    );
  });
});

it("a refusal says in one line what could not be done, where, and why", () => {
  const told = refusedByS3(disabled, { verb: "read", bucket: given, key: "records/a.json", hasBegun: false });
  expect((told as Error).message.split("\n")[0]).toBe(
    "cannot read the ledger, s3://ours/records/a.json: KMS.DisabledException: it is disabled.",
  );
});

it("a refusal of a log says so", () => {
  const told = refusedByS3(denied, { verb: "write", bucket: given, key: "logs/a/1/1.jsonl", hasBegun: false });
  expect((told as Error).message).toMatch(/^cannot write the log, s3:\/\/ours\/logs\/a\/1\/1\.jsonl: AccessDenied/);
});

it("what got no answer is no refusal", () => {
  const error = new UnansweredError(new Error("reset"));
  expect(refusedByS3(error, { verb: "read", bucket: given, key: "records/a.json", hasBegun: false })).toBe(error);
});
