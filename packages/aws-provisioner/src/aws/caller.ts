import { ProvisionError } from "../engine/error.ts";
import { complete } from "./answer.ts";
import type { Clients } from "./services.ts";

/** Who is calling, and in which part of AWS. */
export interface Caller {
  /** Account id, 12 digits. */
  readonly account: string;
  /** Partition of its ARNs: `aws`, `aws-cn`, `aws-eusc`, ... */
  readonly partition: string;
}

/**
 * Asks STS who the caller is.
 *
 * @throws ProvisionError `wrong-account` when that is not the account that the caller expects.
 */
export async function callerOf(
  { sts }: Pick<Clients, "sts">,
  expected: string | undefined,
  abortSignal: AbortSignal,
): Promise<Caller> {
  const { Account, Arn } = complete(await sts.getCallerIdentity({}, { abortSignal }), "Account", "Arn");
  if (expected !== undefined && Account !== expected) {
    throw new ProvisionError("wrong-account", `these credentials are for account ${Account}, not ${expected}`, {
      hint: "Nothing was changed. Check AWS_PROFILE, or the account option.",
    });
  }
  return { account: Account, partition: Arn.split(":")[1] ?? "aws" };
}
