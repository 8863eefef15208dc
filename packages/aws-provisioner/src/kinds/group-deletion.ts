import type { Diagnostic } from "@drydock/systemd/ground";
import { type Deed, hindrance } from "../aws/deed.ts";

/**
 * Why a group cannot go: somebody has protected it from its deletion, which Drydock would force (Auto Scaling
 * API reference, DeletionProtection).
 */
export function deletionProblems(deeds: readonly Deed[]): Diagnostic[] {
  return deeds.flatMap(({ step, current }) => {
    const protection = current?.outputs["protection"];
    if (step.action !== "delete" || typeof protection !== "string" || protection === "none") return [];
    return hindrance(step, {
      message: `the group ${step.target} is protected from its deletion (${protection})`,
      remedy: `Ask who did that, then plan again after: aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${step.target} --deletion-protection none`,
      rule: "deletion-protected",
    });
  });
}
