import type { Diagnostic } from "@drydock/systemd/ground";
import type { Resource } from "../engine/graph.ts";
import { byId, type ObservedResource } from "../engine/observed.ts";
import type { Plan, PlanStep } from "../engine/plan.ts";
import type { Refusal } from "../engine/refusal.ts";

/** One step that AWS is to carry out. */
export interface Deed {
  readonly step: PlanStep;
  /** What it changes or deletes, as it stands; undefined where it makes something, or that is not there. */
  readonly current: ObservedResource | undefined;
  /** What it makes of it, with references; undefined where it deletes. */
  readonly wanted: Resource | undefined;
}

/** All that is to be done and all that stands, around a deed. */
export interface Around {
  readonly plan: Pick<Plan, "steps" | "resources">;
  readonly observed: readonly ObservedResource[];
}

/** The deeds of a plan on things of one kind that make a call of their own. */
export function deedsOn(kind: string, { plan, observed }: Around): Deed[] {
  const wanted = new Map(plan.resources.map((resource) => [resource.address, resource]));
  const standing = byId(observed.filter((one) => one.kind === kind));
  return plan.steps.flatMap((step): Deed[] => {
    if (step.kind !== kind || step.diesWith !== undefined) return [];
    const current = step.target === undefined ? undefined : standing.get(step.target);
    // What is on its way out lets nobody stop it any more.
    if (step.action === "delete" && current?.status === "deleting") return [];
    return [{ step, current, wanted: step.action === "delete" ? undefined : wanted.get(step.address) }];
  });
}

/** The refusal of a step, as a problem at what it works on. */
export function hindrance({ address }: Pick<PlanStep, "address">, refusal: Refusal): Diagnostic {
  return { severity: "error", path: address, ...refusal };
}
