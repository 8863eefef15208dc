import type { Image as ImageShape } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Moment } from "../state.ts";
import { type CannedImage, cannedImages } from "./canned-images.ts";
import { filtered, type FilterTable } from "./filters.ts";
import { pageOf, place } from "./listing.ts";
import { stopIfDryRun } from "./refuse.ts";
import type { Ec2Resource } from "./resource.ts";
import { checkShape } from "./table.ts";

/** The image of that id, or InvalidAMIID.NotFound. */
export function imageOf({ account }: Pick<Moment, "account">, id: string): CannedImage {
  checkShape({ prefix: "ami", malformed: "InvalidAMIID.Malformed" }, id);
  const found = cannedImages(account.region).find((image) => image.id === id);
  if (found === undefined) throw new AwsError("InvalidAMIID.NotFound", `The image id '[${id}]' does not exist`);
  return found;
}

const imageFilters: FilterTable<CannedImage> = {
  "image-id": ({ id }) => id,
  architecture: ({ architecture }) => architecture,
  "block-device-mapping.device-name": ({ rootDevice }) => rootDevice,
  "block-device-mapping.encrypted": () => false,
  "block-device-mapping.volume-type": ({ volumeType }) => volumeType,
  "creation-date": ({ createdAt }) => createdAt,
  description: ({ description }) => description,
  "ena-support": () => true,
  hypervisor: () => "xen",
  "image-type": () => "machine",
  "is-public": () => true,
  name: ({ name }) => name,
  "owner-alias": ({ ownerAlias }) => ownerAlias,
  "owner-id": ({ owner }) => owner,
  "platform-details": () => "Linux/UNIX",
  "root-device-name": ({ rootDevice }) => rootDevice,
  "root-device-type": () => "ebs",
  "sriov-net-support": () => "simple",
  state: () => "available",
  "virtualization-type": () => "hvm",
};

function project(image: CannedImage): ImageShape {
  return {
    ImageId: image.id,
    Name: image.name,
    Description: image.description,
    Architecture: image.architecture,
    CreationDate: image.createdAt,
    OwnerId: image.owner,
    ...(image.ownerAlias !== undefined && { ImageOwnerAlias: image.ownerAlias }),
    ...(image.imdsSupport !== undefined && { ImdsSupport: image.imdsSupport }),
    ImageLocation: `${image.ownerAlias ?? image.owner}/${image.name}`,
    ImageType: "machine",
    Public: true,
    State: "available",
    EnaSupport: true,
    Hypervisor: "xen",
    VirtualizationType: "hvm",
    PlatformDetails: "Linux/UNIX",
    UsageOperation: "RunInstances",
    RootDeviceName: image.rootDevice,
    RootDeviceType: "ebs",
    SriovNetSupport: "simple",
    BlockDeviceMappings: [
      {
        DeviceName: image.rootDevice,
        Ebs: {
          DeleteOnTermination: true,
          Encrypted: false,
          VolumeSize: image.rootSize,
          VolumeType: image.volumeType,
          SnapshotId: image.snapshotId,
        },
      },
    ],
    Tags: [],
  };
}

/** The public images of the region; an account's own are not modelled. */
export const image: Ec2Resource = {
  operations: {
    /** DescribeImages: public ones that are published by now. */
    DescribeImages(call) {
      const { input, account, now } = call;
      stopIfDryRun(input);
      for (const owner of input.Owners ?? []) {
        if (!/^(\d{12}|self|amazon|aws-marketplace|aws-backup-vault)$/.test(owner)) {
          throw new AwsError("InvalidUserID.Malformed", `Invalid user id: "${owner}"`);
        }
      }
      const owned = (image: CannedImage): boolean =>
        input.Owners === undefined ||
        input.Owners.length === 0 ||
        input.Owners.some((owner) => owner === image.owner || owner === image.ownerAlias);
      const all =
        input.ImageIds === undefined || input.ImageIds.length === 0
          ? cannedImages(account.region)
          : input.ImageIds.map((id) => imageOf(call, id));
      // An image that was not yet published at this instant does not exist yet.
      const published = all.filter((image) => owned(image) && Date.parse(image.createdAt) <= now);
      const { rows, NextToken } = pageOf(
        filtered(published, input.Filters, imageFilters),
        (image) => place(all.indexOf(image)),
        input,
      );
      return { Images: rows.map(project), NextToken };
    },
  },
};
