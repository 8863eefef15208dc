import type { Service } from "../handler.ts";
import type { TaggedRecord, TaggedRecords } from "../inventory.ts";
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

/** What was found in one place, and how far its changes were followed. */
interface Found {
  /** Keys of those that are there, where nothing tells of its changes. */
  readonly keys: Set<string>;
  version: number;
}

interface Index {
  /** By service, type and id. */
  readonly entries: Map<string, Entry>;
  readonly found: Map<TaggedRecords, Found>;
  /** By the record's own tags: what is known already is found without its name being put together. */
  readonly known: WeakMap<ReadonlyMap<string, string>, Entry>;
  /** How often the account was looked through. */
  round: number;
}

const indexOf: Slice<Index> = {
  name: "resource-groups-tagging-api",
  initial: () => ({ entries: new Map(), found: new Map(), known: new WeakMap(), round: 0 }),
};

/** Notes what came to bear a tag and what went since the last time, with this instant. */
export function noteTags({ account, now }: Moment, services: readonly Service[]): void {
  const index = account.of(indexOf);
  const round = (index.round += 1);
  for (const { id: service, tagged = [] } of services) {
    for (const records of tagged) noteRecords({ account, now }, index, { service, records, round });
  }
}

interface Noting {
  readonly service: string;
  readonly records: TaggedRecords;
  readonly round: number;
}

function noteRecords(moment: Moment, index: Index, { service, records, round }: Noting): void {
  const { account, now } = moment;
  const found = index.found.get(records) ?? { keys: new Set(), version: 0 };
  index.found.set(records, found);
  if (records.touched !== undefined) {
    const since = found.version;
    found.version = records.touched.version(account);
    if (found.version === since) return;
    return records.touched.each(account, since, (record) => noteTouched(moment, index, service, record));
  }
  records.each(moment, (record) => {
    const known = index.known.get(record.tags);
    if (known !== undefined && known.goneAt === undefined) known.round = round;
    else found.keys.add(addEntry(moment, index, service, record));
  });
  for (const key of found.keys) {
    const entry = index.entries.get(key);
    if (entry?.goneAt === undefined && entry?.round === round) continue;
    if (entry !== undefined) entry.goneAt ??= now;
    found.keys.delete(key);
  }
}

function noteTouched(moment: Moment, index: Index, service: string, record: TaggedRecord): void {
  if (record.tags.size === 0) {
    const entry = index.entries.get(keyOf(service, record));
    if (entry !== undefined) entry.goneAt ??= moment.now;
    return;
  }
  const known = index.known.get(record.tags);
  if (known === undefined || known.goneAt !== undefined) addEntry(moment, index, service, record);
}

/** What came again under a name bears other tags than what went. */
function addEntry({ account, now }: Moment, index: Index, service: string, record: TaggedRecord): string {
  const { entries, known, round } = index;
  const { tags } = record;
  const key = keyOf(service, record);
  const { arn = nameOf(account, service, record), since = now, listedFrom } = entries.get(key) ?? {};
  const entry: Entry = { arn, tags, since, goneAt: undefined, round, ...(listedFrom !== undefined && { listedFrom }) };
  entries.set(key, entry);
  known.set(tags, entry);
  return key;
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

function keyOf(service: string, { type, id }: TaggedRecord): string {
  return `${service} ${type} ${id}`;
}

/** Only some services' ids are ARNs already. */
function nameOf(account: Account, service: string, { type, id }: TaggedRecord): string {
  if (id.startsWith("arn:")) return id;
  if (service === "S3") return arnOf(account, "s3", id);
  if (service === "Route53") return arnOf(account, "route53", `hostedzone/${id}`);
  if (service === "SSM") return parameterArn(account, id);
  return arnOf(account, service.toLowerCase(), `${type}/${id}`);
}
