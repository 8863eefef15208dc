import { ledgerBucket } from "../aws/ledger/ledger-bucket.ts";
import type { Place } from "../engine/ledger.ts";
import { recordKey } from "../engine/lease/keys.ts";
import { isInS3 } from "./ledger-statements.ts";
import type { PlanOptions } from "./options.ts";

/** The address of a cluster's record in S3, by which a person finds it; undefined in any other ledger. */
export async function recordPath(
  ledger: NonNullable<PlanOptions["ledger"]>,
  cluster: string,
  { account, region }: Place & { readonly region: string },
): Promise<string | undefined> {
  if (!isInS3(ledger)) return undefined;
  const { name } = ledgerBucket(await account(), region, ledger.where);
  return `s3://${name}/${recordKey(cluster)}`;
}

/** What to do about something else than a record that lies there. */
export function movingAway(path: string | undefined): string {
  const how = path === undefined ? "" : ` (aws s3 mv ${path} ${path}.away)`;
  return `Nothing was changed. Nothing depends on it but a run that was cut short: move it away${how}, and run again.`;
}
