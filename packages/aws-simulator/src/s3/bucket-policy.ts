import type { S3 } from "@aws-sdk/client-s3";
import type { AwsError } from "../aws-error.ts";
import type { Resource } from "../resource.ts";
import { s3Error } from "./errors.ts";
import { bucketNamed } from "./records/bucket.ts";

function malformed(message: string): AwsError {
  return s3Error("MalformedPolicy", message);
}

interface Statement {
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: unknown;
}

function statementsOf(text: string): Statement[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw malformed("Policies must be valid JSON and the first byte must be '{'");
  }
  if (typeof document !== "object" || document === null || Array.isArray(document))
    throw malformed("Policies must be valid JSON and the first byte must be '{'");
  const statements: unknown[] = [Reflect.get(document, "Statement") as unknown].flat();
  if (statements.length === 0 || statements.some((statement) => typeof statement !== "object" || statement === null)) {
    throw malformed("Missing required field Statement");
  }
  return statements as Statement[]; // each is an object, whose members are looked at one by one
}

function checkStatement(statement: Statement, bucket: string): void {
  const { Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource } = statement;
  if (Effect !== "Allow" && Effect !== "Deny") throw malformed("Missing required field Effect");
  if (Principal === undefined && NotPrincipal === undefined) throw malformed("Missing required field Principal");
  if (Action === undefined && NotAction === undefined) throw malformed("Missing required field Action");
  const resources = [Resource ?? NotResource].flat();
  if (resources[0] === undefined) throw malformed("Missing required field Resource");
  const own = (resource: unknown): boolean =>
    typeof resource === "string" &&
    new RegExp(`^arn:aws[a-z-]*:s3:::${bucket.replaceAll(".", "\\.")}(/.*)?$`).test(resource);
  if (!resources.every(own)) throw malformed("Policy has invalid resource");
}

function isPublic({ Effect, Principal, Condition }: Statement): boolean {
  const whom = JSON.stringify(Principal) ?? "";
  return (
    Effect === "Allow" &&
    Condition === undefined &&
    (whom === '"*"' || whom.includes('"AWS":"*"') || whom.includes('["*"]'))
  );
}

/** A bucket's policy. */
export const bucketPolicy: Resource<S3> = {
  operations: {
    /**
     * PutBucketPolicy: at most 20 KB, about this bucket only; a public one is `AccessDenied` while
     * BlockPublicPolicy is on.
     */
    PutBucketPolicy({ input, account }) {
      const bucket = bucketNamed(account, input.Bucket);
      if (input.Policy.length > 20_480)
        throw s3Error("PolicyTooLarge", "The policy exceeds the maximum allowed document size.");
      const statements = statementsOf(input.Policy);
      for (const statement of statements) checkStatement(statement, bucket.name);
      if (bucket.publicAccessBlock?.BlockPublicPolicy === true && statements.some(isPublic)) {
        throw s3Error(
          "AccessDenied",
          "User is not authorized to perform: s3:PutBucketPolicy because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.",
          403,
        );
      }
      bucket.policy = input.Policy;
      return {};
    },

    /** GetBucketPolicy. */
    GetBucketPolicy({ input, account }) {
      const { policy } = bucketNamed(account, input.Bucket);
      if (policy === undefined) throw s3Error("NoSuchBucketPolicy", "The bucket policy does not exist", 404);
      return { Policy: policy };
    },

    /** DeleteBucketPolicy. */
    DeleteBucketPolicy({ input, account }) {
      bucketNamed(account, input.Bucket).policy = undefined;
      return {};
    },
  },
};
