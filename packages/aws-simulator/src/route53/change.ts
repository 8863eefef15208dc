import type { ChangeInfo, GetChangeCommandInput, GetChangeCommandOutput } from "@aws-sdk/client-route-53";
import type { CheckedHandler } from "../request/checked-handlers.ts";
import type { Moment } from "../state.ts";
import { route53Error } from "./errors.ts";
import { type ChangeRecord, route53Of } from "./state.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** The id of a new hosted zone. */
export function newZoneId({ account }: Pick<Moment, "account">): string {
  return `Z${account.random.text(20, alphabet)}`;
}

function shownChange({ id, submitted, inSyncAt, comment }: ChangeRecord, now: number): ChangeInfo {
  return {
    Id: `/change/${id}`,
    Status: now >= inSyncAt ? "INSYNC" : "PENDING",
    SubmittedAt: new Date(submitted),
    ...(comment !== undefined && { Comment: comment }),
  };
}

/** Begins a change: it answers PENDING and is INSYNC once every name server has it. */
export function beginChange({ account, now }: Moment, comment?: string): ChangeInfo {
  const id = `C${account.random.text(20, alphabet)}`;
  const change: ChangeRecord = {
    id,
    submitted: now,
    inSyncAt: now + account.latency.transition("recordsInSync"),
    comment,
  };
  route53Of(account).changes.set(id, change);
  return { ...shownChange(change, now), Status: "PENDING" };
}

/** GetChange. */
export const getChange: CheckedHandler<GetChangeCommandInput, GetChangeCommandOutput> = ({ input, account, now }) => {
  const change = route53Of(account).changes.get(input.Id);
  if (change === undefined)
    throw route53Error("NoSuchChange", `A change with the specified change ID does not exist: ${input.Id}`, 404);
  return { ChangeInfo: shownChange(change, now) };
};
