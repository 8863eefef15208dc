import { ProvisionError } from "../engine/error.ts";
import type { AllClients } from "./clients.ts";

/** Who is calling, and in which part of AWS. */
export interface Identity {
  readonly account: string;
  readonly partition: string;
}

/** Asks STS who the caller is. Throws `wrong-account` when that is not the account that the caller expects. */
export async function callerIdentity(
  { sts }: AllClients,
  expected: string | undefined,
  abortSignal: AbortSignal,
): Promise<Identity> {
  const { Account, Arn } = await sts.getCallerIdentity({}, { abortSignal });
  if (expected !== undefined && Account !== expected) {
    throw new ProvisionError("wrong-account", `these credentials are for account ${Account}, not ${expected}`, {
      hint: "Nothing was changed. Check AWS_PROFILE, or the account option.",
    });
  }
  return { account: Account!, partition: Arn!.split(":")[1]! };
}
