import type { AutoScalingGroup } from "@aws-sdk/client-auto-scaling";

/**
 * The template and its version, `lt-1 3`, from which each instance of a group was launched. Those that are on
 * their way out are left out, and those of which it is not told.
 */
export function launchedFrom({ Instances = [] }: Pick<AutoScalingGroup, "Instances">): string[] {
  return Instances.flatMap(({ LifecycleState = "", LaunchTemplate: { LaunchTemplateId, Version } = {} }) =>
    LaunchTemplateId === undefined || Version === undefined || LifecycleState.startsWith("Terminat")
      ? []
      : [templateText(LaunchTemplateId, Version)],
  );
}

/** The instances of a group that are on their way out. */
export function terminatingFrom({ Instances = [] }: Pick<AutoScalingGroup, "Instances">): string[] {
  return Instances.flatMap(({ LifecycleState = "", InstanceId = "" }) =>
    LifecycleState.startsWith("Terminat") ? [InstanceId] : [],
  );
}

/** The instances of a group that are on their way out, and launched from another version than the next. */
export function departingFrom({
  Instances = [],
  LaunchTemplate: next,
}: Pick<AutoScalingGroup, "Instances" | "LaunchTemplate">): string[] {
  const text = templateText(next?.LaunchTemplateId, next?.Version);
  return Instances.flatMap(({ LifecycleState = "", InstanceId = "", LaunchTemplate: own }) =>
    LifecycleState.startsWith("Terminat") && templateText(own?.LaunchTemplateId, own?.Version) !== text
      ? [InstanceId]
      : [],
  );
}

/** A template and a version of it in one word. */
export function templateText(id: unknown, version: unknown): string {
  return `${String(id)} ${String(version)}`;
}
