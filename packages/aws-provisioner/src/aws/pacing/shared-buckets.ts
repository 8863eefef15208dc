import type { Clock } from "../../engine/clock.ts";
import type { Connection } from "../connection.ts";
import type { Buckets } from "./pacer.ts";

/** Buckets of all who go by one clock, by whom they belong to. */
const shared = new WeakMap<Clock, Map<string, Buckets>>();

/** Numbers by which objects are told apart that nothing tells of: providers of credentials. */
const numbers = new WeakMap<object, number>();
let numbered = 0;

/**
 * The buckets of an account, the same for all connections of this process by the same credentials to the same
 * place: AWS has each only once. Two ways to one account have each its own, and each goes by what AWS
 * refuses.
 */
export function bucketsOf({ client = {} }: Connection, clock: Clock): Buckets {
  const owners = shared.get(clock) ?? new Map<string, Buckets>();
  shared.set(clock, owners);
  const owner = [client.endpoint, client.profile, client.credentials].map(nameOf).join(" ");
  const known = owners.get(owner);
  if (known !== undefined) return known;
  const fresh: Buckets = new Map();
  owners.set(owner, fresh);
  return fresh;
}

/** Words by which two are the same: keys by their account or their public part, others by what they are. */
function nameOf(given: unknown): string {
  if (given === undefined || typeof given === "string") return given ?? "";
  const { accountId, accessKeyId } = Object(given) as { readonly accountId?: string; readonly accessKeyId?: string };
  return accountId ?? accessKeyId ?? numberOf(Object(given));
}

function numberOf(given: object): string {
  const known = numbers.get(given) ?? (numbered += 1);
  numbers.set(given, known);
  return `#${known}`;
}
