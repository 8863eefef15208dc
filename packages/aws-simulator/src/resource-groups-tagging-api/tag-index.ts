import type { Service } from "../handler.ts";
import type { TaggedRecord } from "../inventory.ts";
import { arnOf } from "../request/arn.ts";
import { parameterArn } from "../ssm/parameter-lookup.ts";
import type { Account, Moment, Slice } from "../state.ts";

/** One resource as the index knows it, which may be later than what there is. */
export interface Indexed {
  readonly arn: string;
  readonly tags: ReadonlyMap<string, string>;
}

interface Entry extends Indexed {
  /** When it came to bear a tag. */
  readonly since: number;
  /** When it was gone; undefined while it is there. */
  goneAt: number | undefined;
  /** When the account was last looked through and it was there. */
  round: number;
  /** When the index begins to list it, once somebody has asked: asking settles how late it is. */
  listedFrom?: number;
  /** When the index stops to list what is gone, likewise. */
  listedUntil?: number | undefined;
}

interface Index {
  /** By service, type and id. */
  readonly entries: Map<string, Entry>;
  /** By the record's own tags: what is known already is found without its name being put together. */
  readonly known: WeakMap<ReadonlyMap<string, string>, Entry>;
  /** How often the account was looked through. */
  round: number;
}

const indexOf: Slice<Index> = {
  name: "resource-groups-tagging-api",
  initial: () => ({ entries: new Map(), known: new WeakMap(), round: 0 }),
};

/** Notes what came to bear a tag and what went since the last time, with this instant. */
export function noteTags({ account, now }: Moment, services: readonly Service[]): void {
  const index = account.of(indexOf);
  const round = (index.round += 1);
  for (const { id: service, eachTagged } of services) {
    eachTagged?.({ account, now }, (record) => {
      const known = index.known.get(record.tags);
      if (known !== undefined && known.goneAt === undefined) known.round = round;
      else addEntry({ account, now }, index, service, record);
    });
  }
  for (const entry of index.entries.values()) {
    if (entry.goneAt === undefined && entry.round !== round) entry.goneAt = now;
  }
}

/** What came again under a name bears other tags than what went. */
function addEntry({ account, now }: Moment, index: Index, service: string, record: TaggedRecord): void {
  const { entries, known, round } = index;
  const { tags } = record;
  const key = `${service} ${record.type} ${record.id}`;
  const { arn = nameOf(account, service, record), since = now, listedFrom } = entries.get(key) ?? {};
  const entry: Entry = { arn, tags, since, goneAt: undefined, round, ...(listedFrom !== undefined && { listedFrom }) };
  entries.set(key, entry);
  known.set(tags, entry);
}

/**
 * What the index lists now. What is gone goes on being listed for 20 minutes and longer (aws-cli#4173,
 * #8197); an account with stale reads hears of what is new late. Both count from the change, whenever the
 * index is asked.
 */
export function indexedNow({ account, now }: Moment): readonly Indexed[] {
  const { entries } = account.of(indexOf);
  const { latency, staleReads } = account;
  const listed: Indexed[] = [];
  for (const [key, entry] of entries) {
    entry.listedFrom ??= entry.since + (staleReads ? latency.transition("taggingIndexHears") : 0);
    if (entry.goneAt !== undefined) entry.listedUntil ??= entry.goneAt + latency.transition("taggingIndexForgets");
    if (entry.listedUntil !== undefined && now >= entry.listedUntil) entries.delete(key);
    else if (now >= entry.listedFrom) listed.push(entry);
  }
  return listed;
}

/** Only some services' ids are ARNs already. */
function nameOf(account: Account, service: string, { type, id }: TaggedRecord): string {
  if (id.startsWith("arn:")) return id;
  if (service === "S3") return arnOf(account, "s3", id);
  if (service === "Route53") return arnOf(account, "route53", `hostedzone/${id}`);
  if (service === "SSM") return parameterArn(account, id);
  return arnOf(account, service.toLowerCase(), `${type}/${id}`);
}
