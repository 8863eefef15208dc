import type { SecretsManager, SecretValueEntry } from "@aws-sdk/client-secrets-manager";
import { AwsError } from "../aws-error.ts";
import { uuidFrom } from "../request/uuid.ts";
import type { Resource } from "../resource.ts";
import { invalidParameter, notFound } from "./errors.ts";
import { matching } from "./listing.ts";
import { pageOf } from "./page.ts";
import { anySecret, liveSecret, type SecretRecord } from "./records/secret.ts";
import { addVersion, hasValue } from "./secret-value.ts";

interface VersionChoice {
  readonly VersionId?: string | undefined;
  readonly VersionStage?: string | undefined;
}

function valueOf(secret: SecretRecord, { VersionId, VersionStage }: VersionChoice, now: number): SecretValueEntry {
  const stage = VersionStage ?? (VersionId === undefined ? "AWSCURRENT" : undefined);
  const version = [...secret.versions.values()].find(
    ({ id, stages }) => (VersionId === undefined || id === VersionId) && (stage === undefined || stages.has(stage)),
  );
  if (version === undefined) {
    const what = VersionId === undefined ? `staging label: ${stage}` : `VersionId: ${VersionId}`;
    throw notFound(`Secrets Manager can't find the specified secret value for ${what}`);
  }
  secret.accessed = now;
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: version.id,
    ...(version.text !== undefined && { SecretString: version.text }),
    ...(version.binary !== undefined && { SecretBinary: version.binary }),
    VersionStages: [...version.stages],
    CreatedDate: new Date(version.created),
  };
}

/** What secrets hold, version by version. */
export const secretVersion: Resource<SecretsManager> = {
  operations: {
    /** GetSecretValue of the current version, or of the one named by id or label. */
    GetSecretValue({ input, account, now }) {
      return valueOf(liveSecret(account, input.SecretId), input, now);
    },

    /** PutSecretValue: a new version that becomes current unless labels say otherwise. */
    PutSecretValue({ input, account, now, random }) {
      const secret = liveSecret(account, input.SecretId);
      if (!hasValue(input)) throw invalidParameter("You must provide either SecretString or SecretBinary.");
      const version = addVersion(secret, {
        id: input.ClientRequestToken ?? uuidFrom(random),
        value: input,
        stages: input.VersionStages ?? ["AWSCURRENT"],
        now,
      });
      return { ARN: secret.arn, Name: secret.name, VersionId: version.id, VersionStages: [...version.stages] };
    },

    /** ListSecretVersionIds: versions without labels only when asked for. */
    ListSecretVersionIds({ input, account }) {
      const secret = anySecret(account, input.SecretId);
      const shown = [...secret.versions.values()].filter(
        ({ stages }) => input.IncludeDeprecated === true || stages.size > 0,
      );
      const { rows, rest } = pageOf(shown, ({ id }) => id, 100, input);
      return {
        ARN: secret.arn,
        Name: secret.name,
        Versions: rows.map(({ id, stages, created }) => ({
          VersionId: id,
          VersionStages: [...stages],
          CreatedDate: new Date(created),
        })),
        ...rest,
      };
    },

    /**
     * BatchGetSecretValue of at most 20 secrets by id or filter; what cannot be read is listed under Errors.
     */
    BatchGetSecretValue({ input, account, now }) {
      const { SecretIdList: ids, Filters: filters } = input;
      if ((ids === undefined) === (filters === undefined)) {
        throw invalidParameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.");
      }
      if (ids !== undefined && (input.MaxResults !== undefined || input.NextToken !== undefined)) {
        throw invalidParameter("MaxResults and NextToken can only be used with 'Filters'.");
      }
      const cut = pageOf(filters === undefined ? [] : matching(account, filters), ({ name }) => name, 20, input);
      const values: SecretValueEntry[] = [];
      const errors: { SecretId: string; ErrorCode: string; Message: string }[] = [];
      for (const id of ids ?? cut.rows.map(({ arn }) => arn)) {
        try {
          values.push(valueOf(liveSecret(account, id), {}, now));
        } catch (error) {
          if (!(error instanceof AwsError)) throw error;
          errors.push({ SecretId: id, ErrorCode: error.name, Message: error.message });
        }
      }
      return { SecretValues: values, Errors: errors, ...cut.rest };
    },
  },
};
