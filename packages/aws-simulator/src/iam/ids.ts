import { arnOf } from "../request/arn.ts";
import type { Account } from "../state.ts";

const prefixes = { role: "AROA", "instance-profile": "AIPA", policy: "ANPA" } as const;

/** A kind of IAM entity, as its ARN names it. */
export type EntityKind = keyof typeof prefixes;

/** A unique id: a prefix for the kind and 17 letters or digits; a re-created entity gets another one. */
export function uniqueId(account: Account, kind: EntityKind): string {
  return prefixes[kind] + account.random.text(17, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
}

/** Whether an entity's name is among those that there are; case makes no difference. */
export function isTaken(name: string, names: Iterable<string>): boolean {
  return [...names].some((other) => other.toLowerCase() === name.toLowerCase());
}

/** The ARN of an entity of this account. */
export function entityArn(account: Account, kind: EntityKind, path: string, name: string): string {
  return arnOf(account, "iam", `${kind}${path}${name}`);
}
