import type { STS } from "@aws-sdk/client-sts";
import { arnOf } from "../request/arn.ts";
import type { Resource } from "../resource.ts";
import type { Account } from "../state.ts";

/** Who makes every request here. */
export function callerArn(account: Account): string {
  return arnOf(account, "iam", "user/drydock");
}

/** Who is asking: always the same user. */
export const caller: Resource<STS> = {
  operations: {
    GetCallerIdentity({ account }) {
      return {
        Account: account.accountId,
        Arn: callerArn(account),
        UserId: `AIDA${account.random.fork("caller").text(17, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")}`,
      };
    },
  },
};
