import { AwsError } from "../aws-error.ts";
import type { Service } from "../handler.ts";
import { checkedHandlers } from "../request/checked-handlers.ts";
import { constraints } from "./constraints.gen.ts";
import { listSecrets } from "./listing.ts";
import { deleteResourcePolicy, getResourcePolicy, putResourcePolicy } from "./resource-policy.ts";
import {
  createSecret,
  deleteSecret,
  describeSecret,
  restoreSecret,
  tagResource,
  untagResource,
  updateSecret,
} from "./secret.ts";
import { secretsOf } from "./state.ts";
import { batchGetSecretValue, getSecretValue, listSecretVersionIds, putSecretValue } from "./value.ts";

const handlers = checkedHandlers(
  {
    constraints,
    refuse: (message) => new AwsError("ValidationException", message),
    sensitive: ["SecretString", "SecretBinary"],
  },
  {
    CreateSecret: createSecret,
    GetSecretValue: getSecretValue,
    PutSecretValue: putSecretValue,
    UpdateSecret: updateSecret,
    DescribeSecret: describeSecret,
    ListSecrets: listSecrets,
    ListSecretVersionIds: listSecretVersionIds,
    DeleteSecret: deleteSecret,
    RestoreSecret: restoreSecret,
    TagResource: tagResource,
    UntagResource: untagResource,
    PutResourcePolicy: putResourcePolicy,
    GetResourcePolicy: getResourcePolicy,
    DeleteResourcePolicy: deleteResourcePolicy,
    BatchGetSecretValue: batchGetSecretValue,
  },
);

/** AWS Secrets Manager. Rotation and replicas are not modelled. */
export const secretsManager: Service = {
  id: "SecretsManager",
  handlers,
  inventory: (account) =>
    [...secretsOf(account).secrets.values()].map(({ arn, name, tags, deletedAt, versions }) => ({
      service: "SecretsManager",
      type: "secret",
      id: arn,
      tags: Object.fromEntries(tags),
      state: deletedAt === undefined ? "available" : "scheduled-for-deletion",
      attributes: { name, versions: versions.size },
    })),
};
