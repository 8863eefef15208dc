import type { Account, Slice } from "../state.ts";

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
export interface SecretsState {
  readonly secrets: Map<string, SecretRecord>;
}

const slice: Slice<SecretsState> = { name: "secrets-manager", initial: () => ({ secrets: new Map() }) };

/** The account's secrets. */
export function secretsOf(account: Account): SecretsState {
  return account.of(slice);
}
