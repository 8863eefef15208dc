import { table } from "../../resource.ts";
import type { Account } from "../../state.ts";
import { noSuchEntity } from "../errors.ts";

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

/** The account's instance profiles by name. */
export const profiles = table<InstanceProfileRecord>("iam/instance-profiles", "IAM");

/** Finds an instance profile by its name. */
export function profileNamed(account: Account, name: string): InstanceProfileRecord {
  const profile = account.of(profiles).get(name);
  if (profile === undefined) throw noSuchEntity(`Instance Profile ${name} cannot be found.`);
  return profile;
}
