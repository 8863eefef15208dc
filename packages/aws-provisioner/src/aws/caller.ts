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

/** An ARN of a resource of an account: what a listing of one's own resources tells of oneself. */
const ownArn = /^arn:(?<partition>aws[\w-]*):[\w-]+:[\w-]*:(?<account>\d{12}):/;

/**
 * Who owns what was listed, which nobody but its owner lists; undefined where no ARN is among the ids.
 *
 * @throws ProvisionError `wrong-account` when that is not the account that the caller expects.
 */
export function ownerOf(ids: Iterable<string>, expected: string | undefined): Caller | undefined {
  for (const id of ids) {
    const { partition, account } = ownArn.exec(id)?.groups ?? {};
    if (partition === undefined || account === undefined) continue;
    refuseOther(account, expected);
    return { account, partition };
  }
  return undefined;
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
  refuseOther(Account, expected);
  return { account: Account, partition: Arn.split(":")[1] ?? "aws" };
}

function refuseOther(account: string, expected: string | undefined): void {
  if (expected === undefined || account === expected) return;
  throw new ProvisionError("wrong-account", `these credentials are for account ${account}, not ${expected}`, {
    hint: "Nothing was changed. Check AWS_PROFILE, or the account option.",
  });
}
