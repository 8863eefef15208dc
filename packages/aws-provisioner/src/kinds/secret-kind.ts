import type { SecretListEntry } from "@aws-sdk/client-secrets-manager";
import type { SecretDesign, SecretSource } from "@drydock/core/design";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import type { Look } from "../aws/cloud.ts";
import { kind } from "../aws/kind.ts";
import { arnOf } from "../aws/naming.ts";
import { items } from "../aws/pages.ts";
import { secretTagging } from "../aws/tagging.ts";
import { tagKeys, tagValue } from "../aws/tags.ts";
import { seekEach } from "./seek-each.ts";
import { bringBack, createUnlessScheduled, putValue } from "./secret-writing.ts";
import { lengthKey, ofValue, preciousTag, subjectKey, versionKey } from "./value-tags.ts";

const source = z.custom<SecretSource>(
  (value) => typeof value === "object" && value !== null && "kind" in value,
  "must say where the value comes from",
);

interface SecretsOf {
  /** Whether the loss of any of them could not be mended, or only of those that say so. */
  readonly precious: "all" | "some";
  /** Which of a design's secrets are of this kind. */
  readonly holds: (secret: SecretDesign) => boolean;
}

/** Days for which a precious secret can be brought back once it is deleted; others go at once. */
const recoveryDays = 7;

/** Its name in Secrets Manager. */
export function secretName(cluster: string, secret: string): string {
  return `${cluster}/${secret}`;
}

/**
 * A value in Secrets Manager. Only its source and a version, kept as a tag, are part of the blueprint. The
 * value is no field: a plan compares it where it comes from here, and shows only whether it differs. One that
 * is precious can be brought back for seven days when it was deleted, and a create within them does so, with
 * its value.
 */
export function secretKind<const Name extends string>(name: Name, { precious, holds }: SecretsOf) {
  const isPrecious = (props: { readonly precious?: boolean | undefined }) =>
    precious === "all" || props.precious === true;
  return kind(name, {
    service: "secretsManager",
    discovery: { arnService: "secretsmanager" },
    usedBy: ({ secrets }) => secrets.some(holds),
    errors: {
      // Secrets Manager API reference: a secret in its recovery window.
      "not-found": [{ code: "InvalidRequest", message: /marked for deletion|marked deleted|scheduled for deletion/i }],
    },
    tagging: secretTagging,
    onlyAddressed: true,
    secretSource: ({ source }) => source,
    arns: (scope) => [arnOf(scope, "secretsmanager", `secret:${secretName(scope.cluster, "*")}`)],
    props: z.object({
      secretName: z.string(),
      version: z.int().check(z.positive()),
      source,
      /** That what is stored is what its variable or file holds; no listing tells that it is not. */
      value: z.optional(z.literal("current")),
      /** Of a certificate, whom it is for: another subject makes another value. */
      subject: z.optional(z.string()),
      /** Whether it may be deleted only by name: a mark beside the value, which stays as it is. */
      precious: z.optional(z.boolean()),
    }),
    naming: { field: "secretName", of: (cluster) => new RegExp(`^${secretName(cluster, "")}`) },
    mutable: ["version", "value", "subject", "precious"],
    unread: ["source"],
    // A secret may become the authority, or one: only one can have the name.
    exclusive: "secretName",
    precious: (props) => isPrecious(props),
    usable: "accepted",
    stable: { means: "is stored, with a value" },
    seconds: { create: 0.5, delete: 0.5 },
    permissions: {
      find: ["secretsmanager:ListSecrets", "secretsmanager:DescribeSecret"],
      create: [
        "secretsmanager:CreateSecret",
        "secretsmanager:TagResource",
        "secretsmanager:GetSecretValue",
        "secretsmanager:RestoreSecret",
        "secretsmanager:PutSecretValue",
        "secretsmanager:DescribeSecret",
        "secretsmanager:UntagResource",
      ],
      update: [
        "secretsmanager:PutSecretValue",
        "secretsmanager:TagResource",
        "secretsmanager:UntagResource",
        "secretsmanager:GetSecretValue",
      ],
      delete: ["secretsmanager:DeleteSecret"],
    },
    find: ownSecrets,
    seek: ({ clients: { secretsManager }, request }, sought) =>
      seekEach(sought, ({ secretName: SecretId }): Promise<SecretListEntry> =>
        secretsManager.describeSecret({ SecretId }, request),
      ),
    read(secret: SecretListEntry, { cluster }) {
      // The filters of the listing match prefixes, and two kinds share it.
      if (tagValue(secret.Tags, tagKeys.cluster) !== cluster) return undefined;
      const { ARN: arn, Name, Tags, DeletedDate } = complete(secret, "ARN", "Name");
      const version = Number(tagValue(Tags, versionKey) ?? 0);
      // `source` cannot be read back and takes no part in the diff.
      const source: SecretSource = { kind: "existing", arn };
      const status = DeletedDate === undefined ? "ready" : "gone";
      const subject = tagValue(Tags, subjectKey);
      const props = {
        secretName: Name,
        version,
        source,
        value: "current" as const,
        ...(subject !== undefined && { subject }),
        precious: tagValue(Tags, preciousTag.Key) !== undefined,
      };
      const length = tagValue(Tags, lengthKey);
      const outputs = { arn, ...(length === undefined ? {} : { length: Number(length) }) };
      return { id: arn, props, outputs, tags: Tags, status };
    },
    async create(step, props) {
      const Tags = [...step.tags, ...ofValue(props)];
      const { ARN } =
        (await createUnlessScheduled(step, props, Tags)) ??
        (await bringBack(step, { ...props, precious: isPrecious(props) }, Tags));
      return { ARN, Name: props.secretName, Tags };
    },
    async update(step, { id: SecretId, outputs }, props, fields) {
      const { secretsManager } = step.clients;
      const ofIt = fields.filter((field) => field !== "precious");
      if (ofIt.length > 0) await putValue(step, SecretId, props.source);
      if (ofIt.some((field) => field !== "value"))
        await secretsManager.tagResource({ SecretId, Tags: ofValue(props) }, step.request);
      const isPlain = fields.includes("precious") && props.precious !== true;
      if (fields.includes("precious") && !isPlain)
        await secretsManager.tagResource({ SecretId, Tags: [preciousTag] }, step.request);
      // What comes from here was made by nobody, whatever stood in its place.
      const isOfOther = ofIt.length > 0 && props.source.kind !== "generated" && outputs.length !== undefined;
      const TagKeys = [...(isPlain ? [preciousTag.Key] : []), ...(isOfOther ? [lengthKey] : [])];
      if (TagKeys.length > 0) await secretsManager.untagResource({ SecretId, TagKeys }, step.request);
    },
    delete({ clients: { secretsManager }, request }, { id, props }) {
      const how = isPrecious(props) ? { RecoveryWindowInDays: recoveryDays } : { ForceDeleteWithoutRecovery: true };
      return secretsManager.deleteSecret({ SecretId: id, ...how }, request);
    },
  });
}

/**
 * The cluster's secrets of every kind. The filters match prefixes, and a key and a value of different tags.
 */
function ownSecrets({
  clients: { secretsManager },
  cluster,
  request,
  once,
}: Look): Promise<readonly SecretListEntry[]> {
  const Filters = [
    { Key: "tag-key" as const, Values: [tagKeys.cluster] },
    { Key: "tag-value" as const, Values: [cluster] },
  ];
  return once("secrets", () => {
    return items(
      (NextToken) => secretsManager.listSecrets({ Filters, MaxResults: 100, NextToken }, request),
      ({ SecretList }) => SecretList,
    );
  });
}
