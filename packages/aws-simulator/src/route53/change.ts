import type { ChangeInfo, Route53 } from "@aws-sdk/client-route-53";
import type { Resource } from "../resource.ts";
import type { Moment } from "../state.ts";
import { route53Error } from "./errors.ts";
import { type ChangeRecord, changes } from "./records/change.ts";

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
  account.of(changes).set(id, change);
  return { ...shownChange(change, now), Status: "PENDING" };
}

/** Changes on their way to the name servers. */
export const change: Resource<Route53> = {
  operations: {
    /** GetChange. */
    GetChange({ input, account, now }) {
      const change = account.of(changes).get(input.Id);
      if (change === undefined)
        throw route53Error("NoSuchChange", `A change with the specified change ID does not exist: ${input.Id}`, 404);
      return { ChangeInfo: shownChange(change, now) };
    },
  },
};
