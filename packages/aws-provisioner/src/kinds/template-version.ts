import type { RequestLaunchTemplateData, ResponseLaunchTemplateData } from "@aws-sdk/client-ec2";
import * as z from "zod/mini";
import { tagPairs, tagsByKey } from "../aws/tags.ts";
import { machineLaunch, readHops } from "./machine-launch.ts";
import { describePlaces, placesField, readPlaces } from "./template-places.ts";

/** A version of a template, as answers show it. */
export interface TemplateVersion {
  readonly LaunchTemplateId?: string | undefined;
  readonly LaunchTemplateName?: string | undefined;
  readonly VersionNumber?: number | undefined;
  readonly VersionDescription?: string | undefined;
  readonly LaunchTemplateData?: ResponseLaunchTemplateData | RequestLaunchTemplateData | undefined;
}

/** What is said of a template, as its default version has it. */
export const templateFields = z
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
/** What a template says. */
export type Template = z.infer<typeof templateFields>;

/** A version as a call says it. */
export function writeVersion(wanted: Template) {
  const description = describePlaces(wanted.places);
  return {
    LaunchTemplateData: writeData(wanted),
    ...(description !== undefined && { VersionDescription: description }),
  };
}

/** What a version says. */
export function readVersion({ LaunchTemplateData = {}, VersionDescription }: TemplateVersion) {
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
