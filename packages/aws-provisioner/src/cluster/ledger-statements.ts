import { ledgerGrants, type LedgerUse } from "../aws/ledger/ledger-permissions.ts";
import type { S3Ledger } from "../aws/ledger/s3-ledger.ts";
import type { NamingScope } from "../aws/naming.ts";
import type { PlanOptions } from "./options.ts";
import { type PolicyStatement, statement } from "./policy.ts";

type Given = NonNullable<PlanOptions["ledger"]>;

/** What a policy says of the ledger: nothing of one that is not in S3. */
export function ledgerStatements(scope: NamingScope, ledger: Given, use: LedgerUse): readonly PolicyStatement[] {
  if (!isInS3(ledger)) return [];
  return ledgerGrants(scope, ledger.where, use).map(({ sid, actions, resources, condition }) => ({
    ...statement(sid, actions, resources),
    ...(condition && { Condition: condition }),
  }));
}

/** Whether a ledger says where in S3 it lies. */
export function isInS3(ledger: Given): ledger is S3Ledger {
  return "open" in ledger && "where" in ledger;
}
