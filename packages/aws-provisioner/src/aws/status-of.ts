import type { Status } from "../engine/kind.ts";

/**
 * What a state in AWS's words means, by a table of those that AWS documents. One that the answer leaves out,
 * or that is newer than the table, says that the resource is not ready yet.
 */
export function statusOf(statuses: Readonly<Record<string, Status>>, state: string | undefined): Status {
  return (state !== undefined && Object.hasOwn(statuses, state) ? statuses[state] : undefined) ?? "pending";
}
