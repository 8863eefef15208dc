import { paginateDescribeVolumes, type Volume as AwsVolume, VolumeType } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { kind } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";
import { nameFrom, ownTags } from "../aws/tags.ts";

const statuses = {
  creating: "pending",
  available: "ready",
  "in-use": "ready",
  deleting: "deleting",
  deleted: "gone",
  error: "failed",
} as const;

/** A data volume of one zone. `size` is in GiB and can only grow. */
export const Volume = kind("volume", {
  props: z.object({
    zone: z.string(),
    size: z.number().int().positive(),
    type: z.enum(VolumeType),
    encrypted: z.boolean(),
  }),
  mutable: ["size", "type"],
  precious: true,
  usable: "accepted",
  deletion: "polled",
  seconds: { create: 3, delete: 3 },
  permissions: {
    find: ["ec2:DescribeVolumes"],
    create: ["ec2:CreateVolume", "ec2:CreateTags"],
    update: ["ec2:ModifyVolume"],
    delete: ["ec2:DeleteVolume"],
  },
  find: ({ ec2, owned, http }) =>
    items(paginateDescribeVolumes({ client: ec2 }, { Filters: [...owned] }, http), ({ Volumes }) => Volumes),
  read(volume: AwsVolume) {
    const name = nameFrom(volume.Tags, "volume");
    // The root volume of an instance may bear the cluster's tags too; it lives and dies with the instance.
    if (name === undefined) return undefined;
    return {
      id: volume.VolumeId!,
      name,
      props: {
        zone: volume.AvailabilityZone!,
        size: volume.Size!,
        type: volume.VolumeType!,
        encrypted: volume.Encrypted ?? false,
      },
      outputs: { zone: volume.AvailabilityZone! },
      tags: ownTags(volume.Tags),
      status: statuses[volume.State ?? "creating"],
    };
  },
  async create({ ec2, token, tags, tagged, http }, { zone, size, type, encrypted }) {
    const own = { AvailabilityZone: zone, Size: size, VolumeType: type, Encrypted: encrypted };
    const volume = await ec2.createVolume({ ...own, ClientToken: token, TagSpecifications: tagged("volume") }, http);
    return { ...volume, Tags: [...tags] };
  },
  update: ({ ec2, http }, { id }, { size, type }, fields) =>
    ec2.modifyVolume(
      {
        VolumeId: id,
        ...(fields.includes("size") ? { Size: size } : {}),
        ...(fields.includes("type") ? { VolumeType: type } : {}),
      },
      http,
    ),
  delete: ({ ec2, http }, { id }) => ec2.deleteVolume({ VolumeId: id }, http),
});
