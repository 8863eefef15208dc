import { ProvisionError } from "../error.ts";
import { inListing } from "../listing.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";

/** What the provider carries out by itself has come no further in its time. */
export class NoFurther extends Error {
  constructor(
    readonly current: ObservedResource,
    readonly seconds: number,
  ) {
    super("it comes no further");
  }
}

interface Told {
  readonly step: PlanStep;
  /** As it was when the wait began. */
  readonly changed: ObservedResource;
  readonly onWaiting: (reason: string) => void;
  readonly now: () => number;
}

interface Limits {
  /** Seconds for which it may come no further. */
  readonly patience?: number | undefined;
  /** Why it was called off, where it was. */
  readonly why?: string;
}

/**
 * Follows what the provider does by itself, each thing told once. What it gave up before is past, and so is
 * what was under way before and was called off: an update does that where it brings something else.
 *
 * @throws {ProvisionError} `step-failed` when the provider has given it up.
 * @throws {NoFurther} When it has come no further for longer than it may.
 */
export function undertaken(
  { step: { address }, changed: { id, undertaking: past }, onWaiting, now }: Told,
  { patience = Infinity, why }: Limits,
): (listing: readonly ObservedResource[]) => void {
  let last: string | undefined;
  let mark: { readonly progress: string; readonly since: number } | undefined;
  return (listing) => {
    const current = inListing(listing, id);
    if (current?.undertaking === undefined) return;
    const { state, told, outcome = "is not as it was to be", progress = "", ...undertaking } = current.undertaking;
    const isCalledOff = why === undefined && undertaking.calledOff === true;
    if (past?.id === undertaking.id && (past.state === "given-up" || isCalledOff)) return;
    if (state === "given-up") {
      const because = why === undefined ? told : `${told.replace(/\.$/, "")}: ${why}`;
      throw new ProvisionError("step-failed", `${address} (${id}) ${outcome}: ${because}`, {
        address,
        hint: "Mend the blueprint, or take the change back, and run again.",
      });
    }
    if (mark?.progress !== progress) mark = { progress, since: now() };
    if (now() - mark.since > patience * 1000) throw new NoFurther(current, patience);
    if (told !== last) onWaiting(told);
    last = told;
  };
}
