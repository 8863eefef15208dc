import { ProvisionError } from "../error.ts";
import type { Cloud } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import type { Holder } from "../provider.ts";
import type { StepScope } from "./step-scope.ts";

/** Seconds after which it is looked again who holds what has not gone. */
const lookAgainAfter = 30;

/** Seconds after which looks that find nothing are believed. */
const longestUnseen = 300;

/**
 * Looks what holds a resource that its provider refuses to delete, and says what is waited for. Only what
 * lets go is worth waiting: something that a step of the plan takes away, and what the provider takes away
 * by itself. A listing that shows nothing may be behind, and is believed only after five minutes.
 *
 * @throws {ProvisionError} `held`, with everything that stays.
 */
export function whoHolds<C extends Cloud>(step: PlanStep, scope: StepScope<C>, leaving: ObservedResource) {
  const { provider, clock, signal, freedBy } = scope;
  let lookedAt = -Infinity;
  let seenAt = clock.now();
  let told: string | undefined;
  return async (): Promise<void> => {
    if (clock.now() - lookedAt < lookAgainAfter * 1000) return;
    lookedAt = clock.now();
    const holders = await provider.holders(provider.look(signal), leaving, scope.known()).catch(nobodyTells);
    if (holders === undefined) return;
    if (holders.length > 0) seenAt = clock.now();
    else if (clock.now() - seenAt > longestUnseen * 1000) throw held(step, leaving, [unseen]);
    if (holders.length === 0) return;
    const own = new Map(holders.map((holder) => [holder, freedBy(holder.ids, leaving.id)]));
    const staying = holders.filter((holder) => !holder.leaving && own.get(holder) === undefined);
    if (staying.length > 0) throw held(step, leaving, staying);
    const names = holders.map((holder) => own.get(holder) ?? holder.name);
    const reason = `until ${[...new Set(names)].join(", ")} ${names.length === 1 ? "lets" : "let"} it go`;
    if (reason !== told) scope.onWaiting((told = reason));
  };
}

const unseen: Holder = { name: "something that no listing shows", ids: [], leaving: false };

/** A look that fails says nothing of what it was to find; the deletion is repeated as if it had not been. */
function nobodyTells(): undefined {
  return undefined;
}

function held({ address }: PlanStep, { id }: ObservedResource, holders: readonly Holder[]): ProvisionError {
  const names = [...new Set(holders.map(({ name }) => name))].join(", ");
  return new ProvisionError("held", `${address} (${id}) is held by ${names}, which no step of the plan moves`, {
    address,
    hint: "Have its owner move it or take it away, and run again: the next run goes on.",
  });
}
