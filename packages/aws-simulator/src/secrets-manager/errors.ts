import { AwsError } from "../aws-error.ts";
import type { Account } from "../state.ts";
import { secretsOf } from "./state.ts";
import type { SecretRecord } from "./state.ts";

/** `ResourceNotFoundException`. */
export const notFound = (message = "Secrets Manager can't find the specified secret."): AwsError => new AwsError("ResourceNotFoundException", message);

/** `InvalidParameterException`. */
export const invalidParameter = (message: string): AwsError => new AwsError("InvalidParameterException", message);

/** `InvalidRequestException`: not in this state of the secret. */
export const invalidRequest = (message: string): AwsError => new AwsError("InvalidRequestException", message);

/** `ResourceExistsException`. */
export const exists = (message: string): AwsError => new AwsError("ResourceExistsException", message);

/** Finds a secret by its ARN, the ARN without its suffix, or its name; one scheduled for deletion too. */
export const anySecret = (account: Account, id: string): SecretRecord => {
  const secret = [...secretsOf(account).secrets.values()].find(({ arn, name }) => id === name || id === arn || id === arn.slice(0, -"-XXXXXX".length));
  if (secret === undefined) throw notFound();
  return secret;
};

/** Finds a secret that is not scheduled for deletion; `why` begins the refusal of one that is. */
export const liveSecret = (account: Account, id: string, why = "You can't perform this operation on the secret"): SecretRecord => {
  const secret = anySecret(account, id);
  if (secret.deletedAt !== undefined) throw invalidRequest(`${why} because it was marked for deletion.`);
  return secret;
};
