import type { GetCallerIdentityCommandInput, GetCallerIdentityCommandOutput } from "@aws-sdk/client-sts";
import type { Handler, Service } from "../handler.ts";
import { partitionOf } from "../request/partition.ts";

const getCallerIdentity: Handler<GetCallerIdentityCommandInput, GetCallerIdentityCommandOutput> = ({ account }) => ({
  Account: account.accountId,
  Arn: `arn:${partitionOf(account.region)}:iam::${account.accountId}:user/drydock`,
  UserId: `AIDA${account.random.fork("caller").text(17, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")}`,
});

/** AWS Security Token Service: only who is asking. */
export const sts: Service = { id: "STS", handlers: { GetCallerIdentity: getCallerIdentity }, inventory: () => [] };
