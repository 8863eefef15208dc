import type { Diagnostic } from "@drydock/systemd/ground";
import type { Look } from "../aws/cloud.ts";
import { deedsOn } from "../aws/deed.ts";
import type { ObservedResource } from "../engine/observed.ts";
import type { Plan } from "../engine/plan.ts";
import { kinds } from "../kinds/registry.ts";

/**
 * What AWS would not carry to its end of what a plan is to do, as each kind knows: protected from deletion,
 * told not to launch, still busy with the last change. Costs calls only for what goes or changes so that no
 * listing tells.
 */
export async function hindrances(
  plan: Plan,
  observed: readonly ObservedResource[],
  look: Look,
): Promise<readonly Diagnostic[]> {
  const around = { plan, observed };
  const asked = kinds.map(async ({ name, hindered }) => {
    const deeds = hindered === undefined ? [] : deedsOn(name, around);
    return deeds.length === 0 ? [] : hindered?.(look, deeds, around);
  });
  return (await Promise.all(asked)).flatMap((problems) => problems ?? []);
}
