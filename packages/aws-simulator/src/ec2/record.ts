import { AwsError } from "../aws-error.ts";
import { seededRandom } from "../random.ts";
import type { Moment } from "../state.ts";
import type { Kind } from "./kinds.ts";

/** What every EC2 resource has. */
export interface Ec2Record {
  readonly id: string;
  readonly createdAt: number;
  /** When every replica has heard of it; before, a read may miss it. */
  readonly seenFrom: number;
  readonly tags: Map<string, string>;
}

/** Makes the common part of a new resource, with an id of the kind's shape. */
export function newRecord({ account, now }: Moment, kind: Kind, tags: Map<string, string>): Ec2Record {
  return {
    id: `${kind.prefix}-0${account.random.hex(16)}`,
    createdAt: now,
    seenFrom: now + (account.staleReads ? account.latency.transition("newIdUnseen") : 0),
    tags,
  };
}

/** Whether the replica that answers at this instant has heard of the resource: one replica for each resource and instant. */
export function isSeen({ id, createdAt, seenFrom }: Ec2Record, { account, now }: Moment): boolean {
  return !account.staleReads || now >= seenFrom || now === createdAt || seededRandom(`${id} at ${now}`)() < 0.5;
}

/** The resource of that id; throws the kind's error for an id that is malformed or unknown. */
export function lookUp<R extends Ec2Record>(moment: Moment, table: ReadonlyMap<string, R>, kind: Kind, id: string): R {
  checkShape(kind, id);
  const found = table.get(id);
  if (found === undefined || !isSeen(found, moment)) throw notFound(kind, [id]);
  return found;
}

/** Refuses an id that is not of the kind's shape. */
export function checkShape(kind: Kind, id: string): void {
  if (new RegExp(`^${kind.prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(id)) return;
  throw new AwsError(kind.malformed, `Invalid id: "${id}" (expecting "${kind.prefix}-...")`);
}

/** The kind's error for ids that do not exist. */
export function notFound(kind: Kind, ids: readonly string[]): AwsError {
  const [noun, verb] = ids.length === 1 ? [kind.noun, "does"] : [`${kind.noun}s`, "do"];
  return new AwsError(kind.notFound, `The ${noun} '${ids.join(", ")}' ${verb} not exist`);
}
