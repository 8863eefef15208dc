import { isDeepStrictEqual } from "node:util";
import { ProvisionError } from "./error.ts";
import type { LedgerRecord } from "./ledger.ts";
import { keyOf, type ObservedResource, type ObservedState } from "./observed.ts";
import type { Plan } from "./plan.ts";

/**
 * What stands already under the addresses that the plan creates, other than what the plan itself takes away.
 * There is none when the plan was made on what is observed; there is when it was saved, and applied before.
 * Only what an open record of this very plan explains is the plan's own, to be adopted.
 *
 * @throws {ProvisionError} `plan-outdated` when nothing explains it.
 */
export function standingCreations(
  plan: Plan,
  observed: ObservedState,
  open: LedgerRecord | undefined,
): readonly ObservedResource[] {
  const created = new Set(plan.steps.flatMap(({ action, address }) => (action === "create" ? [address] : [])));
  const targets = new Set(
    plan.steps.flatMap(({ kind, target: id }) => (id === undefined ? [] : [keyOf({ kind, id })])),
  );
  const standing = observed.resources.filter(
    (one) => one.status !== "deleting" && created.has(one.address) && !targets.has(keyOf(one)),
  );
  const [first] = standing;
  if (first === undefined || (open !== undefined && isDeepStrictEqual(asSaved(open.plan), asSaved(plan)))) {
    return standing;
  }
  const names = standing.map(({ address, id }) => `${address} (${id})`).join(", ");
  throw new ProvisionError("plan-outdated", `the plan makes what is there already: ${names}`, {
    address: first.address,
    hint: "Nothing was changed. Plan again.",
  });
}

/** Fields that are undefined are absent in a saved plan, and mean the same. */
function asSaved(plan: Plan): unknown {
  return JSON.parse(JSON.stringify(plan));
}
