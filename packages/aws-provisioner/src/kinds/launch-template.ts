import type { RequestLaunchTemplateData, ResponseLaunchTemplateData } from "@aws-sdk/client-ec2";
import * as z from "zod/mini";
import { present } from "../aws/answer.ts";
import { codes } from "../aws/error-table.ts";
import { kind } from "../aws/kind.ts";
import { items } from "../aws/pages.ts";
import type { Step } from "../aws/cloud.ts";
import { differences } from "../engine/diff.ts";
import { tagPairs, tagsByKey } from "../aws/tags.ts";
import { describePlaces, placesField, readPlaces, sameWhereBoth } from "./template-places.ts";
import { machineLaunch, readHops } from "./machine-launch.ts";

/** Its name, which is its key in the region. */
export function templateName(cluster: string, name: string): string {
  return `drydock/${cluster}/${name}`;
}

interface DefaultVersion {
  readonly LaunchTemplateId?: string | undefined;
  readonly LaunchTemplateName?: string | undefined;
  readonly VersionNumber?: number | undefined;
  readonly VersionDescription?: string | undefined;
  readonly LaunchTemplateData?: ResponseLaunchTemplateData | RequestLaunchTemplateData | undefined;
}

const props = z
  .object({
    /** `drydock/<cluster>/<name>`: its identity. */
    templateName: z.string(),
    imageId: z.string(),
    instanceType: z.string(),
    /** Base64. */
    userData: z.string(),
    profileName: z.string(),
    /** Empty where there is a `networkInterfaceId`: the groups are that interface's. */
    securityGroupIds: z.array(z.string()),
    networkInterfaceId: z.optional(z.string()),
    publicAddress: z.optional(z.boolean()),
    rootDevice: z.string(),
    /** GiB of encrypted gp3. */
    rootVolume: z.int().check(z.positive()),
    metadataHops: z.int().check(z.minimum(1)).check(z.maximum(64)),
    keyName: z.optional(z.string()),
    /** Of instances and of the volumes that come with them. */
    instanceTags: z.record(z.string(), z.string()),
    places: placesField,
  })
  .check(
    z.refine(
      ({ networkInterfaceId, securityGroupIds }) => networkInterfaceId === undefined || securityGroupIds.length === 0,
      {
        path: ["securityGroupIds"],
        message: "must be empty with a networkInterfaceId, whose own groups apply",
      },
    ),
  );
type Template = z.infer<typeof props>;

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
  props,
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
  same: { places: sameWhereBoth },
  unordered: ["securityGroupIds"],
  volatile: ["version"],
  usable: "accepted",
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
  read(version: DefaultVersion, { cluster }) {
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
  const kindOf = { mutable: [], unordered: ["securityGroupIds"], same: { places: sameWhereBoth } };
  const same = versions.filter((version) => {
    const said = { templateName: wanted.templateName, ...readVersion(version) };
    return differences(kindOf, wanted, said).length === 0;
  });
  return same.toSorted((a, b) => (b.VersionNumber ?? 0) - (a.VersionNumber ?? 0))[0]?.VersionNumber;
}

function writeVersion(wanted: Template) {
  const description = describePlaces(wanted.places);
  return {
    LaunchTemplateData: writeData(wanted),
    ...(description !== undefined && { VersionDescription: description }),
  };
}

function readVersion({ LaunchTemplateData = {}, VersionDescription }: DefaultVersion) {
  return { ...readData(LaunchTemplateData), places: readPlaces(VersionDescription) };
}

function writeData(wanted: Template): RequestLaunchTemplateData {
  const tags = tagPairs(wanted.instanceTags);
  const types = ["instance", "volume"] as const;
  return {
    ...machineLaunch(wanted),
    NetworkInterfaces: [
      wanted.networkInterfaceId === undefined ? freshInterface(wanted) : heldInterface(wanted.networkInterfaceId),
    ],
    ...(tags.length === 0 ? {} : { TagSpecifications: types.map((ResourceType) => ({ ResourceType, Tags: tags })) }),
  };
}

function freshInterface({ securityGroupIds, publicAddress }: Template) {
  const address = publicAddress === undefined ? {} : { AssociatePublicIpAddress: publicAddress };
  return { DeviceIndex: 0, Groups: securityGroupIds, DeleteOnTermination: true, ...address };
}

function heldInterface(id: string) {
  return { DeviceIndex: 0, NetworkInterfaceId: id, DeleteOnTermination: false };
}

function readData(
  data: ResponseLaunchTemplateData | RequestLaunchTemplateData,
): Omit<Template, "templateName" | "places"> {
  const [card] = data.NetworkInterfaces ?? [];
  const [disk] = data.BlockDeviceMappings ?? [];
  const tags = data.TagSpecifications?.find(({ ResourceType }) => ResourceType === "instance")?.Tags ?? [];
  return {
    imageId: data.ImageId ?? "",
    instanceType: data.InstanceType ?? "",
    userData: data.UserData ?? "",
    profileName: data.IamInstanceProfile?.Name ?? "",
    securityGroupIds: card?.Groups ?? data.SecurityGroupIds ?? [],
    networkInterfaceId: card?.NetworkInterfaceId,
    publicAddress: card?.AssociatePublicIpAddress,
    rootDevice: disk?.DeviceName ?? "",
    // A version made by hand without encryption or session tokens differs from whatever is wanted.
    rootVolume: disk?.Ebs?.Encrypted === true ? (disk.Ebs.VolumeSize ?? 0) : 0,
    metadataHops: readHops(data.MetadataOptions),
    keyName: data.KeyName,
    instanceTags: tagsByKey(tags),
  };
}
