import { exists, invalidParameter, invalidRequest } from "./errors.ts";
import type { SecretRecord, SecretVersion } from "./records/secret.ts";

/** A value as requests carry it. */
export interface ValueRequest {
  readonly SecretString?: string | undefined;
  readonly SecretBinary?: Uint8Array | undefined;
}

/** Whether a request carries a value; refuses both forms at once. */
export function hasValue({ SecretString, SecretBinary }: ValueRequest): boolean {
  if (SecretString !== undefined && SecretBinary !== undefined) {
    throw invalidParameter(
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  }
  return SecretString !== undefined || SecretBinary !== undefined;
}

/**
 * Adds a version under a token. The same token with the same value changes nothing; with another value it is
 * `ResourceExistsException`. Labels move to the new version; the one that was AWSCURRENT becomes AWSPREVIOUS.
 */
export function addVersion(
  secret: SecretRecord,
  {
    id,
    value,
    stages,
    now,
  }: { readonly id: string; readonly value: ValueRequest; readonly stages: readonly string[]; readonly now: number },
): SecretVersion {
  const known = secret.versions.get(id);
  if (known !== undefined) {
    if (isSameValue(known, value)) return known;
    throw exists(
      `A resource with the ID you requested already exists: a version with the token ${id} and another value.`,
    );
  }
  if (secret.versions.size >= 100) {
    const idle = [...secret.versions.values()].find(({ stages: labels }) => labels.size === 0);
    if (idle === undefined) throw invalidRequest("The secret has too many versions with labels.");
    secret.versions.delete(idle.id);
  }
  const version: SecretVersion = {
    id,
    created: now,
    text: value.SecretString,
    binary: value.SecretBinary,
    stages: new Set<string>(),
  };
  secret.versions.set(id, version);
  for (const stage of stages) moveStage(secret, stage, version);
  secret.changed = now;
  return version;
}

function moveStage(secret: SecretRecord, stage: string, to: SecretVersion): void {
  for (const version of secret.versions.values()) {
    if (version === to || !version.stages.delete(stage) || stage !== "AWSCURRENT") continue;
    for (const other of secret.versions.values()) other.stages.delete("AWSPREVIOUS");
    version.stages.add("AWSPREVIOUS");
  }
  to.stages.add(stage);
}

function isSameValue(version: SecretVersion, { SecretString, SecretBinary }: ValueRequest): boolean {
  return (
    version.text === SecretString &&
    (version.binary === undefined) === (SecretBinary === undefined) &&
    (version.binary === undefined || Buffer.compare(version.binary, SecretBinary ?? new Uint8Array()) === 0)
  );
}
