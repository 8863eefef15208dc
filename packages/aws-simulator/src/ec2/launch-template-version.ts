import type {
  DeleteLaunchTemplateVersionsResponseErrorItem,
  DeleteLaunchTemplateVersionsResponseSuccessItem,
  LaunchTemplateVersion as VersionShape,
  ResponseLaunchTemplateData,
} from "@aws-sdk/client-ec2";
import type { Moment } from "../state.ts";
import { callerArn } from "../sts/caller.ts";
import { filtered } from "./filters.ts";
import { once } from "./idempotency.ts";
import { resolveImage } from "./image-reference.ts";
import {
  checkTemplateData,
  type LaunchTemplate,
  launchTemplateOf,
  launchTemplates,
  type LaunchTemplateVersion,
  versionOf,
} from "./launch-template.ts";
import { pageOf, place } from "./listing.ts";
import { isListed, isSeen } from "./record.ts";
import { badValue, stopIfDryRun } from "./refuse.ts";
import type { Ec2Resource } from "./resource.ts";

const beyondAnyVersion = 1e11;

interface Row {
  readonly template: LaunchTemplate;
  readonly version: LaunchTemplateVersion;
}

function project(moment: Moment, { template, version }: Row, resolveAlias = false): VersionShape {
  // A response spells some enums with more values than a request does, and is otherwise the same shape.
  const data = structuredClone(version.data) as ResponseLaunchTemplateData;
  if (resolveAlias && data.ImageId !== undefined) data.ImageId = resolveImage(moment, data.ImageId);
  return {
    LaunchTemplateId: template.id,
    LaunchTemplateName: template.name,
    VersionNumber: version.number,
    ...(version.description !== undefined && { VersionDescription: version.description }),
    CreateTime: new Date(version.createdAt),
    CreatedBy: callerArn(moment.account),
    DefaultVersion: template.default === version.number,
    LaunchTemplateData: data,
  };
}

/** The versions of a launch template. */
export const launchTemplateVersion: Ec2Resource = {
  operations: {
    /**
     * CreateLaunchTemplateVersion: members that the call leaves out come from SourceVersion, when it names
     * one.
     */
    CreateLaunchTemplateVersion(call) {
      const { input, now } = call;
      const template = launchTemplateOf(call, input);
      const isKnown = (known: string): boolean => template.versions.has(Number(known));
      const [number = ""] = once(call, "CreateLaunchTemplateVersion", input, isKnown, () => {
        const data = input.LaunchTemplateData;
        const source = input.SourceVersion === undefined ? {} : versionOf(template, input.SourceVersion).data;
        checkTemplateData(data);
        stopIfDryRun(input);
        const given = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
        template.latest += 1;
        template.versions.set(template.latest, {
          number: template.latest,
          createdAt: now,
          description: input.VersionDescription,
          data: structuredClone({ ...source, ...given }),
        });
        return [String(template.latest)];
      });
      return { LaunchTemplateVersion: project(call, { template, version: versionOf(template, number) }) };
    },

    /**
     * DescribeLaunchTemplateVersions: of one template, or `$Latest` and `$Default` of all when none is named.
     */
    DescribeLaunchTemplateVersions(call) {
      const { input, account } = call;
      stopIfDryRun(input);
      const { Versions: wanted = [] } = input;
      const named = input.LaunchTemplateId !== undefined || input.LaunchTemplateName !== undefined;
      const symbols = wanted.every((version) => version === "$Latest" || version === "$Default");
      if (!named && (wanted.length === 0 || !symbols)) {
        throw badValue(
          wanted.join(", "),
          "versions",
          "Without a launch template, only $Latest and $Default can be listed.",
        );
      }
      const templates = named
        ? [launchTemplateOf(call, input)]
        : [...account.of(launchTemplates).values()].filter(
            (template) => isSeen(template, call) && isListed(template, call, false),
          );
      const all = templates.flatMap((template): Row[] => {
        const numbers =
          wanted.length === 0 ? [...template.versions.values()] : wanted.map((version) => versionOf(template, version));
        return [...new Set(numbers)].map((version) => ({ template, version }));
      });
      const least = Number(input.MinVersion ?? 1);
      const most = Number(input.MaxVersion ?? Number.POSITIVE_INFINITY);
      if (Number.isNaN(least) || Number.isNaN(most))
        throw badValue(`${input.MinVersion}, ${input.MaxVersion}`, "minVersion, maxVersion", "Versions are numbers.");
      const within = all.filter(({ version }) => version.number >= least && version.number <= most);
      const chosen = filtered(
        within.map((row) => ({ ...row, tags: new Map() })),
        input.Filters,
        {
          "create-time": ({ version }) => new Date(version.createdAt).toISOString(),
          "ebs-optimized": ({ version }) => version.data.EbsOptimized,
          "http-endpoint": ({ version }) => version.data.MetadataOptions?.HttpEndpoint,
          "http-tokens": ({ version }) => version.data.MetadataOptions?.HttpTokens,
          "iam-instance-profile": ({ version }) =>
            version.data.IamInstanceProfile?.Arn ?? version.data.IamInstanceProfile?.Name,
          "image-id": ({ version }) => version.data.ImageId,
          "instance-type": ({ version }) => version.data.InstanceType,
          "is-default-version": ({ template, version }) => template.default === version.number,
          "network-card-index": () => undefined,
        },
      );
      const { rows, NextToken } = pageOf(
        chosen,
        // Newest first, as EC2 lists the versions of a template.
        ({ template, version }) => `${place(template.order)} ${place(beyondAnyVersion - version.number)}`,
        input,
        [1, 200],
      );
      return { LaunchTemplateVersions: rows.map((row) => project(call, row, input.ResolveAlias === true)), NextToken };
    },

    /** DeleteLaunchTemplateVersions: at most 200 a call; the default version cannot go. */
    DeleteLaunchTemplateVersions(call) {
      const { input } = call;
      const template = launchTemplateOf(call, input);
      const wanted = input.Versions;
      if (wanted.length > 200)
        throw badValue(wanted.length, "versions", "At most 200 versions can be deleted in one request.");
      stopIfDryRun(input);
      const base = { LaunchTemplateId: template.id, LaunchTemplateName: template.name };
      const done: DeleteLaunchTemplateVersionsResponseSuccessItem[] = [];
      const failed: DeleteLaunchTemplateVersionsResponseErrorItem[] = [];
      for (const text of wanted) {
        const VersionNumber = Number(text);
        if (VersionNumber === template.default) {
          failed.push({
            ...base,
            VersionNumber,
            ResponseError: {
              Code: "unexpectedError",
              Message: "You cannot delete the default version of a launch template.",
            },
          });
        } else if (template.versions.delete(VersionNumber)) {
          done.push({ ...base, VersionNumber });
        } else {
          failed.push({
            ...base,
            VersionNumber,
            ResponseError: {
              Code: "launchTemplateVersionDoesNotExist",
              Message: `The specified launch template version ${text} does not exist.`,
            },
          });
        }
      }
      return { SuccessfullyDeletedLaunchTemplateVersions: done, UnsuccessfullyDeletedLaunchTemplateVersions: failed };
    },
  },
};
