import { isDeepStrictEqual } from "node:util";
import { kindsByName, type Resource } from "./graph.ts";
import type { AnyKind, Cloud } from "./kind.ts";
import type { LedgerRecord } from "./ledger.ts";
import type { LookAgain } from "./look-again.ts";
import { refsIn } from "./ref.ts";

/** Milliseconds between two looks by two ways. */
export const twoWays = 2000;

/** A resource that should be there, or may be still, and until when it is looked for. */
export interface SoughtUntil extends Resource {
  /** Its id, where it was to go: another one may stand under its address by now. */
  readonly id?: string;
  /** Clock time from which its absence is believed. */
  readonly certainAt: number;
}

interface Circumstances<C extends Cloud> extends LookAgain<C> {
  /** Whether anything of the cluster is there. */
  readonly isAlive: boolean;
  /** The addresses of what is there. */
  readonly there: ReadonlySet<string>;
  /** Clock time of the first look. */
  readonly began: number;
}

/**
 * What should be there by the blueprint, and what the last apply made, or had begun to make, with the time
 * from which it is believed that it is not; without what is believed at once.
 */
export function soughtIn<C extends Cloud>(at: Circumstances<C>): readonly SoughtUntil[] {
  const { wanted, record, provider } = at;
  const kindOf = kindsByName(provider.kinds);
  const known = {
    wantedAt: byAddress(wanted),
    recordedAt: byAddress(record?.plan.resources ?? []),
    unmade: new Set(record?.unmade),
    mentioned: mentionedBy(record, at.there),
    areTagsSame: isDeepStrictEqual(record?.plan.tags ?? {}, at.tags ?? {}),
  };
  // What was made by other fields may have another name by them.
  const recorded = record?.plan.resources.filter(
    ({ address, props }) => !isDeepStrictEqual(known.wantedAt.get(address)?.props, props),
  );
  const sought = [...wanted, ...(recorded ?? [])].flatMap((one) => {
    const certainAt = certainTime(one, kindOf(one.kind), at, known);
    return certainAt === undefined ? [] : [{ ...one, certainAt }];
  });
  return [...sought, ...leftOver(at, kindOf)];
}

/**
 * What a run that was cut short was to delete: of what one look does not show nobody knows whether that had
 * gone, or was left out.
 */
function leftOver<C extends Cloud>(
  { record, began }: Circumstances<C>,
  kindOf: (name: string) => AnyKind,
): readonly SoughtUntil[] {
  if (record?.state !== "open") return [];
  const { plan, leaving = {} } = record;
  return plan.steps.flatMap(({ action, kind, address, id: step, target: id }) => {
    if (action !== "delete" || id === undefined || kindOf(kind).diesWith !== undefined) return [];
    const name = address.slice(kind.length + 1);
    return [{ address, kind, name, props: leaving[step] ?? {}, after: [], id, certainAt: began + twoWays }];
  });
}

/** What is wanted and what was, by address. */
interface Known {
  readonly wantedAt: ReadonlyMap<string, Resource>;
  /** What the last apply was to have stand. */
  readonly recordedAt: ReadonlyMap<string, Resource>;
  /** Of which the last apply has surely made nothing. */
  readonly unmade: ReadonlySet<string>;
  /** Which something that is there has in its fields. */
  readonly mentioned: ReadonlySet<string>;
  /** Whether the blueprint's tags are those of the last apply. */
  readonly areTagsSame: boolean;
}

/**
 * What is in the fields of something that is there as the last apply was to have it: what that has made, or
 * left alone. What it was to change or to replace may be there as it was before.
 */
function mentionedBy(record: LedgerRecord | undefined, there: ReadonlySet<string>): ReadonlySet<string> {
  if (record === undefined) return new Set();
  const { steps, resources } = record.plan;
  const changed = new Set(steps.flatMap(({ action, address }) => (action === "create" ? [] : [address])));
  const sure = resources.filter(({ address }) => there.has(address) && !changed.has(address));
  return new Set(sure.flatMap(({ props }) => refsIn(props).map(({ $ref }) => $ref)));
}

function byAddress(resources: readonly Resource[]): ReadonlyMap<string, Resource> {
  return new Map(resources.map((one) => [one.address, one]));
}

/** Clock time from which its absence is believed; undefined where that is so without another look. */
function certainTime<C extends Cloud>(
  { address }: Resource,
  kind: AnyKind,
  { record, wanted, isAlive, isNamed, began, provider, plansOnly }: Circumstances<C>,
  { wantedAt, recordedAt, unmade, mentioned, areTagsSame }: Known,
): number | undefined {
  const lag = provider.lagOf(kind.name);
  const worst = began + lag.worst * 1000;
  const patient = plansOnly ? began + lag.usual * 1000 : worst;
  const [isWanted, recorded] = [wantedAt.get(address), recordedAt.get(address)];
  // Where all goes it goes with its owner, whether or not it is seen.
  if (wanted.length === 0 && kind.diesWith !== undefined) return undefined;
  if (record === undefined) {
    if (!kind.keyless) return undefined;
    if (!isAlive) return isNamed ? began : undefined;
    return patient;
  }
  if (recorded === undefined) return kind.keyless && isAlive ? began : undefined;
  if (record.state === "closed") {
    // By a clock that is ahead of this one it may not have been yet.
    const age = Math.max(0, began - (record.at ?? -Infinity));
    // By two ways at least: one look may leave out what another has left out.
    return Math.max(began + twoWays, worst - age);
  }
  // Of what was not begun, or was refused, nothing is there.
  if (unmade.has(address)) return began;
  // What has a name is found by it.
  if (kind.seek !== undefined) return began;
  // It has been there, or what mentions it would not be.
  if (mentioned.has(address)) return patient;
  // A create of what stands under its key is refused.
  if (isWanted !== undefined && !kind.keyless) return began;
  // The token of the run that is continued makes no second one of what is the same.
  if (!kind.unguarded && areTagsSame && isDeepStrictEqual(isWanted, recorded)) return began;
  return patient;
}
