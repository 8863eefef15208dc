import type { Account } from "../state.ts";
import { iamOf } from "./state.ts";

/** What EC2 needs to know of an instance profile. */
export interface KnownInstanceProfile {
  readonly name: string;
  readonly arn: string;
  readonly id: string;
  /** The role in it; EC2 refuses a profile without one. */
  readonly role: string | undefined;
  /** When EC2 begins to know the profile. */
  readonly usableAt: number;
}

/** Finds an instance profile by its name or ARN, whether or not EC2 knows it yet; undefined when IAM has none. */
export const findInstanceProfile = (
  account: Account,
  { name, arn }: { readonly name?: string | undefined; readonly arn?: string | undefined },
): KnownInstanceProfile | undefined =>
  [...iamOf(account).profiles.values()].find((profile) => (arn === undefined ? profile.name === name : profile.arn === arn));
