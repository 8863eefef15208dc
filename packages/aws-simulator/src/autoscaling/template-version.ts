import type { LaunchTemplateSpecification } from "@aws-sdk/client-auto-scaling";
import { launchTemplateOf, versionOf } from "../ec2/launch-template.ts";
import type { LaunchTemplate, LaunchTemplateVersion } from "../ec2/launch-template.ts";
import type { Moment } from "../state.ts";

/** The template and version that a group's reference, which carries id and name alike, stands for at this moment. */
export const resolveTemplate = (
  moment: Moment,
  { LaunchTemplateId, Version }: LaunchTemplateSpecification,
): { template: LaunchTemplate; version: LaunchTemplateVersion } => {
  const template = launchTemplateOf(moment, { LaunchTemplateId });
  return { template, version: versionOf(template, Version) };
};
