import type { LaunchTemplateSpecification } from "@aws-sdk/client-auto-scaling";
import {
  type LaunchTemplate,
  launchTemplateOf,
  type LaunchTemplateVersion,
  versionOf,
} from "../ec2/launch-template.ts";
import type { Moment } from "../state.ts";

/**
 * The template and version that a group's reference, which carries id and name alike, stands for at this
 * moment.
 */
export function resolveTemplate(
  moment: Moment,
  { LaunchTemplateId, Version }: LaunchTemplateSpecification,
): { template: LaunchTemplate; version: LaunchTemplateVersion } {
  const template = launchTemplateOf(moment, { LaunchTemplateId });
  return { template, version: versionOf(template, Version) };
}
