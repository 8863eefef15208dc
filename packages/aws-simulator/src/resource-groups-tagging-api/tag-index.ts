import type { InventoryEntry } from "../inventory.ts";
import { partitionOf } from "../request/partition.ts";
import type { Account, Moment, Slice } from "../state.ts";

/** One resource as the index knows it, which may be later than what there is. */
export interface Indexed {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
}

interface Entry extends Indexed {
  /** When the index begins to list it. */
  readonly listedFrom: number;
  /** When it stops to, once the resource is gone. */
  readonly listedUntil: number | undefined;
}

interface IndexState {
  entries: ReadonlyMap<string, Entry>;
}

const indexState: Slice<IndexState> = {
  name: "resource-groups-tagging-api",
  initial: () => ({ entries: new Map() }),
};

/**
 * What the index lists now, from what there is. What is gone goes on being listed for 20 minutes and longer
 * (aws-cli#4173, #8197); an account with stale reads hears of what is new late. The index looks when it is
 * asked: what came and went in between it never knew.
 */
export function indexedNow({ account, now }: Moment, live: readonly InventoryEntry[]): readonly Indexed[] {
  const state = account.of(indexState);
  const there = new Map(live.map((entry) => [arnOf(account, entry), entry]));
  const known = [...state.entries.values()].map((entry) => remembered(account, entry, there.get(entry.arn), now));
  const fresh = [...there].flatMap(([arn, { tags }]): Entry[] => {
    if (state.entries.has(arn) || Object.keys(tags).length === 0) return [];
    const late = account.staleReads ? account.latency.transition("taggingIndexHears") : 0;
    return [{ arn, tags, listedFrom: now + late, listedUntil: undefined }];
  });
  const entries = [...known, ...fresh].filter(({ listedUntil }) => listedUntil === undefined || now < listedUntil);
  state.entries = new Map(entries.map((entry) => [entry.arn, entry]));
  return entries.filter(({ listedFrom }) => now >= listedFrom);
}

function remembered(account: Account, entry: Entry, there: InventoryEntry | undefined, now: number): Entry {
  if (there !== undefined) return { ...entry, tags: there.tags, listedUntil: undefined };
  return { ...entry, listedUntil: entry.listedUntil ?? now + account.latency.transition("taggingIndexForgets") };
}

/** Only some services' ids are ARNs already. */
function arnOf({ region, accountId }: Account, { service, type, id }: InventoryEntry): string {
  if (id.startsWith("arn:")) return id;
  const start = `arn:${partitionOf(region)}`;
  if (service === "S3") return `${start}:s3:::${id}`;
  if (service === "SSM") return `${start}:ssm:${region}:${accountId}:parameter/${id.replace(/^\//, "")}`;
  return `${start}:${service.toLowerCase()}:${region}:${accountId}:${type}/${id}`;
}
