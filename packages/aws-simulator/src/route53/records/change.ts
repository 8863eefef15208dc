import { table } from "../../resource.ts";

/** A change on its way to the name servers. */
export interface ChangeRecord {
  readonly id: string;
  readonly submitted: number;
  readonly inSyncAt: number;
  readonly comment: string | undefined;
}

/** The account's changes by id. */
export const changes = table<ChangeRecord>("route53/changes");
