import type { Instance as AwsInstance, RunInstancesCommandInput } from "@aws-sdk/client-ec2";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import type { Step } from "../aws/cloud.ts";
import { tagPairs, tagsByKey } from "../aws/tags.ts";
import { tellsMarks } from "../aws/wrote.ts";
import { besideOwn } from "./instance-tags.ts";
import { launchTags, readLaunchTags } from "./launch-tags.ts";
import { machineLaunch, readHops } from "./machine-launch.ts";

/** What is said of a machine. */
export const machineFields = z.object({
  imageId: z.string(),
  instanceType: z.string(),
  subnetId: z.string(),
  /** None where an interface is brought, which has its own. */
  securityGroupIds: z.optional(z.array(z.string())),
  /** An interface that stands, and stays when the machine is replaced. */
  networkInterfaceId: z.optional(z.string()),
  address: z.optional(z.ipv4()),
  profileName: z.string(),
  /** Base64. */
  userData: z.string(),
  /** SHA-256 of `userData` in hexadecimal: by it a change of the user data is seen. */
  userDataHash: z.string(),
  keyName: z.optional(z.string()),
  rootDevice: z.string(),
  /** GiB of encrypted gp3. */
  rootVolume: z.int().check(z.positive()),
  metadataHops: z.int().check(z.minimum(1)).check(z.maximum(64)),
  publicAddress: z.optional(z.boolean()),
  /** Whether it runs: one that somebody stopped is started again, with its root and its addresses. */
  running: z.optional(z.boolean().check(z.refine((runs) => runs, "cannot be turned off"))),
  /** Every tag but Drydock's own and the display name, which follows from the address. */
  instanceTags: z
    .record(z.string(), z.string())
    .check(z.refine((tags) => !("Name" in tags), "Name follows from the address")),
});

/** A machine's fields. */
export type Machine = z.infer<typeof machineFields>;

/**
 * A machine as the call says it that launches it. One call a machine, though one takes many and launches are
 * let through at two a second: all machines of a call bear the same tags and user data, and the tag with its
 * address, by which an interrupted run finds a machine, has to be in the call that launches it; a fixed
 * address or an interface goes with one machine alone (EC2 API reference, RunInstances); and one token stands
 * for them all, so that nothing could ask again for one that is lacking.
 */
export function launch(wanted: Machine, tagged: Step["tagged"]): RunInstancesCommandInput {
  // What the machine bears and what its own tags say may be the same; one key stands but once in a request.
  const [{ Tags = [] } = {}] = tagged("instance");
  const own = tagPairs(wanted.instanceTags);
  return {
    MinCount: 1,
    MaxCount: 1,
    ...machineLaunch(wanted),
    NetworkInterfaces: [
      // EC2 API reference, InstanceNetworkInterfaceSpecification: one that stands comes with its subnet,
      // groups and address, and nothing of them may be said again.
      wanted.networkInterfaceId === undefined ? ownInterface(wanted) : broughtInterface(wanted.networkInterfaceId),
    ],
    TagSpecifications: [
      {
        ResourceType: "instance",
        Tags: tagPairs({ ...tagsByKey(Tags), ...wanted.instanceTags, ...launchTags(wanted) }),
      },
      ...(own.length === 0 ? [] : [{ ResourceType: "volume" as const, Tags: own }]),
    ],
  };
}

function ownInterface({ subnetId, securityGroupIds, publicAddress = false, address }: Machine) {
  return {
    DeviceIndex: 0,
    SubnetId: subnetId,
    Groups: securityGroupIds,
    DeleteOnTermination: true,
    AssociatePublicIpAddress: publicAddress,
    ...(address === undefined ? {} : { PrivateIpAddress: address }),
  };
}

function broughtInterface(NetworkInterfaceId: string) {
  return { DeviceIndex: 0, NetworkInterfaceId };
}

/** A machine's fields as an answer shows them. */
export function readMachine(instance: AwsInstance): Machine {
  const { ImageId, InstanceType } = complete(instance, "ImageId", "InstanceType");
  const own = (instance.Tags ?? []).filter(
    ({ Key = "" }) => Key !== "Name" && !Key.startsWith("aws:") && !besideOwn.has(Key) && !tellsMarks(Key),
  );
  return {
    imageId: ImageId,
    instanceType: InstanceType,
    subnetId: instance.SubnetId ?? "",
    securityGroupIds: (instance.SecurityGroups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
    networkInterfaceId: instance.NetworkInterfaces?.find(({ Attachment }) => Attachment?.DeviceIndex === 0)
      ?.NetworkInterfaceId,
    address: instance.PrivateIpAddress,
    profileName: instance.IamInstanceProfile?.Arn?.split("/").at(-1) ?? "",
    userData: "",
    keyName: instance.KeyName,
    rootDevice: instance.RootDeviceName ?? "",
    metadataHops: readHops(instance.MetadataOptions),
    running: instance.State?.Name !== "stopped" && instance.State?.Name !== "stopping",
    instanceTags: tagsByKey(own),
    ...readLaunchTags(instance.Tags),
  };
}
