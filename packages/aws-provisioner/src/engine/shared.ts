import { canonicalJson, hexDigest } from "@drydock/systemd/ground";

/** A field in which others may have entries: a list of things told apart by a key, or a map. */
export interface Shared {
  /** What one entry is called: `route`. */
  readonly entry: string;
  /**
   * By what an entry of a list stays the same one, whatever else changes of it; the entry itself unless said
   * otherwise. In a map it is the key.
   */
  // oxlint-disable-next-line typescript/no-explicit-any -- each kind's entries have their own type
  readonly keyOf?: (entry: any) => string;
  /**
   * What cannot go while others have entries here: the resource itself, or one of that kind, which the field
   * names. Without it others' entries go with the resource.
   */
  readonly keeps?: "self" | { readonly kind: string; readonly field: string };
  /**
   * True where no listing tells what Drydock wrote: what names a resource of the cluster is the cluster's.
   */
  readonly ownNamed?: true;
  /** True where the calls that write the entries tell of them too, by the marks that their step carries. */
  readonly tellsItself?: true;
}

/** The shared fields of a kind. */
export type SharedFields = Readonly<Record<string, Shared | undefined>>;

/** Keys of entries, by field. */
export type EntryKeys = Readonly<Record<string, readonly string[]>>;

/** The entries of a field's value, each with its key. */
export function entriesOf({ keyOf }: Shared, value: unknown): readonly (readonly [key: string, entry: unknown])[] {
  if (Array.isArray(value)) {
    return value.map((entry: unknown) => [
      keyOf?.(entry) ?? (typeof entry === "string" ? entry : canonicalJson(entry)),
      entry,
    ]);
  }
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

export function keysOf(shared: Shared, value: unknown): readonly string[] {
  return entriesOf(shared, value).map(([key]) => key);
}

/** A field's value with only the entries whose keys are `kept`. */
export function onlyEntries(shared: Shared, value: unknown, kept: (key: string) => boolean): unknown {
  const entries = entriesOf(shared, value).filter(([key]) => kept(key));
  return Array.isArray(value) ? entries.map(([, entry]) => entry) : Object.fromEntries(entries);
}

/** `wanted`, with the entries of `standing` whose keys it lacks and that are not `taken` away. */
function joined(shared: Shared, wanted: unknown, standing: unknown, taken: (key: string) => boolean): unknown {
  const others = entriesOf(shared, standing).filter(([key]) => !taken(key));
  if (others.length === 0) return wanted;
  return Array.isArray(wanted)
    ? [...(wanted as unknown[]), ...others.map(([, entry]) => entry)]
    : { ...Object(wanted), ...Object.fromEntries(others) };
}

type Props = Readonly<Record<string, unknown>>;

function mapShared(
  shared: SharedFields | undefined,
  props: Props,
  map: (field: string, of: Shared, value: unknown) => unknown,
): Record<string, unknown> {
  const mapped = Object.entries(shared ?? {}).flatMap(([field, of]) =>
    of === undefined || props[field] === undefined ? [] : [[field, map(field, of, props[field])] as const],
  );
  return { ...props, ...Object.fromEntries(mapped) };
}

/** What of a resource's fields is a step's business: what is wanted, and what the step takes away. */
export function minded(shared: SharedFields | undefined, standing: Props, wanted: Props, removes: EntryKeys): Props {
  return mapShared(shared, standing, (field, of, value) => {
    const own = new Set([...keysOf(of, wanted[field]), ...(removes[field] ?? [])]);
    return onlyEntries(of, value, (key) => own.has(key));
  });
}

/** The wanted fields with what others have in them, so that an update which writes them whole leaves that. */
export function withOthers(
  shared: SharedFields | undefined,
  standing: Props,
  wanted: Props,
  removes: EntryKeys,
): Props {
  return mapShared(shared, wanted, (field, of, value) => {
    const own = new Set([...keysOf(of, value), ...(removes[field] ?? [])]);
    return joined(of, value, standing[field], (key) => own.has(key));
  });
}

/** What the deletion of a resource takes away: all of a field that `removes` does not name. */
export function leavingPart(shared: SharedFields | undefined, standing: Props, removes: EntryKeys): Props {
  return mapShared(shared, standing, (field, of, value) => {
    const leaving = removes[field];
    return leaving === undefined ? value : onlyEntries(of, value, (key) => leaving.includes(key));
  });
}

/**
 * What stands for an entry where the provider keeps what Drydock wrote: 24 bits of its key's SHA-256. Of a
 * hundred entries one of somebody else's is taken for Drydock's once in 160,000 times.
 */
export function markOf(key: string): string {
  return Buffer.from(hexDigest("sha256", key).slice(0, 6), "hex").toString("base64url");
}

/** The marks of everything that is wanted in the shared fields of a kind, by field. */
export function marksOf(shared: SharedFields | undefined, wanted: Props): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(shared ?? {}).flatMap(([field, of]) =>
      of === undefined || of.ownNamed || wanted[field] === undefined
        ? []
        : [[field, keysOf(of, wanted[field]).map(markOf).toSorted()]],
    ),
  );
}
