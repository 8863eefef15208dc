import { bucket, type Need } from "../bucket.ts";

/**
 * Requests a second of actions, and of those that are counted together (Secrets Manager user guide, quotas).
 */
const perSecond: readonly (readonly [string, RegExp, number])[] = [
  ["versions", /^(?:PutSecretValue|UpdateSecret|UpdateSecretVersionStage)$/, 50],
  ["tags", /^(?:Tag|Untag)Resource$/, 50],
  ["policies", /^(?:Get|Put|Delete)ResourcePolicy$/, 50],
  ["BatchGetSecretValue", /^BatchGetSecretValue$/, 100],
  ["ListSecrets", /^ListSecrets$/, 100],
  ["GetSecretValue", /^GetSecretValue$/, 10_000],
  ["DescribeSecret", /^DescribeSecret$/, 40_000],
];

export function secretsManagerNeeds(operation: string): Need[] {
  const [name, , rate] = perSecond.find(([, those]) => those.test(operation)) ?? [operation, undefined, 50];
  return [{ key: `SecretsManager ${name}`, size: bucket(rate, rate), tokens: 1 }];
}
