import type { Filter } from "@aws-sdk/client-ec2";
import { type Depth, type ObservedResource, readKind } from "../engine/observed.ts";
import type { Sought } from "../engine/provider.ts";
import type { Look } from "./cloud.ts";
import type { AnyAwsKind } from "./kind.ts";
import { tagKeys } from "./tags.ts";

/** EC2 API reference, "Filtering": values of one filter. */
const mostValues = 200;

/**
 * Looks for what should stand under addresses by its name, or else among all that lies where it should: tags
 * may come to an index later than what bears them to a listing.
 */
export async function seek(
  look: Look,
  { kind, depth }: { readonly kind: AnyAwsKind; readonly depth: Depth },
  sought: readonly Sought[],
  known: readonly ObservedResource[],
): Promise<readonly ObservedResource[]> {
  const props = sought.map((one) => one.props);
  const own = kind.seek;
  const at = kind.service === "ec2" ? { ...look, owned: whereaboutsOf(kind, sought, known) } : look;
  const found = await readKind(at, own === undefined ? kind : { ...kind, find: () => own(look, props) }, depth);
  const addresses = new Set(sought.map(({ address }) => address));
  return found.filter(({ address }) => addresses.has(address));
}

function whereaboutsOf(
  kind: AnyAwsKind,
  sought: readonly Sought[],
  known: readonly ObservedResource[],
): readonly Filter[] {
  const props = sought.map((one) => one.props);
  return kind.whereabouts?.(props, networksOf(sought, known)) ?? byAddress(sought);
}

function byAddress(sought: readonly Sought[]): Filter[] {
  if (sought.length > mostValues) return [{ Name: "tag-key", Values: [tagKeys.address] }];
  return [{ Name: `tag:${tagKeys.address}`, Values: sought.map(({ address }) => address) }];
}

/** The networks that are known, and those that the fields of what is sought name. */
function networksOf(sought: readonly Sought[], known: readonly ObservedResource[]): string[] {
  const named = [...sought, ...known].map(({ props }) => props["vpcId"]);
  const ids = [...known.flatMap(({ kind, id }) => (kind === "vpc" ? [id] : [])), ...named];
  return [...new Set(ids.filter((id): id is string => typeof id === "string" && id !== ""))];
}
