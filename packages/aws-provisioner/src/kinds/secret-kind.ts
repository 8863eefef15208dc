import { paginateListSecrets, type SecretListEntry } from "@aws-sdk/client-secrets-manager";
import type { SecretSource } from "@drydock/core";
import { z } from "zod";
import { kind, type Look, type Step } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";
import { nameFrom, ownTags, type TagPair, tagKeys, tagValue } from "../aws/tags.ts";

const versionKey = "drydock:secret-version";

const source = z.custom<SecretSource>(
  (value) => typeof value === "object" && value !== null && "kind" in value,
  "must say where the value comes from",
);

interface Fate {
  readonly precious: boolean;
  /** Days for which a deleted one can be brought back; 0 deletes it at once. */
  readonly recoveryDays: 0 | 7;
  /** Whether one that waits for its deletion keeps its value when it is wanted again. */
  readonly keepsValue: boolean;
}

/** A value in Secrets Manager. Only its source and a version, kept as a tag, are part of the blueprint: the value is never read. */
export function secretKind<const Name extends string>(name: Name, { precious, recoveryDays, keepsValue }: Fate) {
  return kind(name, {
    props: z.object({ secretName: z.string(), version: z.number().int().positive(), source }),
    mutable: ["version"],
    unread: ["source"],
    precious,
    usable: "accepted",
    seconds: { create: 0.5, delete: 0.5 },
    permissions: {
      find: ["secretsmanager:ListSecrets"],
      create: [
        "secretsmanager:CreateSecret",
        "secretsmanager:TagResource",
        "secretsmanager:GetSecretValue",
        "secretsmanager:RestoreSecret",
        "secretsmanager:PutSecretValue",
      ],
      update: ["secretsmanager:PutSecretValue", "secretsmanager:TagResource", "secretsmanager:GetSecretValue"],
      delete: ["secretsmanager:DeleteSecret"],
    },
    find: ownSecrets,
    read(secret: SecretListEntry, { cluster }) {
      const own = nameFrom(secret.Tags, name);
      if (own === undefined || tagValue(secret.Tags, tagKeys.cluster) !== cluster) return undefined;
      const version = Number(tagValue(secret.Tags, versionKey) ?? 0);
      // `source` cannot be read back and takes no part in the diff.
      const unknown: SecretSource = { kind: "existing", arn: secret.ARN! };
      return {
        id: secret.ARN!,
        name: own,
        props: { secretName: secret.Name!, version, source: unknown },
        outputs: { arn: secret.ARN! },
        tags: ownTags(secret.Tags),
        status: secret.DeletedDate === undefined ? "ready" : "gone",
      };
    },
    async create(step, props) {
      const Tags = [...step.tags, versionTag(props.version)];
      const { ARN } =
        (await createUnlessScheduled(step, props, Tags)) ?? (await bringBack(step, props, Tags, keepsValue));
      return { ARN, Name: props.secretName, Tags };
    },
    async update(step, { id }, { version, source }) {
      await putValue(step, id, source);
      await step.secretsManager.tagResource({ SecretId: id, Tags: [versionTag(version)] }, step.http);
    },
    delete({ secretsManager, http }, { id }) {
      const how = recoveryDays === 0 ? { ForceDeleteWithoutRecovery: true } : { RecoveryWindowInDays: recoveryDays };
      return secretsManager.deleteSecret({ SecretId: id, ...how }, http);
    },
  });
}

/** The cluster's secrets of every kind. The filters match prefixes, and a key and a value of different tags. */
function ownSecrets({ secretsManager, cluster, http, once }: Look): Promise<readonly SecretListEntry[]> {
  const Filters = [
    { Key: "tag-key" as const, Values: [tagKeys.cluster] },
    { Key: "tag-value" as const, Values: [cluster] },
  ];
  return once("secrets", () => {
    const pages = paginateListSecrets({ client: secretsManager, pageSize: 100 }, { Filters }, http);
    return items(pages, ({ SecretList }) => SecretList);
  });
}

function versionTag(version: number): TagPair {
  return { Key: versionKey, Value: String(version) };
}

interface Wanted {
  readonly secretName: string;
  readonly source: SecretSource;
}

/** Undefined where a secret of that name waits for its deletion. */
async function createUnlessScheduled(step: Step, { secretName, source }: Wanted, Tags: TagPair[]) {
  const { secretsManager, token, http } = step;
  const value = await step.secretValue(source);
  try {
    return await secretsManager.createSecret(
      { Name: secretName, SecretString: value.reveal(), ClientRequestToken: token, Tags },
      http,
    );
  } catch (error) {
    const scheduled =
      error instanceof Error &&
      error.name === "InvalidRequestException" &&
      /scheduled for deletion/i.test(error.message);
    if (scheduled) return undefined;
    throw error;
  }
}

async function bringBack(step: Step, { secretName, source }: Wanted, Tags: TagPair[], keepsValue: boolean) {
  const { secretsManager, http } = step;
  const restored = await secretsManager.restoreSecret({ SecretId: secretName }, http);
  if (!keepsValue) await putValue(step, secretName, source);
  await secretsManager.tagResource({ SecretId: secretName, Tags }, http);
  return restored;
}

async function putValue(step: Step, id: string, source: SecretSource): Promise<void> {
  const { secretsManager, token, http } = step;
  const value = await step.secretValue(source);
  await secretsManager.putSecretValue({ SecretId: id, SecretString: value.reveal(), ClientRequestToken: token }, http);
}
