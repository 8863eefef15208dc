import { ProvisionError } from "../engine/error.ts";
import type { LedgerRecord } from "../engine/ledger.ts";
import { keyOf, type ObservedResource } from "../engine/observed.ts";
import type { Plan } from "../engine/plan.ts";
import { targetsOf } from "../engine/standing-creations.ts";
import { kindNamed } from "../kinds/registry.ts";

/**
 * Refuses a saved plan that knows nothing of what the last run has made since, whether it came to its end or
 * was cut short: it would leave that as nobody's, or end in the middle, held by it.
 *
 * @throws {ProvisionError} `plan-outdated`.
 */
export function refuseUnplanned(last: LedgerRecord, plan: Plan, observed: readonly ObservedResource[]): void {
  const made = new Set(last.plan.steps.flatMap(({ action, address }) => (action === "create" ? [address] : [])));
  const wanted = new Set(plan.resources.map(({ address }) => address));
  const targets = targetsOf(plan);
  const unplanned = observed.filter((one) => {
    const isKept = kindNamed(one.kind).precious?.(one.props as never) === true;
    const isKnown = wanted.has(one.address) || targets.has(keyOf(one)) || isKept;
    return one.status !== "deleting" && made.has(one.address) && !isKnown;
  });
  const [first] = unplanned;
  if (first === undefined) return;
  const names = unplanned.map(({ address, id }) => `${address} (${id})`).join(", ");
  throw new ProvisionError(
    "plan-outdated",
    `the last run${last.state === "open" ? ", which was cut short," : ""} has made more than the plan knows: ${names}`,
    {
      address: first.address,
      hint: "Nothing was changed. Plan again.",
    },
  );
}
