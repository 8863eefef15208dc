import { present } from "../aws/answer.ts";
import { codes } from "../aws/error-table.ts";
import { kind } from "../aws/kind.ts";
import { items } from "../aws/pages.ts";
import type { Step } from "../aws/cloud.ts";
import { differences } from "../engine/diff.ts";
import { sameWhereBoth } from "./template-places.ts";
import { readVersion, type Template, templateFields, type TemplateVersion, writeVersion } from "./template-version.ts";
import { seekEach } from "./seek-each.ts";

/** Its name, which is its key in the region. */
export function templateName(cluster: string, name: string): string {
  return `drydock/${cluster}/${name}`;
}

/** How one is compared with what is wanted. */
const compared = {
  same: { places: sameWhereBoth },
  unordered: ["securityGroupIds"],
  clears: ["keyName"],
} as const;

/**
 * A launch template, as its default version has it. A change is a version that becomes the default: a new
 * one, or one that says the same already.
 * Metadata needs a session token, and tells an instance its tags.
 */
export const LaunchTemplate = kind("launch-template", {
  service: "ec2",
  discovery: { idPrefix: "lt" },
  usedBy: (design) => design.roles.some(({ nodes }) => nodes.kind !== "machines"),
  // EC2 API reference, "Error codes".
  errors: { "already-exists": codes("InvalidLaunchTemplateName.AlreadyExists") },
  imageId: ({ imageId }) => imageId,
  passesRole: true,
  props: templateFields,
  naming: { field: "templateName", of: (cluster) => new RegExp(`^${templateName(cluster, "")}`) },
  mutable: [
    "imageId",
    "instanceType",
    "userData",
    "profileName",
    "securityGroupIds",
    "networkInterfaceId",
    "publicAddress",
    "rootDevice",
    "rootVolume",
    "metadataHops",
    "keyName",
    "instanceTags",
    "places",
  ],
  ...compared,
  volatile: ["version"],
  usable: "accepted",
  stable: { means: "has its version" },
  seconds: { create: 0.5, delete: 0.5 },
  permissions: {
    find: ["ec2:DescribeLaunchTemplateVersions"],
    create: ["ec2:CreateLaunchTemplate", "ec2:CreateTags"],
    update: ["ec2:DescribeLaunchTemplateVersions", "ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate"],
    delete: ["ec2:DeleteLaunchTemplate"],
  },
  // Without a name or id this lists the default version of every template of the region, which no listing by
  // tag does.
  find: ({ clients: { ec2 }, request }) =>
    items(
      (NextToken) =>
        ec2.describeLaunchTemplateVersions({ Versions: ["$Default"], MaxResults: 200, NextToken }, request),
      ({ LaunchTemplateVersions }) => LaunchTemplateVersions,
    ),
  seek: async ({ clients: { ec2 }, request }, sought) => {
    const versions = await seekEach(sought, ({ templateName: LaunchTemplateName }) =>
      ec2.describeLaunchTemplateVersions({ LaunchTemplateName, Versions: ["$Default"] }, request),
    );
    return versions.flatMap(({ LaunchTemplateVersions = [] }) => LaunchTemplateVersions);
  },
  read(version: TemplateVersion, { cluster }) {
    const { LaunchTemplateId, LaunchTemplateName, VersionNumber } = version;
    const prefix = templateName(cluster, "");
    if (!LaunchTemplateName?.startsWith(prefix)) return undefined;
    return {
      id: present(LaunchTemplateId, "LaunchTemplateId"),
      name: LaunchTemplateName.slice(prefix.length),
      props: { templateName: LaunchTemplateName, ...readVersion(version) },
      outputs: { version: String(VersionNumber) },
      status: "ready",
    };
  },
  async create({ clients: { ec2 }, token, tagged, request }, wanted) {
    const said = writeVersion(wanted);
    const input = { LaunchTemplateName: wanted.templateName, ...said, ClientToken: token };
    const { LaunchTemplate } = await ec2.createLaunchTemplate(
      { ...input, TagSpecifications: tagged("launch-template") },
      request,
    );
    return (
      LaunchTemplate && {
        ...LaunchTemplate,
        VersionNumber: LaunchTemplate.DefaultVersionNumber,
        ...said,
      }
    );
  },
  async update(step, { id }, wanted) {
    const { clients, token, request } = step;
    const input = { LaunchTemplateId: id, ClientToken: token, ...writeVersion(wanted) };
    const version =
      (await earlierVersion(step, id, wanted)) ??
      (await clients.ec2.createLaunchTemplateVersion(input, request)).LaunchTemplateVersion?.VersionNumber;
    await clients.ec2.modifyLaunchTemplate({ LaunchTemplateId: id, DefaultVersion: String(version) }, request);
  },
  delete: ({ clients: { ec2 }, request }, { id }) => ec2.deleteLaunchTemplate({ LaunchTemplateId: id }, request),
});

/**
 * The latest version that says the same already: what is taken back is what ran before, and machines that
 * were launched from it are no older ones.
 */
async function earlierVersion(
  { clients: { ec2 }, request }: Step,
  LaunchTemplateId: string,
  wanted: Template,
): Promise<number | undefined> {
  const versions = await items(
    (NextToken) => ec2.describeLaunchTemplateVersions({ LaunchTemplateId, MaxResults: 200, NextToken }, request),
    ({ LaunchTemplateVersions }) => LaunchTemplateVersions,
  );
  const same = versions.filter((version) => {
    const said = { templateName: wanted.templateName, ...readVersion(version) };
    return differences({ mutable: [], ...compared }, wanted, said).length === 0;
  });
  return same.toSorted((a, b) => (b.VersionNumber ?? 0) - (a.VersionNumber ?? 0))[0]?.VersionNumber;
}
