import type { Volume as AwsVolume, VolumeState } from "@aws-sdk/client-ec2";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import { kind } from "../aws/kind.ts";
import { machineHolders } from "../aws/machine-holders.ts";
import { items } from "../aws/pages.ts";
import { stateReason } from "../aws/state-reason.ts";
import { statusOf } from "../aws/status-of.ts";
import { ec2Tagging } from "../aws/tagging.ts";
import { type TagPair, tagKeys, tagValue } from "../aws/tags.ts";
import type { Status } from "../engine/kind.ts";
import { namedMachines } from "./in-design.ts";
import { modificationProblems } from "./volume-modification.ts";

const statuses: Readonly<Record<VolumeState, Status>> = {
  creating: "pending",
  available: "ready",
  "in-use": "ready",
  deleting: "deleting",
  deleted: "gone",
  error: "failed",
};

/** How another volume comes in the place of one that holds data. */
function anew(address: string): string {
  const naming = `including: [${JSON.stringify(address)}]`;
  return `For another volume, and the loss of this one's data, plan first with volume: "none", and name it (${naming}) once no running machine holds it; then plan with the new one.`;
}

/** A data volume of one zone. `size` is in GiB and can only grow. */
export const Volume = kind("volume", {
  service: "ec2",
  discovery: { idPrefix: "vol" },
  whereabouts: (sought) => [
    { Name: "size", Values: [...new Set(sought.map(({ size }) => String(size)))] },
    { Name: "volume-type", Values: [...new Set(sought.map(({ type }) => type))] },
  ],
  usedBy: (design) => namedMachines(design).some(({ volume }) => volume !== undefined),
  tagging: ec2Tagging,
  // The root volume of an instance may bear the cluster's tags too; it lives and dies with the instance.
  onlyAddressed: true,
  keyless: true,
  props: z.object({
    zone: z.string(),
    size: z.int().check(z.positive()),
    type: z.enum(["gp3", "gp2", "io2", "io1", "st1", "sc1", "standard"]),
    encrypted: z.boolean(),
    /** Of the file system that its node makes on it. One that bears none was made before that was kept. */
    label: z.optional(z.string()),
  }),
  mutable: ["size", "type", "label"],
  refuses: {
    // Amazon EBS user guide, "Modify an Amazon EBS volume": its size can only be increased.
    size: (before, after, address) =>
      after < before
        ? {
            message: `a volume only grows: it has ${before} GiB, and cannot come to ${after}`,
            remedy: `Write ${before} or more. ${anew(address)}`,
            rule: "volume-shrinks",
          }
        : undefined,
    // The node's script formats nothing but a blank disk, and stops at one with another label.
    label: (before, after, address) =>
      before === undefined
        ? undefined
        : {
            message: `its file system is labelled ${before}, and its node would refuse it as ${after}`,
            remedy: `Write label: "${before}". ${anew(address)}`,
            rule: "volume-label-kept",
          },
  },
  precious: () => true,
  usable: "accepted",
  deletion: "polled",
  stable: { means: "can be attached, or is" },
  seconds: { create: 3, delete: 3 },
  permissions: {
    find: ["ec2:DescribeVolumes", "ec2:DescribeVolumesModifications"],
    create: ["ec2:CreateVolume", "ec2:CreateTags"],
    update: ["ec2:ModifyVolume", "ec2:CreateTags"],
    delete: ["ec2:DeleteVolume"],
  },
  hindered: (look, deeds) => modificationProblems(look, deeds),
  async holders(look, { id }) {
    const input = { Filters: [{ Name: "volume-id", Values: [id] }] };
    const { Volumes = [] } = await look.clients.ec2.describeVolumes(input, look.request);
    const attached = Volumes.flatMap(({ Attachments = [] }) => Attachments);
    return {
      others: await machineHolders(
        look,
        attached.map(({ InstanceId }) => InstanceId),
      ),
    };
  },
  find: ({ clients: { ec2 }, owned, request }) =>
    items(
      (NextToken) => ec2.describeVolumes({ Filters: [...owned], NextToken }, request),
      ({ Volumes }) => Volumes,
    ),
  read(volume: AwsVolume) {
    const {
      VolumeId,
      AvailabilityZone: zone,
      Size,
      VolumeType: type,
      Encrypted = false,
      State,
      Tags,
    } = complete(volume, "VolumeId", "AvailabilityZone", "Size", "VolumeType");
    return {
      id: VolumeId,
      props: { zone, size: Size, type, encrypted: Encrypted, label: tagValue(Tags, tagKeys.label) },
      outputs: { zone },
      tags: Tags,
      status: statusOf(statuses, State),
      reason: stateReason(statusOf(statuses, State), State),
    };
  },
  async create(
    { clients: { ec2 }, token, tagsWithOperation, tagged, request },
    { zone, size, type, encrypted, label },
  ) {
    const more = labelTags(label);
    const own = { AvailabilityZone: zone, Size: size, VolumeType: type, Encrypted: encrypted };
    const input = { ...own, ClientToken: token, TagSpecifications: tagged("volume", { more }) };
    return { ...(await ec2.createVolume(input, request)), Tags: [...tagsWithOperation, ...more] };
  },
  async update({ clients: { ec2 }, request }, { id }, { size, type, label }, fields) {
    if (fields.includes("label")) await ec2.createTags({ Resources: [id], Tags: labelTags(label) }, request);
    const changed = {
      ...(fields.includes("size") ? { Size: size } : {}),
      ...(fields.includes("type") ? { VolumeType: type } : {}),
    };
    if (Object.keys(changed).length > 0) await ec2.modifyVolume({ VolumeId: id, ...changed }, request);
  },
  delete: ({ clients: { ec2 }, request }, { id }) => ec2.deleteVolume({ VolumeId: id }, request),
});

function labelTags(label: string | undefined): TagPair[] {
  return label === undefined ? [] : [{ Key: tagKeys.label, Value: label }];
}
