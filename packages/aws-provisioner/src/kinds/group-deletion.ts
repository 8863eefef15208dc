import type { Diagnostic } from "@drydock/systemd/ground";
import { type Deed, hindrance } from "../aws/deed.ts";
import { withdrawnIn } from "./withdrawn.ts";

/**
 * Why a group cannot go: somebody has protected it from its deletion, which Drydock would force (Auto Scaling
 * API reference, DeletionProtection). One whose machines run something before they go is emptied first, which
 * takes away no machine that is protected from scale in or in Standby (user guide, "Use instance scale-in
 * protection", "Temporarily remove instances").
 */
export function deletionProblems(deeds: readonly Deed[]): Diagnostic[] {
  return [...protectedGroups(deeds), ...heldMachines(deeds)];
}

function heldMachines(deeds: readonly Deed[]): Diagnostic[] {
  return deeds.flatMap(({ step, current }) => {
    if (step.action !== "delete" || current === undefined || current.props["leaving"] === undefined) return [];
    return withdrawnIn(current).flatMap(({ id, how }) => {
      const command =
        how === "in Standby"
          ? `exit-standby --auto-scaling-group-name ${step.target} --instance-ids ${id}`
          : `set-instance-protection --auto-scaling-group-name ${step.target} --instance-ids ${id} --no-protected-from-scale-in`;
      return hindrance(step, {
        message: `the machine ${id} is ${how}, and does not go when the group ${step.target} is emptied`,
        remedy: `Ask who did that, then plan again after: aws autoscaling ${command}`,
        rule: "machine-withdrawn",
      });
    });
  });
}

function protectedGroups(deeds: readonly Deed[]): Diagnostic[] {
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
