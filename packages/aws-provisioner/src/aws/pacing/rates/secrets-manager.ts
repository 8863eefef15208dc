import { published } from "../rate.ts";
import type { ActionGroup, ServiceRates } from "../service-rates.ts";

/**
 * AWS Secrets Manager user guide, "Quotas": requests a second of an action, or of several together. A new
 * version more often than every 10 minutes for long is another limit, on one secret.
 */
export const secretsManagerRates: ServiceRates = {
  groups: [
    together("versions", ["PutSecretValue", "UpdateSecret", "UpdateSecretVersionStage"], 50),
    together("tags", ["TagResource", "UntagResource"], 50),
    together("policies", ["DeleteResourcePolicy", "GetResourcePolicy", "PutResourcePolicy"], 50),
  ],
  actions: {
    BatchGetSecretValue: published(100, 100),
    DescribeSecret: published(40_000, 40_000),
    GetSecretValue: published(10_000, 10_000),
    ListSecrets: published(100, 100),
  },
  reading: published(50, 50),
  changing: published(50, 50),
};

function together(name: string, operations: readonly string[], perSecond: number): ActionGroup {
  return { name, has: (operation) => operations.includes(operation), rate: published(perSecond, perSecond) };
}
