import { randomUUID } from "node:crypto";
import type { SecretSource } from "@drydock/core/design";
import type { Step } from "../aws/cloud.ts";
import { type AnyTag, type TagPair, tagValue } from "../aws/tags.ts";
import { lengthKey, versionKey } from "./value-tags.ts";

interface Wanted {
  readonly secretName: string;
  readonly version: number;
  readonly source: SecretSource;
  readonly precious: boolean;
}

/** Undefined where a secret of that name waits for its deletion. */
export async function createUnlessScheduled(
  step: Step,
  { secretName, source }: Pick<Wanted, "secretName" | "source">,
  Tags: TagPair[],
) {
  const {
    clients: { secretsManager },
    token,
    request,
  } = step;
  const value = await step.secretValue(source);
  try {
    return await secretsManager.createSecret(
      { Name: secretName, SecretString: value.reveal(), ClientRequestToken: token, Tags },
      request,
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

/**
 * Brings back a secret that waits for its deletion, with the tags that are wanted. A precious one keeps its
 * value where that is of the version that is wanted and was made as it would be now; else it gets another.
 */
export async function bringBack(step: Step, wanted: Wanted, tags: TagPair[]) {
  const {
    clients: { secretsManager },
    request,
  } = step;
  const { secretName: SecretId, source } = wanted;
  const restored = await secretsManager.restoreSecret({ SecretId }, request);
  const { Tags: former = [] } = await secretsManager.describeSecret({ SecretId }, request);
  const keepsValue = wanted.precious && isWanted(former, wanted);
  if (!keepsValue) await putValue(step, SecretId, source);
  // A value that is kept has the length that it had.
  const isOfOld = ({ Key }: { readonly Key?: string | undefined }) => keepsValue && Key === lengthKey;
  const Tags = tags.filter((tag) => !isOfOld(tag));
  await secretsManager.tagResource({ SecretId, Tags }, request);
  const kept = new Set(Tags.map(({ Key }) => Key));
  const TagKeys = former.flatMap((tag) => {
    const { Key = "" } = tag;
    return kept.has(Key) || isOfOld(tag) || Key.startsWith("aws:") ? [] : [Key];
  });
  if (TagKeys.length > 0) await secretsManager.untagResource({ SecretId, TagKeys }, request);
  return restored;
}

/** Whether the value that bears those tags is what is wanted, as far as they tell. */
function isWanted(tags: readonly AnyTag[], { version, source }: Wanted): boolean {
  if (tagValue(tags, versionKey) !== String(version)) return false;
  if (source.kind === "generated") return tagValue(tags, lengthKey) !== undefined;
  return !isLocal(source) && tagValue(tags, lengthKey) === undefined;
}

/**
 * Writes the value that a source comes to. A token under which another value stands tells that an earlier try
 * of the same step wrote it (Secrets Manager API reference, PutSecretValue): the token is the id of the
 * version. One that was made then is as good as another as long as it is the current one; one that comes from
 * here may have changed since.
 */
export async function putValue(step: Step, SecretId: string, source: SecretSource): Promise<void> {
  const { secretsManager } = step.clients;
  const value = await step.secretValue(source);
  const put = (ClientRequestToken: string) =>
    secretsManager.putSecretValue({ SecretId, SecretString: value.reveal(), ClientRequestToken }, step.request);
  try {
    await put(step.token);
  } catch (error) {
    if (!(error instanceof Error && error.name === "ResourceExistsException")) throw error;
    if (isLocal(source) || !(await isCurrent(step, SecretId))) await put(randomUUID());
  }
}

/** Whether the version that the step's token names is the one that is read. */
async function isCurrent({ clients: { secretsManager }, token, request }: Step, SecretId: string): Promise<boolean> {
  const { VersionIdsToStages = {} } = await secretsManager.describeSecret({ SecretId }, request);
  return VersionIdsToStages[token]?.includes("AWSCURRENT") ?? false;
}

/** Whether a value comes from the machine that plans and applies, and may have changed there. */
export function isLocal({ kind }: SecretSource): boolean {
  return kind === "environment" || kind === "file";
}
