import type { STS } from "@aws-sdk/client-sts";
import { partitionOf } from "../request/partition.ts";
import type { Resource } from "../resource.ts";

/** Who is asking: always the same user. */
export const caller: Resource<STS> = {
  operations: {
    GetCallerIdentity({ account }) {
      return {
        Account: account.accountId,
        Arn: `arn:${partitionOf(account.region)}:iam::${account.accountId}:user/drydock`,
        UserId: `AIDA${account.random.fork("caller").text(17, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")}`,
      };
    },
  },
};
