import type { AwsError } from "../aws-error.ts";
import { validationError } from "../request/modelled-error.ts";
import { arnOf } from "../request/arn.ts";
import { type Table, table } from "../resource.ts";
import type { Account } from "../state.ts";
import { balancingError } from "./errors.ts";

/** How Elastic Load Balancing names a resource and refuses its ARNs. */
export interface BalancingTableFacts {
  /** The type in its ARNs: `targetgroup`. */
  readonly type: string;
  /** The noun of "'...' is not a valid target group ARN". */
  readonly noun: string;
  /** The code of one that is not there. */
  readonly notFound: string;
  /** The words of one that is not there. */
  readonly missing: (arn: string) => string;
}

/** The records of one resource by ARN, in the order of creation. */
export interface BalancingTable<R extends object> extends Table<R>, BalancingTableFacts {}

/** Makes the table of a resource. */
export function balancingTable<R extends object>(facts: BalancingTableFacts): BalancingTable<R> {
  return { ...table<R>(`elastic-load-balancing/${facts.type}`, "ElasticLoadBalancingV2"), ...facts };
}

/** The record of that ARN; throws the resource's error for one that is not there or is no ARN of it. */
export function recordAt<R extends object>(account: Account, table: BalancingTable<R>, arn: string): R {
  checkArn(table, arn);
  const found = account.of(table).get(arn);
  if (found === undefined) throw notFoundAt(table, arn);
  return found;
}

/** Refuses what is no ARN of the resource. */
export function checkArn({ type, noun }: Pick<BalancingTableFacts, "type" | "noun">, arn: string): void {
  if (new RegExp(`^arn:[^:]+:elasticloadbalancing:[^:]+:\\d{12}:${type}/.+$`).test(arn)) return;
  throw validationError(`'${arn}' is not a valid ${noun} ARN`);
}

function notFoundAt({ notFound, missing }: BalancingTableFacts, arn: string): AwsError {
  return balancingError(notFound, missing(arn));
}

/** The ARN of a resource of this account, from what comes after its type. */
export function arnIn(account: Account, { type }: Pick<BalancingTableFacts, "type">, rest: string): string {
  return arnOf(account, "elasticloadbalancing", `${type}/${rest}`);
}

/** Those ARNs and names that none of the records has. */
export function unknownAmong(
  records: readonly { readonly arn: string; readonly name: string }[],
  {
    arns = [],
    names = [],
  }: { readonly arns?: readonly string[] | undefined; readonly names?: readonly string[] | undefined },
): string[] {
  return [
    ...arns.filter((arn) => !records.some((record) => record.arn === arn)),
    ...names.filter((name) => !records.some((record) => record.name === name)),
  ];
}
