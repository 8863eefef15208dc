import type { ChangeInfo } from "@aws-sdk/client-route-53";
import type { Look } from "../aws/cloud.ts";
import { unlessRefused } from "./unless-refused.ts";

/** Usual seconds until every name server has a change, and where that is said. */
export const untilInSync = {
  seconds: 60,
  source: "Route 53 API reference, ChangeResourceRecordSets: within 60 seconds as a rule",
} as const;

/** Keeps the id of the change that a call began: no listing tells of it. */
export function keepChange({ begun }: Pick<Look, "begun">, id: string, change: ChangeInfo | undefined): void {
  if (change?.Id !== undefined) begun.set(id, change.Id.replace(/^\/change\//, ""));
}

/**
 * What the last change of this session lacks yet, of which name servers may not have heard; undefined where
 * there was none, or Route 53 remembers it no more.
 */
export async function lackingSync(
  { clients: { route53 }, request, begun }: Look,
  id: string,
): Promise<string | undefined> {
  const change = begun.get(id);
  if (change === undefined) return undefined;
  const answer = await unlessRefused(["NoSuchChange"], route53.getChange({ Id: change }, request));
  const { Status } = answer?.ChangeInfo ?? {};
  return Status === "PENDING" ? `change ${change} is PENDING: not every name server has it` : undefined;
}
