import { seededRandom } from "../random.ts";
import type { Moment } from "../state.ts";

/** What every EC2 resource has. */
export interface Ec2Record {
  readonly id: string;
  /** Its place among all that the account has made, for pages. */
  readonly order: number;
  readonly createdAt: number;
  /** When every replica has heard of it; before, a read may miss it. */
  readonly seenFrom: number;
  readonly tags: Map<string, string>;
}

/**
 * Whether a listing shows the resource by now; one that is filtered by tags shows it later. By their ids
 * EC2 finds things sooner, as long as it takes to be of use to others.
 */
export function isListed({ id, createdAt }: Ec2Record, { account, now }: Moment, byTag: boolean): boolean {
  const { lateness } = account;
  return byTag ? lateness.isTagKnown("EC2", createdAt, now) : lateness.isKnown("EC2", id, createdAt, now);
}

/**
 * Whether the replica that answers at this instant has heard of the resource: one replica for each resource
 * and instant.
 */
export function isSeen({ id, createdAt, seenFrom }: Ec2Record, { account, now }: Moment): boolean {
  return !account.staleReads || now >= seenFrom || now === createdAt || seededRandom(`${id} at ${now}`)() < 0.5;
}
