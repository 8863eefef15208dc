import type { Diagnostic } from "@drydock/systemd/ground";
import type { Resource } from "../graph.ts";
import type { AnyKind } from "../kind.ts";
import type { PlanStep } from "../plan.ts";
import type { WantedNeeds } from "./add-needs.ts";
import type { Leaving } from "./deletion-edges.ts";

/** What is made or changed, and its step. */
interface Making {
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
  for (const { resource, step } of making) {
    const kind = kindOf(resource.kind);
    const wanted = exclusiveValue(kind, resource.props);
    if (step.action !== "create" || wanted === undefined) continue;
    const first = leaving.filter((one) => {
      const held = exclusiveValue(one.kind, one.resource.props);
      if (held === undefined) return false;
      return kind.excludes === undefined ? held === wanted : one.kind === kind && kind.excludes(wanted, held);
    });
    if (first.length > 0) yield [step.id, first.map((one) => one.step.id)];
  }
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
