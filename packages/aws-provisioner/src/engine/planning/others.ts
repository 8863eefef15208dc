import type { Diagnostic } from "@drydock/systemd/ground";
import type { AnyKind } from "../kind.ts";
import { gather } from "../gather.ts";
import { byKey, keyOf, type ObservedResource } from "../observed.ts";
import type { Notice } from "../plan.ts";
import type { Other } from "./sort-out.ts";

/**
 * Of others' entries in what a plan deletes: which go with it, or keep it, and which stay because what they
 * stand in is the owner of what is deleted and stays itself.
 */
export function whereOthersGo(
  others: readonly Other[],
  going: readonly ObservedResource[],
  kindOf: (name: string) => AnyKind,
): { readonly going: readonly Other[]; readonly staying: readonly Other[] } {
  const leaving = new Set(going.map(keyOf));
  const goes = ({ resource, keeps }: Other) => {
    const { standsBy, diesWith } = kindOf(resource.kind);
    const owner = typeof keeps === "object" ? keeps : diesWith;
    if (standsBy === undefined || owner === undefined) return true;
    return leaving.has(keyOf({ kind: owner.kind, id: String(resource.props[owner.field]) }));
  };
  return { going: others.filter(goes), staying: others.filter((one) => !goes(one)) };
}

/** What others' entries are in that stays: one notice for each entry, and one for a tag on many resources. */
export function stayingNotices(others: readonly Other[]): Notice[] {
  const byTag = new Map<string, Other[]>();
  for (const one of others) {
    const where = one.field === "tags" ? "" : one.resource.address;
    const what = JSON.stringify([one.field, one.key, one.known, where]);
    gather(byTag, what, one);
  }
  return [...byTag.values()].flatMap((same): Notice[] => {
    const [one] = same;
    if (one === undefined) return [];
    const addresses = [...new Set(same.map(({ resource }) => resource.address))].toSorted();
    const whose = one.known ? "is not Drydock's" : "is not known to be Drydock's";
    const message = `${nameOf(one)} on ${listed(addresses)} ${whose} and stays; take it away by naming it: prune: ${JSON.stringify(addresses)}`;
    return [{ severity: "info", address: addresses.length === 1 ? addresses[0] : undefined, message }];
  });
}

/** What others' entries are in that goes, and that go with it. */
export function goingNotices(others: readonly Other[]): Notice[] {
  return others
    .filter(({ field, keeps }) => field !== "tags" && keeps === undefined)
    .map((one) => {
      const { address } = one.resource;
      return { severity: "warning", address, message: `${nameOf(one)} is not Drydock's and goes with ${address}` };
    });
}

/** What others made beside the cluster's own: it stays, or goes with what it cannot stand without. */
export function foreignNotices(
  foreign: readonly ObservedResource[],
  going: readonly ObservedResource[],
  kindOf: (name: string) => AnyKind,
): Notice[] {
  const leaving = byKey(going);
  return foreign.map(({ address, id, kind, props }) => {
    const { diesWith } = kindOf(kind);
    const owner = diesWith && leaving.get(keyOf({ kind: diesWith.kind, id: String(props[diesWith.field]) }));
    const remedy = `take it away by naming it: prune: [${JSON.stringify(address)}]`;
    const fate = owner === undefined ? `stays; ${remedy}` : `goes with ${owner.address}`;
    const severity = owner === undefined ? "info" : "warning";
    return { severity, address, message: `${address} (${id}) is not Drydock's and ${fate}` };
  });
}

/** Why what is to go cannot go: others have entries in it, or in what stands in it. */
export function keptByOthers(others: readonly Other[], going: readonly ObservedResource[]): Diagnostic[] {
  const leaving = byKey(going);
  return others.flatMap((one): Diagnostic[] => {
    const { resource, keeps } = one;
    if (keeps === undefined) return [];
    const kept = leaving.get(
      keyOf(keeps === "self" ? resource : { kind: keeps.kind, id: String(resource.props[keeps.field]) }),
    );
    if (kept === undefined) return [];
    return [
      {
        severity: "error",
        path: resource.address,
        message: `${nameOf(one)} is not Drydock's, and ${kept.address} (${kept.id}) cannot go while it is there`,
        remedy: `Take it away, or let this do it: prune: [${JSON.stringify(resource.address)}].`,
        rule: "others-entries",
      },
    ];
  });
}

/** Whether nothing of Drydock's is left in what stands only while it has entries. */
export function isOnlyOthers({ standsBy }: AnyKind, own: ObservedResource, others: readonly Other[]): boolean {
  const entries: unknown = standsBy === undefined ? undefined : own.props[standsBy];
  return Array.isArray(entries) && entries.length === 0 && others.some(({ field }) => field === standsBy);
}

function nameOf({ entry, key }: Other): string {
  return `${entry} ${JSON.stringify(key)}`;
}

function listed(addresses: readonly string[]): string {
  const [first, second, third, ...rest] = addresses;
  if (rest.length > 0) return `${first}, ${second}, ${third} and ${rest.length} more`;
  return addresses.join(", ").replace(/, ([^,]*)$/, " and $1");
}
