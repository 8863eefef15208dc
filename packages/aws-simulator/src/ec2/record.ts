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
 * Whether the replica that answers at this instant has heard of the resource: one replica for each resource
 * and instant.
 */
export function isSeen({ id, createdAt, seenFrom }: Ec2Record, { account, now }: Moment): boolean {
  return !account.staleReads || now >= seenFrom || now === createdAt || seededRandom(`${id} at ${now}`)() < 0.5;
}
