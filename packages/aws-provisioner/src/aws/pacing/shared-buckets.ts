import type { Clock } from "../../engine/clock.ts";
import type { Connection } from "../connection.ts";
import type { Buckets } from "./pacer.ts";

type Owners = Map<string, Buckets>;

/** Buckets of all who go by one clock, by words that tell whose they are. */
const ofClocks = new WeakMap<object, Owners>();

/** Those of credentials of which no word tells: a provider is the same only as itself. */
const ofProviders = new WeakMap<object, WeakMap<object, Owners>>();

/**
 * The buckets of an account, the same for all connections of this process by the same credentials to the same
 * place: AWS has each only once. Two ways to one account have each its own, and each goes by what AWS
 * refuses.
 */
export function bucketsOf({ client = {} }: Connection, clock: Clock): Buckets {
  const { credentials, endpoint, profile = "" } = client;
  const keys = credentials === undefined ? "" : nameOf(credentials);
  const owners =
    keys === undefined
      ? kept(kept(ofProviders, clock, newWeakMap), Object(credentials) as object, newOwners)
      : kept(ofClocks, clock, newOwners);
  return kept(owners, [keys, profile, JSON.stringify(endpoint)].join(" "), newBuckets);
}

/** The account of keys, where they tell it, or their public part; undefined for what has neither. */
function nameOf(given: unknown): string | undefined {
  const { accountId, accessKeyId } = Object(given) as { readonly accountId?: string; readonly accessKeyId?: string };
  return accountId ?? accessKeyId;
}

interface Keeping<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

function kept<Key, Value>(map: Keeping<Key, Value>, key: Key, fresh: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = fresh();
  map.set(key, value);
  return value;
}

function newOwners(): Owners {
  return new Map();
}

function newBuckets(): Buckets {
  return new Map();
}

function newWeakMap(): WeakMap<object, Owners> {
  return new WeakMap();
}
