import { type Applied, apply } from "../engine/apply.ts";
import { DrydockError } from "../engine/error.ts";
import type { Untimed } from "../engine/event.ts";
import { memoryLedger } from "../engine/ledger.ts";
import { isEmpty, type Plan } from "../engine/plan.ts";
import type { World } from "../engine/world.ts";
import type { ApplyOptions } from "./options.ts";
import type { Session } from "./session.ts";

const processLedger = memoryLedger();

/** Asks for confirmation and carries the plan out. Throws `declined` when the answer is not true. */
export async function applyPlan(
  plan: Plan,
  world: World,
  session: Session,
  options: ApplyOptions,
  emit: (event: Untimed) => void,
): Promise<Applied> {
  if (!isEmpty(plan) && options.confirm !== undefined && (await options.confirm(plan)) !== true) {
    throw new DrydockError("declined", `the plan for ${plan.cluster} was not confirmed`, { hint: "Nothing was changed." });
  }
  return apply({
    plan,
    world,
    provider: session.provider,
    ledger: options.ledger ?? processLedger,
    clock: session.clock,
    newOperation: session.newOperation,
    signal: session.signal,
    emit,
    ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
  });
}
