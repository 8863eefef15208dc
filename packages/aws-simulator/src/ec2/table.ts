import { AwsError } from "../aws-error.ts";
import { Records } from "../records.ts";
import type { Table } from "../resource.ts";
import type { Account, Moment, Slice } from "../state.ts";
import { type Ec2Record, isSeen } from "./record.ts";

/** How EC2 names a resource and refuses its ids; the codes are from the API's error-code reference. */
export interface Ec2TableFacts<R extends Ec2Record> {
  /** The type in tag specifications. */
  readonly type: string;
  /** What ids begin with, without the hyphen. */
  readonly prefix: string;
  /** The noun of "The vpc ID '...' does not exist". */
  readonly noun: string;
  readonly notFound: string;
  readonly malformed: string;
  /** What cannot be deleted while the record is there, by id. Default nothing. */
  readonly holds?: (record: R) => readonly (string | undefined)[];
}

/** The records of one EC2 resource by id, in the order of creation. */
export interface Ec2Table<R extends Ec2Record> extends Table<R>, Omit<Ec2TableFacts<R>, "holds"> {}

/** Makes the table of a resource. */
export function ec2Table<R extends Ec2Record>({ holds, ...facts }: Ec2TableFacts<R>): Ec2Table<R> {
  return {
    ...facts,
    name: `ec2/${facts.type}`,
    initial: (account) => {
      const records = new Records<R>();
      if (holds !== undefined) {
        account.of(holders).push((id) => [...records.values()].filter((record) => holds(record).includes(id)));
      }
      return records;
    },
  };
}

// A table that nobody has asked for is not listed here, and has no records that could hold anything.
const holders: Slice<((id: string) => readonly Ec2Record[])[]> = { name: "ec2/holders", initial: () => [] };

/** Whether a record of any table, but for those of the ids `except`, keeps that id from being deleted. */
export function isHeld(account: Account, id: string, except: readonly string[] = []): boolean {
  return account.of(holders).some((holdersOf) => holdersOf(id).some((holder) => !except.includes(holder.id)));
}

const records: Slice<{ made: number }> = { name: "ec2/records", initial: () => ({ made: 0 }) };

/** Makes the common part of a new record, with an id of the table's shape. */
export function newRecord<R extends Ec2Record>(
  { account, now }: Moment,
  { prefix }: Ec2Table<R>,
  tags: Map<string, string>,
): Ec2Record {
  return {
    id: `${prefix}-0${account.random.hex(16)}`,
    order: (account.of(records).made += 1),
    createdAt: now,
    seenFrom: now + (account.staleReads ? account.latency.transition("newIdUnseen") : 0),
    tags,
  };
}

/** The record of that id; throws the resource's error for an id that is malformed or unknown. */
export function lookUp<R extends Ec2Record>(moment: Moment, table: Ec2Table<R>, id: string): R {
  checkShape(table, id);
  const found = moment.account.of(table).get(id);
  if (found === undefined || !isSeen(found, moment)) throw notFound(table, [id]);
  return found;
}

/** Refuses an id that is not of the resource's shape. */
export function checkShape({ prefix, malformed }: Pick<Ec2Table<never>, "prefix" | "malformed">, id: string): void {
  if (new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(id)) return;
  throw new AwsError(malformed, `Invalid id: "${id}" (expecting "${prefix}-...")`);
}

/** The resource's error for ids that do not exist. */
export function notFound(facts: Pick<Ec2Table<never>, "noun" | "notFound">, ids: readonly string[]): AwsError {
  const [noun, verb] = ids.length === 1 ? [facts.noun, "does"] : [`${facts.noun}s`, "do"];
  return new AwsError(facts.notFound, `The ${noun} '${ids.join(", ")}' ${verb} not exist`);
}
