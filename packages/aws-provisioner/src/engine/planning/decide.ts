import { type Change, differences, tagDifferences } from "../diff.ts";
import type { Resource } from "../graph.ts";
import type { AnyKind } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";

/** What is to happen to one address, and why. */
export type Decision = {
  readonly resource: Resource;
  readonly kind: AnyKind;
  /** What differs from the blueprint. */
  readonly changes: readonly Change[];
} & (
  | { readonly action: "create"; readonly current: undefined }
  | { readonly action: "update" | "replace" | "keep"; readonly current: ObservedResource }
);

interface Wanted {
  readonly resource: Resource;
  readonly kind: AnyKind;
  /** Its fields, with values in place of references wherever they are certain. */
  readonly props: Readonly<Record<string, unknown>>;
  /** Tags of the blueprint on every resource. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Compares what should be under one address with what is: create, replace, update, or leave it alone. */
export function decide({ resource, kind, props, tags }: Wanted, current: ObservedResource | undefined): Decision {
  if (current === undefined) return { resource, kind, changes: [], action: "create", current };
  const failure = current.status === "failed" ? [failed(current)] : [];
  const changes = [...failure, ...differences(kind, props, current.props), ...tagDifferences(current.tags, tags)];
  if (changes.length === 0) return { resource, kind, changes, action: "keep", current };
  const action = changes.every(({ inPlace }) => inPlace) ? "update" : "replace";
  return { resource, kind, changes, action, current };
}

function failed({ reason = "failed" }: ObservedResource): Change {
  return { field: "status", before: reason, after: "ready", inPlace: false };
}
