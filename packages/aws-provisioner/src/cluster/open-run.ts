import type { LedgerRecord } from "../engine/ledger.ts";
import { printHolder } from "../engine/lease/holder.ts";
import type { Notice } from "../engine/plan.ts";
import { printable } from "../engine/printable.ts";

/**
 * What a plan says of a run that has not ended by the record: it goes on and changes what the plan was made
 * from, or was cut short. Which of the two, the next apply finds out, and waits for it or goes on from there.
 */
export function openRun(record: LedgerRecord | undefined): Notice[] {
  if (record?.state !== "open") return [];
  const { holder, interrupted, at } = record;
  if (holder !== undefined) {
    const message = `a run of ${printHolder(holder)}, goes on or was cut short: this plan is of what stood in the middle of it; an apply waits for it, or goes on from where it ended`;
    return [{ severity: "warning", address: undefined, message }];
  }
  const written = at === undefined ? undefined : new Date(at).toISOString();
  const when = interrupted === undefined ? written : printable(interrupted.at);
  const how = interrupted === undefined ? "failed" : `was interrupted by ${printable(interrupted.why)}`;
  const message = `the last run ${how}${when === undefined ? "" : ` at ${when}`}: an apply goes on from where it ended`;
  return [{ severity: "info", address: undefined, message }];
}
