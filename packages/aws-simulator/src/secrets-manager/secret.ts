import type { SecretListEntry, SecretsManager } from "@aws-sdk/client-secrets-manager";
import { arnOf } from "../request/arn.ts";
import { writeTags } from "../request/tag-list.ts";
import { uuidFrom } from "../request/uuid.ts";
import { resource } from "../resource.ts";
import { exists, invalidParameter, invalidRequest } from "./errors.ts";
import { anySecret, liveSecret, type SecretRecord, secrets } from "./records/secret.ts";
import { addSecretTags } from "./secret-tags.ts";
import { addVersion, hasValue } from "./secret-value.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** What DescribeSecret and ListSecrets show of a secret: never its value. */
export function shownSecret(secret: SecretRecord): SecretListEntry {
  return {
    ARN: secret.arn,
    Name: secret.name,
    ...(secret.description !== undefined && { Description: secret.description }),
    ...(secret.kmsKeyId !== undefined && { KmsKeyId: secret.kmsKeyId }),
    CreatedDate: new Date(secret.created),
    LastChangedDate: new Date(secret.changed),
    ...(secret.accessed !== undefined && {
      LastAccessedDate: new Date(secret.accessed - (secret.accessed % 86_400_000)),
    }),
    ...(secret.deletedAt !== undefined && { DeletedDate: new Date(secret.deletedAt) }),
    Tags: writeTags(secret.tags),
  };
}

function stagesOf(secret: SecretRecord): Record<string, string[]> {
  return Object.fromEntries(
    [...secret.versions.values()].filter(({ stages }) => stages.size > 0).map(({ id, stages }) => [id, [...stages]]),
  );
}

/** Secrets; one that is scheduled for deletion keeps its name. */
export const secret = resource<SecretsManager, SecretRecord>({
  type: "secret",
  table: secrets,
  tags: ({ tags }) => tags,
  inventory: ({ arn, name, deletedAt, versions }) => ({
    id: arn,
    state: deletedAt === undefined ? "available" : "scheduled-for-deletion",
    attributes: { name, versions: versions.size },
  }),
  operations: {
    /**
     * CreateSecret: the same token with the same value answers the secret that exists. A name that is
     * scheduled for deletion is refused until its window ends.
     */
    CreateSecret({ input, account, now, random }) {
      if (!/^[a-zA-Z0-9/_+=.@!-]+$/.test(input.Name)) {
        throw invalidParameter(
          "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
        );
      }
      const valued = hasValue(input);
      const existing = account.of(secrets).get(input.Name);
      if (existing?.deletedAt !== undefined) {
        throw invalidRequest(
          "You can't create this secret because a secret with this name is already scheduled for deletion.",
        );
      }
      const token = input.ClientRequestToken ?? uuidFrom(random);
      if (existing !== undefined) {
        if (!valued || !existing.versions.has(token)) {
          throw exists(`The operation failed because the secret ${input.Name} already exists.`);
        }
        addVersion(existing, { id: token, value: input, stages: [], now });
        return { ARN: existing.arn, Name: existing.name, VersionId: token };
      }
      const tags = new Map<string, string>();
      addSecretTags(tags, input.Tags);
      const secret: SecretRecord = {
        arn: arnOf(account, "secretsmanager", `secret:${input.Name}-${account.random.text(6, letters)}`),
        name: input.Name,
        created: now,
        changed: now,
        accessed: undefined,
        description: input.Description,
        kmsKeyId: input.KmsKeyId,
        policy: undefined,
        deletedAt: undefined,
        goneAt: undefined,
        tags,
        versions: new Map(),
      };
      if (valued) addVersion(secret, { id: token, value: input, stages: ["AWSCURRENT"], now });
      account.of(secrets).set(secret.name, secret);
      return { ARN: secret.arn, Name: secret.name, ...(valued && { VersionId: token }) };
    },

    /** DescribeSecret: also of one scheduled for deletion. */
    DescribeSecret({ input, account }) {
      const secret = anySecret(account, input.SecretId);
      return { ...shownSecret(secret), VersionIdsToStages: stagesOf(secret) };
    },

    /** UpdateSecret: description, key, and a new value when one is given. */
    UpdateSecret({ input, account, now, random }) {
      const secret = liveSecret(account, input.SecretId);
      const valued = hasValue(input);
      const id = input.ClientRequestToken ?? uuidFrom(random);
      if (valued) addVersion(secret, { id, value: input, stages: ["AWSCURRENT"], now });
      secret.description = input.Description ?? secret.description;
      secret.kmsKeyId = input.KmsKeyId ?? secret.kmsKeyId;
      secret.changed = now;
      return { ARN: secret.arn, Name: secret.name, ...(valued && { VersionId: id }) };
    },

    /**
     * DeleteSecret: after a window of 7 to 30 days (default 30), or at once when forced. Forcing an unknown
     * one succeeds.
     */
    DeleteSecret({ input, account, now }) {
      const { RecoveryWindowInDays: days, ForceDeleteWithoutRecovery: force = false } = input;
      if (force && days !== undefined) {
        throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
      }
      if (days !== undefined && !(days >= 7 && days <= 30)) {
        throw invalidParameter("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
      }
      if (force) {
        const known = [...account.of(secrets).values()].find(
          ({ arn, name }) => input.SecretId === name || input.SecretId === arn,
        );
        if (known === undefined) return { Name: input.SecretId, DeletionDate: new Date(now) };
        account.of(secrets).delete(known.name);
        return { ARN: known.arn, Name: known.name, DeletionDate: new Date(now) };
      }
      const secret = liveSecret(
        account,
        input.SecretId,
        "You tried to perform the operation on a secret that's currently marked deleted, which is not allowed",
      );
      const goneAt = now + (days ?? 30) * 86_400_000;
      secret.deletedAt = now;
      secret.goneAt = goneAt;
      account.schedule(goneAt, () => {
        if (secret.goneAt === goneAt && account.of(secrets).get(secret.name) === secret)
          account.of(secrets).delete(secret.name);
      });
      return { ARN: secret.arn, Name: secret.name, DeletionDate: new Date(goneAt) };
    },

    /** RestoreSecret: takes back a scheduled deletion. */
    RestoreSecret({ input, account }) {
      const secret = anySecret(account, input.SecretId);
      secret.deletedAt = undefined;
      secret.goneAt = undefined;
      return { ARN: secret.arn, Name: secret.name };
    },

    /** TagResource: adds or overwrites. */
    TagResource({ input, account }) {
      addSecretTags(liveSecret(account, input.SecretId).tags, input.Tags);
      return {};
    },

    /** UntagResource: unknown keys are ignored. */
    UntagResource({ input, account }) {
      const { tags } = liveSecret(account, input.SecretId);
      for (const key of input.TagKeys) tags.delete(key);
      return {};
    },
  },
});
