/** Keys of the tags by which a resource is found, and by which a node finds itself. */
export const tagKeys = {
  /** Name of the cluster that owns the resource. */
  cluster: "drydock:cluster",
  /** Address within the cluster, `subnet/public-1`. */
  address: "drydock:address",
  /** Version of these tags' meaning. */
  version: "drydock:version",
  /** Operation that made it, on the creates that take no token. */
  operation: "drydock:operation",
  /**
   * On groups whose size the cluster's own policies or schedules move, `on`: their listings say nothing of
   * these.
   */
  scaling: "drydock:scaling",
  /**
   * On groups whose machines run a unit before they go, for how many seconds at most: their listings say
   * nothing of the hook.
   */
  leaving: "drydock:leaving",
  /** On security groups, `told`: each rule of Drydock's tells by its description that it is. */
  rules: "drydock:rules",
  /** On data volumes: the label of the file system that nodes make on them and mount them by. */
  label: "drydock:label",
  /**
   * On target groups whose targets do not drain as long as AWS has it by itself: for how many seconds they
   * do. Their listings say nothing of it.
   */
  drain: "drydock:drain",
  /**
   * On groups whose machines were replaced by an apply, template, version and id of the last instance
   * refresh, or `beginning` before that has one: listings say nothing of these.
   */
  rollout: "drydock:rollout",
  /** On instances that a group launched: the cluster and role that they serve, `fleet/internal`. */
  node: "drydock:node",
} as const;

/** A tag to be written. */
export interface TagPair {
  readonly Key: string;
  readonly Value: string;
}

/** A tag as any service answers it. */
export interface AnyTag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** The value of one tag, in any service's form of tags. */
export function tagValue(tags: readonly AnyTag[] | undefined, key: string): string | undefined {
  return tags?.find((tag) => tag.Key === key)?.Value;
}

/** The name part of the address that a resource's tags bear, if it is of that kind. */
export function nameFrom(tags: readonly AnyTag[] | undefined, kind: string): string | undefined {
  const address = tagValue(tags, tagKeys.address);
  return address?.startsWith(`${kind}/`) ? address.slice(kind.length + 1) : undefined;
}

/** The blueprint's own tags on a resource: all but Drydock's, AWS's and the display name, by key. */
export function ownTags(tags: readonly AnyTag[] | undefined): Record<string, string> {
  return tagsByKey((tags ?? []).filter(isOwn).toSorted(inOrderOfKeys));
}

function isOwn({ Key = "" }: AnyTag): boolean {
  return Key !== "Name" && !Key.startsWith("drydock:") && !Key.startsWith("aws:");
}

function inOrderOfKeys({ Key: one = "" }: AnyTag, { Key: other = "" }: AnyTag): number {
  return one < other ? -1 : Number(one > other);
}

/** A list of tags by key, in its order. */
export function tagsByKey(tags: readonly AnyTag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}

/** Tags by key as a list of pairs. */
export function tagPairs(tags: Readonly<Record<string, string>>): TagPair[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Every tag of a resource at that address. */
export function tagsOf(cluster: string, address: string, blueprintTags: Readonly<Record<string, string>>): TagPair[] {
  const name = address.slice(address.indexOf("/") + 1);
  return tagPairs({
    ...blueprintTags,
    Name: `${cluster} ${name}`,
    [tagKeys.cluster]: cluster,
    [tagKeys.address]: address,
    [tagKeys.version]: "1",
  });
}
