import type { SecretSource } from "@drydock/core/design";
import type { Step } from "../aws/cloud.ts";
import type { TagPair } from "../aws/tags.ts";
import { lengthKey } from "./value-tags.ts";

interface Wanted {
  readonly secretName: string;
  readonly source: SecretSource;
}

/** Undefined where a secret of that name waits for its deletion. */
export async function createUnlessScheduled(step: Step, { secretName, source }: Wanted, Tags: TagPair[]) {
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
 * Brings back a secret that waits for its deletion, with the tags that are wanted, and with its own value or
 * another.
 */
export async function bringBack(step: Step, { secretName, source }: Wanted, wanted: TagPair[], keepsValue: boolean) {
  const {
    clients: { secretsManager },
    request,
  } = step;
  const restored = await secretsManager.restoreSecret({ SecretId: secretName }, request);
  if (!keepsValue) await putValue(step, secretName, source);
  // A value that is kept has the length that it had.
  const isOfOld = ({ Key }: { readonly Key?: string | undefined }) => keepsValue && Key === lengthKey;
  const Tags = wanted.filter((tag) => !isOfOld(tag));
  const { Tags: former = [] } = await secretsManager.describeSecret({ SecretId: secretName }, request);
  await secretsManager.tagResource({ SecretId: secretName, Tags }, request);
  const kept = new Set(Tags.map(({ Key }) => Key));
  const TagKeys = former.flatMap((tag) => {
    const { Key = "" } = tag;
    return kept.has(Key) || isOfOld(tag) || Key.startsWith("aws:") ? [] : [Key];
  });
  if (TagKeys.length > 0) await secretsManager.untagResource({ SecretId: secretName, TagKeys }, request);
  return restored;
}

/** Writes the value that a source comes to. */
export async function putValue(step: Step, id: string, source: SecretSource): Promise<void> {
  const {
    clients: { secretsManager },
    token,
    request,
  } = step;
  const value = await step.secretValue(source);
  await secretsManager.putSecretValue(
    { SecretId: id, SecretString: value.reveal(), ClientRequestToken: token },
    request,
  );
}
