import { table } from "../../resource.ts";
import type { Account } from "../../state.ts";
import { noSuchEntity } from "../errors.ts";

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

/** The account's roles by name. */
export const roles = table<RoleRecord>("iam/roles", "IAM");

/** Finds a role by its name, as every call on a role does. */
export function roleNamed(account: Account, name: string): RoleRecord {
  const role = account.of(roles).get(name);
  if (role === undefined) throw noSuchEntity(`The role with name ${name} cannot be found.`);
  return role;
}
