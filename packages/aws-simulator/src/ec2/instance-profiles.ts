import { AwsError } from "../aws-error.ts";
import type { Moment, Slice } from "../state.ts";

/** An instance profile as EC2 has heard of it. */
export interface KnownProfile {
  readonly name: string;
  readonly arn: string;
  /** `AIPA...` */
  readonly id: string;
  /** When a launch may name it. */
  readonly usableFrom: number;
}

/** How a launch names a profile. */
export interface ProfileReference {
  readonly Name?: string | undefined;
  readonly Arn?: string | undefined;
}

const profilesSlice: Slice<{ readonly known: Map<string, KnownProfile>; readonly everUsed: Set<string> }> = {
  name: "ec2/instance-profiles",
  initial: () => ({ known: new Map(), everUsed: new Set() }),
};

/**
 * Tells EC2 of an instance profile; IAM calls this once the profile holds its role. A fresh name becomes
 * usable after about 8 s, a name used before after 1.5 s (measured, cdkd-bench).
 */
export function publishInstanceProfile(
  { account, now }: Moment,
  profile: Pick<KnownProfile, "name" | "arn" | "id">,
): void {
  const { known, everUsed } = account.of(profilesSlice);
  const transition = everUsed.has(profile.name) ? "reusedInstanceProfileUsable" : "freshInstanceProfileUsable";
  everUsed.add(profile.name);
  known.set(profile.name, { ...profile, usableFrom: now + account.latency.transition(transition) });
}

/** Tells EC2 that a profile is gone, or holds no role any more. */
export function withdrawInstanceProfile({ account }: Pick<Moment, "account">, name: string): void {
  account.of(profilesSlice).known.delete(name);
}

/**
 * The profile that a launch names; refuses, as RunInstances does, one that EC2 does not know or does not know
 * yet.
 */
export function usableInstanceProfile({ account, now }: Moment, { Name, Arn }: ProfileReference): KnownProfile {
  if (Name !== undefined && Arn !== undefined) {
    throw new AwsError(
      "InvalidParameterCombination",
      "The parameter 'iamInstanceProfile.name' may not be used in combination with 'iamInstanceProfile.arn'",
    );
  }
  if (Arn !== undefined && !/^arn:aws[\w-]*:iam::\d{12}:instance-profile\/.+$/.test(Arn)) {
    throw new AwsError(
      "InvalidIamInstanceProfileArn.Malformed",
      `The ARN '${Arn}' is not valid. The expected format is arn:aws:iam::<account>:instance-profile/<name>`,
    );
  }
  const { known } = account.of(profilesSlice);
  const found = [...known.values()].find(({ name, arn }) => (Arn === undefined ? name === Name : arn === Arn));
  if (found !== undefined && now >= found.usableFrom) return found;
  const [parameter, what] = Arn === undefined ? ["name", "name"] : ["arn", "ARN"];
  throw new AwsError(
    "InvalidParameterValue",
    `Value (${Name ?? Arn}) for parameter iamInstanceProfile.${parameter} is invalid. Invalid IAM Instance Profile ${what}`,
  );
}
