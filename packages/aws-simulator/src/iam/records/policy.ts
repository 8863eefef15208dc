import { table } from "../../resource.ts";
import type { Account } from "../../state.ts";
import { noSuchEntity } from "../errors.ts";

/** A policy managed by the customer. */
export interface PolicyRecord {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly arn: string;
  readonly created: number;
  readonly description: string | undefined;
  readonly document: string;
  readonly tags: Map<string, string>;
}

/** The customer's policies by ARN. */
export const policies = table<PolicyRecord>("iam/policies");

/** Finds a customer's policy by its ARN. */
export function policyAt(account: Account, arn: string): PolicyRecord {
  const policy = account.of(policies).get(arn);
  if (policy === undefined) throw noSuchEntity(`Policy ${arn} was not found.`);
  return policy;
}
