import type { LaunchTemplate as LaunchTemplateShape, RequestLaunchTemplateData } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Moment } from "../state.ts";
import { callerArn } from "../sts/caller.ts";
import { once } from "./idempotency.ts";
import { listing } from "./listing.ts";
import { type Ec2Record, isSeen } from "./record.ts";
import { badCombination, missing, required, stopIfDryRun } from "./refuse.ts";
import { resource } from "./resource.ts";
import { ec2Table, lookUp, newRecord } from "./table.ts";
import { checkTags, tagList, tagsFor } from "./tags.ts";
import { checkUserData } from "./user-data.ts";

/** One immutable version of a launch template. */
export interface LaunchTemplateVersion {
  readonly number: number;
  readonly createdAt: number;
  readonly description: string | undefined;
  readonly data: RequestLaunchTemplateData;
}

/** A launch template with its versions; numbers of deleted versions are not used again. */
export interface LaunchTemplate extends Ec2Record {
  readonly name: string;
  readonly versions: Map<number, LaunchTemplateVersion>;
  latest: number;
  default: number;
}

/** The account's launch templates. */
export const launchTemplates = ec2Table<LaunchTemplate>({
  type: "launch-template",
  prefix: "lt",
  noun: "launch template ID",
  notFound: "InvalidLaunchTemplateId.NotFound",
  malformed: "InvalidLaunchTemplateId.Malformed",
});

/** How a call names a template. */
export interface TemplateReference {
  readonly LaunchTemplateId?: string | undefined;
  readonly LaunchTemplateName?: string | undefined;
}

/** The template that a call names by id or by name. */
export function launchTemplateOf(
  moment: Moment,
  { LaunchTemplateId: id, LaunchTemplateName: name }: TemplateReference,
): LaunchTemplate {
  if (id !== undefined && name !== undefined) {
    throw badCombination("You must specify either the launch template ID or the launch template name, but not both");
  }
  if (id === undefined && name === undefined) throw missing("LaunchTemplateId or LaunchTemplateName");
  if (id !== undefined) return lookUp(moment, launchTemplates, id);
  const found = [...moment.account.of(launchTemplates).values()].find(
    (template) => template.name === name && isSeen(template, moment),
  );
  if (found !== undefined) return found;
  throw new AwsError(
    "InvalidLaunchTemplateName.NotFoundException",
    `The specified launch template, with template name ${name}, does not exist.`,
  );
}

/** The version that `$Latest`, `$Default`, a number or nothing names. */
export function versionOf(template: LaunchTemplate, version = "$Default"): LaunchTemplateVersion {
  const number = version === "$Latest" ? template.latest : version === "$Default" ? template.default : Number(version);
  const found = template.versions.get(number);
  if (found !== undefined) return found;
  throw new AwsError(
    "InvalidLaunchTemplateId.VersionNotFound",
    `Could not find the specified version ${version} for the launch template with ID ${template.id}.`,
  );
}

/** What is checked when a version is made: little, since EC2 validates a template when it is launched. */
export function checkTemplateData(data: RequestLaunchTemplateData): void {
  checkUserData(data.UserData);
  for (const { Tags = [] } of data.TagSpecifications ?? []) checkTags(Tags);
}

function project(moment: Moment, template: LaunchTemplate): LaunchTemplateShape {
  return {
    LaunchTemplateId: template.id,
    LaunchTemplateName: template.name,
    CreateTime: new Date(template.createdAt),
    CreatedBy: callerArn(moment.account),
    DefaultVersionNumber: template.default,
    LatestVersionNumber: template.latest,
    Tags: tagList(template.tags),
  };
}

/** Launch templates. */
export const launchTemplate = resource({
  table: launchTemplates,
  inventory: (template) => ({
    attributes: { name: template.name, latest: template.latest, default: template.default },
  }),
  operations: {
    /** CreateLaunchTemplate: with its first version. */
    CreateLaunchTemplate(call) {
      const { input, account, now } = call;
      const [id = ""] = once(
        call,
        "CreateLaunchTemplate",
        input,
        (known) => account.of(launchTemplates).has(known),
        () => {
          const name = input.LaunchTemplateName;
          if (!/^[a-zA-Z0-9().\-/_]{3,128}$/.test(name)) {
            throw new AwsError(
              "InvalidLaunchTemplateName.MalformedException",
              "A launch template name must be between 3 and 128 characters, and may contain letters, numbers, and the following characters: '-', '_', '.', '/', '(', and ')'.",
            );
          }
          const data = input.LaunchTemplateData;
          checkTemplateData(data);
          if ([...account.of(launchTemplates).values()].some((template) => template.name === name)) {
            throw new AwsError(
              "InvalidLaunchTemplateName.AlreadyExistsException",
              "Launch template name already in use.",
            );
          }
          const tags = tagsFor("launch-template", input.TagSpecifications);
          stopIfDryRun(input);
          const first = {
            number: 1,
            createdAt: now,
            description: input.VersionDescription,
            data: structuredClone(data),
          };
          const template: LaunchTemplate = {
            ...newRecord(call, launchTemplates, tags),
            name,
            versions: new Map([[1, first]]),
            latest: 1,
            default: 1,
          };
          account.of(launchTemplates).set(template.id, template);
          return [template.id];
        },
      );
      return { LaunchTemplate: project(call, lookUp(call, launchTemplates, id)) };
    },

    /** DescribeLaunchTemplates: by id, by name or by filter. */
    DescribeLaunchTemplates(call) {
      const { input } = call;
      stopIfDryRun(input);
      const byName = (input.LaunchTemplateNames ?? []).map(
        (LaunchTemplateName) => launchTemplateOf(call, { LaunchTemplateName }).id,
      );
      const ids = [...(input.LaunchTemplateIds ?? []), ...byName];
      const { rows, NextToken } = listing(call, launchTemplates, {
        ids,
        limits: [1, 200],
        filters: {
          "create-time": ({ createdAt }) => new Date(createdAt).toISOString(),
          "launch-template-name": ({ name }) => name,
        },
      });
      return { LaunchTemplates: rows.map((template) => project(call, template)), NextToken };
    },

    /** ModifyLaunchTemplate: sets the default version. */
    ModifyLaunchTemplate(call) {
      const { input } = call;
      const template = launchTemplateOf(call, input);
      const { number } = versionOf(template, required(input, "DefaultVersion"));
      stopIfDryRun(input);
      template.default = number;
      return { LaunchTemplate: project(call, template) };
    },

    /** DeleteLaunchTemplate: with all of its versions. */
    DeleteLaunchTemplate(call) {
      const template = launchTemplateOf(call, call.input);
      stopIfDryRun(call.input);
      call.account.of(launchTemplates).delete(template.id);
      return { LaunchTemplate: project(call, template) };
    },
  },
});
