import type { SecretsManager } from "@aws-sdk/client-secrets-manager";
import { AwsError } from "../aws-error.ts";
import type { Resource } from "../resource.ts";
import { liveSecret } from "./records/secret.ts";

function malformed(message: string): AwsError {
  return new AwsError("MalformedPolicyDocumentException", message);
}

interface Policy {
  readonly Statement?: unknown;
}

function parsed(text: string): Policy {
  try {
    const policy: unknown = JSON.parse(text);
    if (typeof policy === "object" && policy !== null && !Array.isArray(policy)) return policy;
  } catch {
    // told below
  }
  throw malformed("This resource policy contains a syntax error.");
}

function isOpen(statement: unknown): boolean {
  if (typeof statement !== "object" || statement === null) return false;
  const { Effect, Principal, Condition } = statement as { Effect?: unknown; Principal?: unknown; Condition?: unknown };
  const everyone = JSON.stringify(Principal) === '"*"' || (JSON.stringify(Principal) ?? "").includes('"AWS":"*"');
  return Effect === "Allow" && everyone && Condition === undefined;
}

/** A secret's policy. */
export const secretPolicy: Resource<SecretsManager> = {
  operations: {
    /**
     * PutResourcePolicy; with BlockPublicPolicy a policy that lets everyone in is `PublicPolicyException`.
     */
    PutResourcePolicy({ input, account }) {
      const secret = liveSecret(account, input.SecretId);
      const statements = [parsed(input.ResourcePolicy).Statement].flat();
      if (statements.length === 0 || statements[0] === undefined)
        throw malformed("This resource policy contains no statement.");
      if (input.BlockPublicPolicy === true && statements.some(isOpen)) {
        throw new AwsError(
          "PublicPolicyException",
          "You can't attach a resource policy that grants broad access to the secret.",
        );
      }
      secret.policy = input.ResourcePolicy;
      return { ARN: secret.arn, Name: secret.name };
    },

    /** GetResourcePolicy: without one, only ARN and name. */
    GetResourcePolicy({ input, account }) {
      const { arn, name, policy } = liveSecret(account, input.SecretId);
      return { ARN: arn, Name: name, ...(policy !== undefined && { ResourcePolicy: policy }) };
    },

    /** DeleteResourcePolicy. */
    DeleteResourcePolicy({ input, account }) {
      const secret = liveSecret(account, input.SecretId);
      secret.policy = undefined;
      return { ARN: secret.arn, Name: secret.name };
    },
  },
};
