import type { AutoScalingGroup, Instance } from "@aws-sdk/client-auto-scaling";
import * as z from "zod/mini";
import type { ObservedResource } from "../engine/observed.ts";
import { templateText } from "./launched-from.ts";

const withdrawnForm = z.object({
  id: z.string(),
  /** How it was taken out, to come after `is`. */
  how: z.enum(["protected from scale in", "in Standby"]),
  /** The template and its version from which it was launched; undefined where that is not told. */
  template: z.optional(z.string()),
});

/** A machine that somebody has taken out of what its group does with it: a rollout leaves it as it is. */
export type Withdrawn = z.infer<typeof withdrawnForm>;

/** Those of a group. */
export function withdrawnFrom({ Instances = [] }: Pick<AutoScalingGroup, "Instances">): Withdrawn[] {
  return Instances.flatMap(({ InstanceId: id = "", LaunchTemplate, ...instance }): Withdrawn[] => {
    const how = howWithdrawn(instance);
    if (how === undefined) return [];
    const { LaunchTemplateId, Version } = LaunchTemplate ?? {};
    const template = LaunchTemplateId && Version && templateText(LaunchTemplateId, Version);
    return [{ id, how, ...(template && { template }) }];
  });
}

/** Whether a rollout leaves that machine as it is. */
export function isWithdrawn(instance: Pick<Instance, "LifecycleState" | "ProtectedFromScaleIn">): boolean {
  return howWithdrawn(instance) !== undefined;
}

function howWithdrawn({
  LifecycleState,
  ProtectedFromScaleIn = false,
}: Pick<Instance, "LifecycleState" | "ProtectedFromScaleIn">): Withdrawn["how"] | undefined {
  if (LifecycleState?.startsWith("Terminat")) return undefined;
  if (LifecycleState === "Standby" || LifecycleState === "EnteringStandby") return "in Standby";
  return ProtectedFromScaleIn ? "protected from scale in" : undefined;
}

/** The same of a group as it was observed. */
export function withdrawnIn({ outputs }: Pick<ObservedResource, "outputs">): readonly Withdrawn[] {
  return z.optional(z.array(withdrawnForm)).parse(outputs["withdrawn"]) ?? [];
}

/** From what the other machines of a group were launched: those that a rollout may replace. */
export function rollable(group: Pick<ObservedResource, "outputs">): readonly string[] {
  const left = withdrawnIn(group).flatMap(({ template }) => template ?? []);
  return z
    .array(z.string())
    .parse(group.outputs["launchedFrom"])
    .filter((template) => {
      const at = left.indexOf(template);
      if (at === -1) return true;
      left.splice(at, 1);
      return false;
    });
}
