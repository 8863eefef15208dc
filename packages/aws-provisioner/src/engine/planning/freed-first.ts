import type { Diagnostic } from "@drydock/systemd/ground";
import { gathered } from "../gather.ts";
import { needsOf, type Resource } from "../graph.ts";
import type { AnyKind } from "../kind.ts";
import type { PlanStep } from "../plan.ts";
import type { WantedNeeds } from "./add-needs.ts";
import type { Decision } from "./decide.ts";
import type { Leaving } from "./deletion-edges.ts";

/** What is made or changed, and its step. */
export interface Making {
  readonly resource: Resource;
  readonly step: PlanStep;
}

/**
 * What takes over a value that only one can hold at a time, an address for instance, waits for the deletion
 * of its holder.
 */
export function* freedFirst(
  making: readonly Making[],
  leaving: readonly Leaving[],
  kindOf: (name: string) => AnyKind,
): Generator<WantedNeeds> {
  const holdersFor = holdersAmong(leaving);
  for (const { resource, step } of making) {
    if (step.action !== "create") continue;
    const first = holdersFor({ resource, kind: kindOf(resource.kind) });
    if (first.length > 0) yield [step.id, first.map((one) => one.step.id)];
  }
}

/** What is to take over a value from one that keeps it: because it stays, even where it should change. */
export function neverLeft(
  making: readonly Making[],
  decisions: ReadonlyMap<string, Decision>,
  kindOf: (name: string) => AnyKind,
): Diagnostic[] {
  const staying = [...decisions.values()].flatMap((decision) => {
    const { current, action, kind } = decision;
    return current === undefined || action === "replace" ? [] : [{ resource: current, kind, decision }];
  });
  const holdersFor = holdersAmong(staying);
  return making.flatMap(({ resource, step }) => {
    if (step.action !== "create") return [];
    const found = holdersFor({ resource, kind: kindOf(resource.kind) });
    const used = found.length === 0 ? undefined : new Set(needsOf(resource));
    const drawn = new Set<string | undefined>(resource.draws);
    const holders = found.flatMap(({ decision }) => {
      const { address, claims } = decision.resource;
      return used?.has(address) || (claims !== undefined && drawn.has(claims)) ? [] : [decision];
    });
    return holders.map(({ resource: { address }, unreplaced }): Diagnostic => ({
      severity: "error",
      path: step.address,
      message: `it takes the place of ${address}, which stays${unreplaced.length > 0 ? " as it is until it ends" : ""}`,
      remedy: "Give it another range or address, or have the other replaced first.",
      rule: "place-taken",
    }));
  });
}

interface Having {
  readonly kind: AnyKind;
  readonly resource: { readonly props: Readonly<Record<string, unknown>> };
}

/**
 * Looks up who of those that have a value keeps one from having what it should until they have it no more.
 */
function holdersAmong<Holder extends Having>(holders: readonly Holder[]): (taker: Having) => readonly Holder[] {
  const valueOf = ({ kind, resource }: Having) => exclusiveValue(kind, resource.props);
  const byValue = gathered(holders, valueOf);
  const byKind = gathered(holders, ({ kind }) => kind);
  return (taker) => {
    const { kind } = taker;
    const wanted = valueOf(taker);
    if (wanted === undefined) return [];
    if (kind.excludes === undefined) return byValue.get(wanted) ?? [];
    return (byKind.get(kind) ?? []).filter((other) => {
      const held = valueOf(other);
      return held !== undefined && kind.excludes?.(wanted, held) === true;
    });
  };
}

function exclusiveValue({ exclusive }: AnyKind, props: Readonly<Record<string, unknown>>): string | undefined {
  const value = exclusive && props[exclusive];
  return typeof value === "string" ? value : undefined;
}

/** What could take over a value only from a holder that itself waits for it to be there. */
export function neverFreed(steps: readonly PlanStep[], wanted: readonly WantedNeeds[]): Diagnostic[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  return wanted.flatMap(([id, first]) => {
    const { address, needs } = byId.get(id) ?? { address: id, needs: [] };
    const missing = first.filter((one) => !needs.some(({ step }) => step === one));
    return missing.map((one): Diagnostic => {
      const holder = byId.get(one)?.address ?? one;
      return {
        severity: "error",
        path: address,
        message: `it takes the place of ${holder}, which cannot go before what stands there has moved to it`,
        remedy: "Give it another range or address, or apply it in two steps: first what moves away, then this.",
        rule: "place-taken",
      };
    });
  });
}
