import { printDiagnostics } from "@drydock/systemd/ground";
import type { Look } from "../aws/cloud.ts";
import { ProvisionError } from "../engine/error.ts";
import type { ObservedResource } from "../engine/observed.ts";
import type { Plan, PlanStep } from "../engine/plan.ts";
import { addNeeds } from "../engine/planning/add-needs.ts";
import { neverFreed } from "../engine/planning/freed-first.ts";
import { refuseChanges } from "../engine/planning/refuse-changes.ts";
import { holds } from "./holds.ts";
import { hindrances } from "./hindrances.ts";
import { lostTags } from "./lost-tags.ts";
import { networkTenants } from "./network-tenants.ts";
import { takenAddresses } from "./taken-addresses.ts";

/**
 * Refuses a plan that would come to no end: what it takes away is held, an address that it takes is taken, or
 * AWS was told not to carry a step out. All of it is asked for at once, by calls that only look, and none
 * where nothing of that sort is to be done. Gives the steps back with what they have to wait for by that: who
 * takes an address that another has drawn comes after it.
 *
 * @throws {ProvisionError} `unplannable`, with every problem in `diagnostics`. Nothing was changed.
 */
export async function refuseInVain(
  plan: Plan,
  observed: readonly ObservedResource[],
  look: Look,
): Promise<readonly PlanStep[]> {
  const [inside, tenants, taken, hindered, lost] = await Promise.all([
    holds(plan, observed, look),
    networkTenants(plan, look),
    takenAddresses(plan, observed, look),
    hindrances(plan, observed, look),
    lostTags(plan, observed, look),
  ]);
  const held = [...inside, ...tenants];
  const steps = addNeeds(plan.steps, taken.freed);
  const rest = [...taken.problems, ...hindered, ...lost, ...neverFreed(steps, taken.freed)];
  if (held.length > 0 && rest.length === 0)
    throw new ProvisionError(
      "unplannable",
      `what the plan for ${plan.cluster} takes away is held by what stays:\n${printDiagnostics(held)}`,
      { diagnostics: held, hint: "Nothing was changed." },
    );
  refuseChanges(plan.cluster, [...held, ...rest]);
  return steps;
}
