import { type Change, differences, tagDifferences } from "../diff.ts";
import type { Resource } from "../graph.ts";
import type { AnyKind } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";
import { type Other, sortOut, type SortedOut } from "./sort-out.ts";
import { mayStay, withUnreplaced } from "./unreplaced.ts";

/** What is to happen to one address, and why. */
export type Decision = {
  readonly resource: Resource;
  readonly kind: AnyKind;
  /** What differs from the blueprint and is to be mended. */
  readonly changes: readonly Change[];
  /** What differs and stays so, because only a replacement would mend it. */
  readonly unreplaced: readonly Change[];
} & (
  | { readonly action: "create"; readonly current: undefined }
  | ({
      readonly action: "update" | "replace" | "keep";
      readonly current: ObservedResource;
    } & SortedOut)
);

interface Wanted {
  readonly resource: Resource;
  readonly kind: AnyKind;
  /** Its fields, with values in place of references wherever they are certain. */
  readonly props: Readonly<Record<string, unknown>>;
  /** Tags of the blueprint on every resource. */
  readonly tags: Readonly<Record<string, string>>;
  /** Whether others' entries in it are to be taken away. */
  readonly prunes: boolean;
  readonly owns: (id: string) => boolean;
  /** Whether what bears that id stays as it is. */
  readonly stays: (id: string) => boolean;
}

/** Compares what should be under one address with what is: create, replace, update, or leave it alone. */
export function decide(
  { resource, kind, props, tags, prunes, owns, stays }: Wanted,
  current: ObservedResource | undefined,
): Decision {
  if (current === undefined) return { resource, kind, changes: [], unreplaced: [], action: "create", current };
  const sorted = sortOut(kind, current, { wanted: { props, tags }, prunes, owns });
  const failure = current.status === "failed" ? [failed(current)] : [];
  const all = [...failure, ...differences(kind, props, sorted.own.props), ...tagDifferences(sorted.own.tags, tags)];
  const unreplaced =
    resource.stays === true && all.every((change) => mayStay(change, kind, stays))
      ? all.filter(({ inPlace }) => !inPlace)
      : [];
  const changes = all.filter((change) => !unreplaced.includes(change));
  const common = { resource: withUnreplaced(resource, unreplaced), kind, changes, unreplaced, current, ...sorted };
  if (changes.length === 0) return { ...common, action: "keep" };
  return { ...common, action: changes.every(({ inPlace }) => inPlace) ? "update" : "replace" };
}

/** Others' entries in what stays under its address. */
export function othersIn(decision: Decision): readonly Other[] {
  return decision.action === "keep" || decision.action === "update" ? decision.others : [];
}

function failed({ reason = "failed" }: ObservedResource): Change {
  return { field: "status", before: reason, after: "ready", inPlace: false };
}
