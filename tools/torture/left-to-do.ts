import { planCluster, type PlanOptions } from "../../packages/aws-provisioner/src/index.ts";
import type { Blueprint } from "../../packages/core/src/index.ts";

/** What a plan of a cluster would still do, in words: nothing, where it stands as it should. */
export async function leftToDo(wanted: Blueprint, options: PlanOptions): Promise<string[]> {
  try {
    const { steps } = await planCluster(wanted, options);
    return steps.map(({ id, changes }) => `the next plan has ${id} (${changes.map(({ field }) => field).join(", ")})`);
  } catch (error) {
    return [`the next plan is refused: ${String(error)}`];
  }
}
