import { table } from "../../resource.ts";
import type { Account } from "../../state.ts";
import { invalidRequest, notFound } from "../errors.ts";

/** One version of a secret's value. */
export interface SecretVersion {
  readonly id: string;
  readonly created: number;
  readonly text: string | undefined;
  readonly binary: Uint8Array | undefined;
  readonly stages: Set<string>;
}

/** A secret. */
export interface SecretRecord {
  readonly arn: string;
  readonly name: string;
  readonly created: number;
  changed: number;
  accessed: number | undefined;
  description: string | undefined;
  kmsKeyId: string | undefined;
  policy: string | undefined;
  /** When its deletion was asked for; undefined while it is not scheduled. */
  deletedAt: number | undefined;
  /** When the recovery window ends. */
  goneAt: number | undefined;
  readonly tags: Map<string, string>;
  /** By version id, oldest first. */
  readonly versions: Map<string, SecretVersion>;
}

/** Every secret, by name; one that is scheduled for deletion keeps its name. */
export const secrets = table<SecretRecord>("secrets-manager/secrets", "SecretsManager");

/** Finds a secret by its ARN, the ARN without its suffix, or its name; one scheduled for deletion too. */
export function anySecret(account: Account, id: string): SecretRecord {
  const secret = [...account.of(secrets).values()].find(
    ({ arn, name }) => id === name || id === arn || id === arn.slice(0, -"-XXXXXX".length),
  );
  if (secret === undefined) throw notFound();
  return secret;
}

/** Finds a secret that is not scheduled for deletion; `why` begins the refusal of one that is. */
export function liveSecret(
  account: Account,
  id: string,
  why = "You can't perform this operation on the secret",
): SecretRecord {
  const secret = anySecret(account, id);
  if (secret.deletedAt !== undefined) throw invalidRequest(`${why} because it was marked for deletion.`);
  return secret;
}
