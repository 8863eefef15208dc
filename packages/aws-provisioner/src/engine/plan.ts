import type { Change } from "./diff.ts";
import type { Resource } from "./graph.ts";
import type { Level } from "./level.ts";
import { asCountable } from "./saved-form.ts";

/** A step that must come first. */
export interface Need {
  /** Its id. */
  readonly step: string;
  /** How far it must have come. */
  readonly reached: Exclude<Level, "serving">;
  /** Seconds after that before the call is made: so long others go on by what was before. */
  readonly lingers?: number;
}

/** One thing to do. A replacement is two steps, a create and a delete, that name each other's address. */
export interface PlanStep {
  /** `create subnet/public-1`; unique in the plan. */
  readonly id: string;
  readonly address: string;
  readonly kind: string;
  readonly action: "create" | "update" | "delete";
  /** Part of a replacement; its changes say why. */
  readonly replacement: boolean;
  readonly changes: readonly Change[];
  /** The provider's id of what is updated or deleted. */
  readonly target: string | undefined;
  /** Digest of the fields that the step was planned on; the step refuses when they have changed since. */
  readonly precondition: string | undefined;
  /**
   * Keys of the entries that it takes away from fields which others share, by field: those that the blueprint
   * dropped and those to be pruned. Others stay. A deletion takes all of a field that is not named here.
   */
  readonly removes?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Steps that must come first, and how far each must have come. */
  readonly needs: readonly Need[];
  /**
   * Addresses of what stands in for something that goes: the step makes its call when each of them serves.
   */
  readonly awaits?: readonly string[];
  /**
   * Addresses of what may have members on their way out that still use what the step takes away: it makes its
   * call when they have gone.
   */
  readonly departs?: readonly string[];
  /**
   * Of an update in two steps: `widen` takes up what is new beside what is there, `narrow` lets go of the
   * rest when what needs it has gone. Absent where one step does both.
   */
  readonly phase?: "widen" | "narrow";
  /** Makes no call of its own: it vanishes with the owner that this step names. */
  readonly diesWith: string | undefined;
  /** Usual duration in seconds, with the pause. */
  readonly seconds: number;
  /** Seconds that it waits when what it needs has come far enough; absent where it waits for nothing. */
  readonly pause?: number;
  /**
   * Of a creation whose predecessor goes first: seconds for which that is gone and this not yet there, as
   * long as every step takes its usual time. Absent where the new one is there before.
   */
  readonly outage?: number;
  /**
   * Usual seconds from its start for which the run waits for it, where that is another time than `seconds`:
   * until its call is accepted and no longer, or until what it makes serves.
   */
  readonly waits?: number;
}

/**
 * A plan is plain data: it can be printed, saved, reviewed and applied by another process.
 *
 * `format` is 1 as long as a reader of format 1 understands what is written: fields may be added, and what
 * does not know them leaves them alone. It becomes 2 when a field goes, or another meaning is given to one;
 * readers of 2 then still read 1.
 */
export interface Plan {
  readonly format: 1;
  readonly cluster: string;
  /**
   * The account and the region that it was made in, and that it is for; absent in plans of earlier releases.
   */
  readonly account?: string;
  readonly region?: string;
  readonly steps: readonly PlanStep[];
  /** Addresses that are as the blueprint says. */
  readonly unchanged: readonly string[];
  /** The resources that the blueprint asks for, with references between them. */
  readonly resources: readonly Resource[];
  /** Tags of the blueprint on every resource. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * What a person should know before applying: an image about to be withdrawn, a precious resource left
   * alone.
   */
  readonly notices: readonly Notice[];
  /**
   * A digest of each part, by which an edit is told; absent in plans of earlier releases. It is no signature:
   * who edits a plan may compute it anew.
   */
  readonly digests?: Readonly<Record<string, string>>;
}

/** Something that a person should know, and the address that it concerns, where it concerns one. */
export interface Notice {
  readonly severity: "error" | "warning" | "info";
  readonly address: string | undefined;
  readonly message: string;
}

/** How many resources a plan makes, changes, replaces, deletes and leaves alone. */
export interface PlanCounts {
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly delete: number;
  readonly unchanged: number;
}

/**
 * Counts the resources of a plan by what happens to them; a replacement counts once.
 *
 * @throws {ProvisionError} `invalid-option`, for what is no plan.
 *
 * @example
 * ```ts
 * import { planCounts, planNetwork } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { network } from "@drydock/core";
 *
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * const plan = await planNetwork("shared", network({ cidr: "10.30.0.0/16" }), connection);
 * const { create, unchanged } = planCounts(plan);
 * console.log(`${create} to create, ${unchanged} as they should be`);
 * ```
 */
export function planCounts(plan: Pick<Plan, "steps" | "unchanged">): PlanCounts {
  asCountable(plan);
  const count = (action: PlanStep["action"], replacement: boolean) =>
    plan.steps.filter((step) => step.action === action && step.replacement === replacement && step.phase !== "narrow")
      .length;
  return {
    create: count("create", false),
    update: count("update", false),
    replace: count("create", true),
    delete: count("delete", false),
    unchanged: plan.unchanged.length,
  };
}

/** Whether a plan has nothing to do. */
export function isEmpty(plan: Pick<Plan, "steps">): boolean {
  return plan.steps.length === 0;
}
