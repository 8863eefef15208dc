import type { Account, Slice } from "../state.ts";

/** A role. */
export interface RoleRecord {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly arn: string;
  readonly created: number;
  /** The trust policy as plain JSON text; answers encode it. */
  trust: string;
  description: string | undefined;
  maxSessionDuration: number;
  readonly boundary: string | undefined;
  readonly tags: Map<string, string>;
  /** Inline policies' documents by name. */
  readonly inline: Map<string, string>;
  /** ARNs of attached managed policies. */
  readonly attached: Set<string>;
}

/** An instance profile. */
export interface InstanceProfileRecord {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly arn: string;
  readonly created: number;
  role: string | undefined;
  readonly tags: Map<string, string>;
}

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

/** What IAM keeps. */
export interface IamState {
  readonly roles: Map<string, RoleRecord>;
  readonly profiles: Map<string, InstanceProfileRecord>;
  readonly policies: Map<string, PolicyRecord>;
}

const slice: Slice<IamState> = {
  name: "iam",
  initial: () => ({ roles: new Map(), profiles: new Map(), policies: new Map() }),
};

/** The account's IAM. */
export function iamOf(account: Account): IamState {
  return account.of(slice);
}
