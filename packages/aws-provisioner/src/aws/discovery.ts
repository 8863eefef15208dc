import type { ObservedResource } from "../engine/observed.ts";
import type { AnyAwsKind } from "./kind.ts";
import type { Clients } from "./services.ts";
import { tagKeys, tagValue } from "./tags.ts";

/** EC2's index is asked in pages of this size: the most that `DescribeTags` takes (EC2 API reference). */
const ec2Page = 1000;
/** Most of a page of `GetResources` (Resource Groups Tagging API reference). */
const taggingPage = 100;

/** The kinds that no index of AWS knows: every plan lists them. */
export function unindexedKinds(kinds: readonly AnyAwsKind[]): readonly AnyAwsKind[] {
  return kinds.filter(({ discovery }) => "index" in discovery);
}

/**
 * Finds out, in two calls for all kinds together, of which kinds something of the cluster stands. EC2's index
 * of tags may be some seconds behind, the Resource Groups Tagging API minutes, and both go on to name what is
 * gone: they serve to choose what to list, and never to believe an absence. A kind costs a plan that does not
 * use it no call.
 *
 * @param used Kinds that are listed in any case. Where they are all that the tagging API could name and a
 * plan would delete, it is not asked: what is precious stays, whether or not it is seen.
 */
export async function standingKinds(
  kinds: readonly AnyAwsKind[],
  used: readonly AnyAwsKind[],
  clients: Pick<Clients, "ec2" | "tagging">,
  cluster: string,
  abortSignal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const open = kinds.filter(
    (kind) => "arnService" in kind.discovery && !isAlwaysPrecious(kind) && !used.includes(kind),
  );
  const found = await Promise.all([
    ec2Kinds(kinds, clients, cluster, abortSignal),
    open.length === 0 ? new Set<string>() : taggedKinds(kinds, clients, cluster, abortSignal),
  ]);
  return new Set(found.flatMap((names) => [...names]));
}

/** Whether whatever is of a kind stays, by none of its fields. */
function isAlwaysPrecious({ precious }: AnyAwsKind): boolean {
  return precious?.({}) === true;
}

/**
 * Adds to a set of kinds those that can stand only beside one of them: the rules of a group, the listeners of
 * a balancer.
 */
export function withCompanions(kinds: readonly AnyAwsKind[], names: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set(names);
  // In order of creation: the companion of a companion comes after it.
  for (const { name, discovery } of kinds) {
    if ("seenWith" in discovery && discovery.where === undefined && all.has(discovery.seenWith)) all.add(name);
  }
  return all;
}

/** Whether a kind is listed only where the fields of another resource say that something of it may stand. */
export function isToldByFields({ discovery }: AnyAwsKind): boolean {
  return "seenWith" in discovery && discovery.where !== undefined;
}

/** Of such kinds those of which the resources that were listed say so. */
export function toldKinds(
  kinds: readonly AnyAwsKind[],
  resources: readonly Pick<ObservedResource, "kind" | "props">[],
): readonly AnyAwsKind[] {
  return kinds.filter(({ discovery }) => {
    if (!("seenWith" in discovery) || discovery.where === undefined) return false;
    const { seenWith, where } = discovery;
    return resources.some(({ kind, props }) => kind === seenWith && where(props));
  });
}

async function ec2Kinds(
  kinds: readonly AnyAwsKind[],
  { ec2 }: Pick<Clients, "ec2">,
  cluster: string,
  abortSignal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const byPrefix = new Map(
    kinds.flatMap(({ name, discovery }) => ("idPrefix" in discovery ? [[discovery.idPrefix, name]] : [])),
  );
  const Filters = [
    { Name: "key", Values: [tagKeys.cluster] },
    { Name: "value", Values: [cluster] },
  ];
  const names = new Set<string>();
  let NextToken: string | undefined;
  do {
    const page = await ec2.describeTags({ Filters, MaxResults: ec2Page, NextToken }, { abortSignal });
    for (const { ResourceId = "" } of page.Tags ?? []) {
      const known = byPrefix.get(ResourceId.slice(0, ResourceId.lastIndexOf("-")));
      // An id of an unknown form may be of any kind: then all are looked at.
      for (const name of known === undefined ? byPrefix.values() : [known]) names.add(name);
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined && NextToken !== "");
  return names;
}

async function taggedKinds(
  kinds: readonly AnyAwsKind[],
  { tagging }: Pick<Clients, "tagging">,
  cluster: string,
  abortSignal: AbortSignal,
): Promise<ReadonlySet<string>> {
  // Without EC2, whose machines alone may be many pages.
  const services = kinds.flatMap(({ discovery }) => ("arnService" in discovery ? [discovery.arnService] : []));
  const ResourceTypeFilters = [...new Set(services)].toSorted();
  const TagFilters = [{ Key: tagKeys.cluster, Values: [cluster] }, { Key: tagKeys.address }];
  const names = new Set<string>();
  let PaginationToken: string | undefined;
  do {
    const page = await tagging.getResources(
      { TagFilters, ResourceTypeFilters, ResourcesPerPage: taggingPage, PaginationToken },
      { abortSignal },
    );
    for (const { Tags } of page.ResourceTagMappingList ?? []) {
      const [name = ""] = (tagValue(Tags, tagKeys.address) ?? "").split("/");
      names.add(name);
    }
    PaginationToken = page.PaginationToken;
  } while (PaginationToken !== undefined && PaginationToken !== "");
  return names;
}
