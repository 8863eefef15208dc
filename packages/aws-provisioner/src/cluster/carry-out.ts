import { usualPatience } from "../aws/clients.ts";
import { type Applied, apply } from "../engine/apply.ts";
import { ProvisionError } from "../engine/error.ts";
import type { Untimed } from "../engine/event.ts";
import { isEmpty, type Plan } from "../engine/plan.ts";
import { unlessAborted } from "../engine/unless-aborted.ts";
import type { ObservedState } from "../engine/observed.ts";
import { kindNamed } from "../kinds/registry.ts";
import { isLocal } from "../kinds/secret-writing.ts";
import type { ApplyOptions } from "./options.ts";
import type { Session } from "./session.ts";

/**
 * Asks for confirmation and carries the plan out.
 *
 * @throws {ProvisionError} `wrong-account` where the credentials are for another account than the one that is
 * named, and `declined` where the answer is not true. Nothing was changed.
 */
export async function carryOut(
  plan: Plan,
  observed: ObservedState,
  session: Session,
  options: ApplyOptions,
  emit: (event: Untimed) => void,
): Promise<Applied> {
  // A plan that was saved, and one of a destroy, tell nothing of whose credentials these are.
  if (options.account !== undefined) await session.caller();
  if (!isEmpty(plan) && !(await isConfirmed(plan, session, options))) {
    throw new ProvisionError("declined", `the plan for ${plan.cluster} was not confirmed`, {
      hint: "Nothing was changed.",
    });
  }
  await readySecrets(plan, session);
  return apply({
    plan,
    observed,
    provider: session.provider,
    ledger: session.ledger,
    isOvertaken: () => session.ledger.isOvertaken(),
    untilHeld: () => session.ledger.untilHeld(session.signal),
    clock: session.clock,
    newOperation: session.newOperation,
    signal: session.signal,
    interruption: session.interruption,
    emit(event) {
      session.ledger.hear(event);
      emit(event);
    },
    patience: options.patience ?? usualPatience,
    ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
  });
}

async function isConfirmed(plan: Plan, { signal }: Session, { confirm }: ApplyOptions): Promise<boolean> {
  if (confirm === undefined) return true;
  // What is carried out is what was shown, whatever is done to what was shown.
  const shown = structuredClone(plan);
  return (await unlessAborted(signal, () => confirm(shown))) === true;
}

/**
 * Reads what the plan will store from here, so that a missing variable or file ends the run before its first
 * change, and loads what the rest takes.
 */
async function readySecrets({ steps, resources }: Plan, { secrets }: Session): Promise<void> {
  const stored = new Set(steps.flatMap(({ action, address }) => (action === "delete" ? [] : [address])));
  const sources = resources.flatMap(({ address, kind, props }) =>
    stored.has(address) ? (kindNamed(kind).secretSource?.(props) ?? []) : [],
  );
  await secrets.prepare(sources);
  const local = sources.filter(isLocal);
  const outcomes = await Promise.allSettled(local.map((source) => secrets.valueOf(source)));
  const reasons = outcomes.flatMap((outcome) =>
    outcome.status === "rejected" ? [String((outcome.reason as Error).message)] : [],
  );
  if (reasons.length > 0)
    throw new ProvisionError("secret-unavailable", reasons.join("\n"), { hint: "Nothing was changed." });
}
