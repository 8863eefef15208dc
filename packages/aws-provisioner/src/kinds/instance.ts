import type { Instance as AwsInstance, InstanceStateName, RunInstancesCommandInput } from "@aws-sdk/client-ec2";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import type { Step } from "../aws/cloud.ts";
import { kind } from "../aws/kind.ts";
import { items } from "../aws/pages.ts";
import { statusOf } from "../aws/status-of.ts";
import { ec2Tagging } from "../aws/tagging.ts";
import { tagPairs, tagsByKey } from "../aws/tags.ts";
import { tellsMarks } from "../aws/wrote.ts";
import type { Status } from "../engine/kind.ts";
import { besideOwn, changeMachineTags } from "./instance-tags.ts";
import { explainMachine } from "./explain-machine.ts";
import { type CheckedInstance, checksOf } from "./instance-checks.ts";
import { InternetGateway } from "./internet-gateway.ts";
import { launchTags, readLaunchTags } from "./launch-tags.ts";
import { machineLaunch, readHops } from "./machine-launch.ts";
import { changeMachineProfile } from "./machine-profile.ts";
import { ownInstances } from "./own-instances.ts";
import { Parameter } from "./parameter.ts";
import { nodesOfKind } from "./in-design.ts";

const statuses: Readonly<Record<InstanceStateName, Status>> = {
  pending: "pending",
  running: "ready",
  "shutting-down": "deleting",
  terminated: "gone",
  stopping: "pending",
  stopped: "ready",
};

const props = z.object({
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
type Machine = z.infer<typeof props>;

/** A machine of its own, outside any group. */
export const Instance = kind("instance", {
  service: "ec2",
  discovery: { idPrefix: "i" },
  usedBy: (design) => nodesOfKind(design, "machines").length > 0,
  // A group's instances may bear the cluster's tag too; they are the group's to replace.
  onlyAddressed: true,
  imageId: ({ imageId }) => imageId,
  passesRole: true,
  props,
  mutable: ["securityGroupIds", "profileName", "running", "instanceTags"],
  unordered: ["securityGroupIds"],
  shared: { instanceTags: { entry: "tag" } },
  marking: (step, { id }, tags) => ec2Tagging.change(step, id, tags, []),
  unread: ["userData"],
  exclusive: "address",
  deletion: "polled",
  // The gateway of a network cannot be detached while a machine holds a public address; a machine that still
  // runs may write parameters.
  deletedBefore: [InternetGateway.name, Parameter.name],
  seconds: { create: 16, delete: 45 },
  permissions: {
    find: ["ec2:DescribeInstances"],
    create: [
      "ec2:RunInstances",
      "ec2:CreateTags",
      "iam:PassRole",
      "ec2:DescribeInstanceStatus",
      "ec2:GetConsoleOutput",
    ],
    update: [
      "ec2:StartInstances",
      "ec2:ModifyInstanceAttribute",
      "ec2:CreateTags",
      "ec2:DeleteTags",
      "ec2:DescribeVolumes",
      "ec2:DescribeIamInstanceProfileAssociations",
      "ec2:AssociateIamInstanceProfile",
      "ec2:ReplaceIamInstanceProfileAssociation",
      "iam:PassRole",
    ],
    delete: ["ec2:TerminateInstances"],
  },
  check: {
    seconds: 60,
    run: async (look, instance: CheckedInstance) => ({ ...instance, ...(await checksOf(look, instance)) }),
  },
  hasInterface: ({ id }, { Attachment }) => Attachment?.InstanceId === id,
  find: ownInstances,
  findAgain: ({ clients: { ec2 }, request }, known) =>
    items(
      (NextToken) =>
        ec2.describeInstances(
          { Filters: [{ Name: "instance-id", Values: known.map(({ id }) => id) }], NextToken },
          request,
        ),
      ({ Reservations }) => Reservations?.flatMap(({ Instances = [] }) => Instances),
    ),
  read(instance: CheckedInstance) {
    return {
      id: complete(instance, "InstanceId").InstanceId,
      props: readProps(instance),
      outputs: { address: instance.PrivateIpAddress ?? "", publicAddress: instance.PublicIpAddress ?? "" },
      status: instance.failing === undefined ? statusOf(statuses, instance.State?.Name) : "pending",
      tags: instance.Tags,
      reason: instance.failing ?? instance.StateReason?.Message,
    };
  },
  async create({ clients: { ec2 }, token, tagged, request }, wanted) {
    const { Instances } = await ec2.runInstances({ ...launch(wanted, tagged), ClientToken: token }, request);
    return Instances?.[0];
  },
  async update(step, { id, props: current }, wanted, fields) {
    const {
      clients: { ec2 },
      request,
    } = step;
    if (fields.includes("running")) await ec2.startInstances({ InstanceIds: [id] }, request);
    await Promise.all([
      fields.includes("securityGroupIds") &&
        wanted.securityGroupIds !== undefined &&
        ec2.modifyInstanceAttribute({ InstanceId: id, Groups: wanted.securityGroupIds }, request),
      fields.includes("profileName") && changeMachineProfile(step, id, wanted.profileName),
      fields.includes("instanceTags") && changeMachineTags(step, id, current.instanceTags, wanted.instanceTags),
    ]);
  },
  delete: ({ clients: { ec2 }, request }, { id }) => ec2.terminateInstances({ InstanceIds: [id] }, request),
  explain: (look, { id }) => explainMachine(look, id, []),
});

function launch(wanted: Machine, tagged: Step["tagged"]): RunInstancesCommandInput {
  // What the machine bears and what its own tags say may be the same; one key stands but once in a request.
  const [{ Tags = [] } = {}] = tagged("instance");
  const own = tagPairs(wanted.instanceTags);
  return {
    MinCount: 1,
    MaxCount: 1,
    ...machineLaunch(wanted),
    NetworkInterfaces: [
      // EC2 API reference, InstanceNetworkInterfaceSpecification: one that stands comes with its subnet, groups
      // and address, and nothing of them may be said again.
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

function readProps(instance: AwsInstance): Machine {
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
