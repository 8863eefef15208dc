import { AwsError } from "../aws-error.ts";
import type { Account } from "../state.ts";
import { type SecretRecord, secretsOf } from "./state.ts";

/** `ResourceNotFoundException`. */
export function notFound(message = "Secrets Manager can't find the specified secret."): AwsError {
  return new AwsError("ResourceNotFoundException", message);
}

/** `InvalidParameterException`. */
export function invalidParameter(message: string): AwsError {
  return new AwsError("InvalidParameterException", message);
}

/** `InvalidRequestException`: not in this state of the secret. */
export function invalidRequest(message: string): AwsError {
  return new AwsError("InvalidRequestException", message);
}

/** `ResourceExistsException`. */
export function exists(message: string): AwsError {
  return new AwsError("ResourceExistsException", message);
}

/** Finds a secret by its ARN, the ARN without its suffix, or its name; one scheduled for deletion too. */
export function anySecret(account: Account, id: string): SecretRecord {
  const secret = [...secretsOf(account).secrets.values()].find(
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
