import type { InstanceStateName } from "@aws-sdk/client-ec2";
import { complete } from "../aws/answer.ts";
import { kind } from "../aws/kind.ts";
import { mostFilterValues } from "../aws/in-parts.ts";
import { items } from "../aws/pages.ts";
import { stateReason } from "../aws/state-reason.ts";
import { statusOf } from "../aws/status-of.ts";
import { ec2Tagging } from "../aws/tagging.ts";
import type { Status } from "../engine/kind.ts";
import { changeMachineTags } from "./instance-tags.ts";
import { explainMachine, whereTold } from "./explain-machine.ts";
import { type CheckedInstance, checksOf, lackingChecks, secondsToChecks } from "./instance-checks.ts";
import { InstanceProfile } from "./instance-profile.ts";
import { InternetGateway } from "./internet-gateway.ts";
import { launch, machineFields, readMachine } from "./machine.ts";
import { changeMachineProfile } from "./machine-profile.ts";
import { Secret } from "./secret.ts";
import { ownInstances } from "./own-instances.ts";
import { endedWithin } from "./slow-ends.ts";
import { terminationProblems } from "./termination-protection.ts";
import { Parameter } from "./parameter.ts";
import { nodesOfKind } from "./in-design.ts";
import { inNetwork } from "../aws/whereabouts.ts";

const statuses: Readonly<Record<InstanceStateName, Status>> = {
  pending: "pending",
  running: "ready",
  "shutting-down": "deleting",
  terminated: "gone",
  stopping: "pending",
  stopped: "ready",
};

/** Usual seconds until a machine runs. */
const launchedIn = 16;

/** A machine of its own, outside any group. */
export const Instance = kind("instance", {
  service: "ec2",
  discovery: { idPrefix: "i" },
  whereabouts: inNetwork,
  usedBy: (design) => nodesOfKind(design, "machines").length > 0,
  // A group's instances may bear the cluster's tag too; they are the group's to replace.
  onlyAddressed: true,
  imageId: ({ imageId }) => imageId,
  passesRole: true,
  keyless: true,
  props: machineFields,
  mutable: ["securityGroupIds", "profileName", "running", "instanceTags"],
  unordered: ["securityGroupIds"],
  clears: ["keyName"],
  // What it was launched with it has.
  notHolding: ["keyName"],
  shared: { instanceTags: { entry: "tag" } },
  marking: (step, { id }, tags) => ec2Tagging.change(step, id, tags, []),
  unread: ["userData"],
  exclusive: "address",
  // "Invalid IAM Instance Profile name" for some 8 s; each refusal costs a launch, and of these 5 go at once.
  seesLate: { kinds: [InstanceProfile.name], atOnce: 5 },
  // `db-2` of `db`.
  rowOf: (name) => /^(.+)-\d+$/.exec(name)?.[1],
  deletion: "polled",
  goneWithin: endedWithin,
  remembered: true,
  // The gateway of a network cannot be detached while a machine holds a public address; a machine that still
  // runs may write parameters.
  deletedBefore: [InternetGateway.name, Parameter.name, Secret.name],
  stable: { means: "runs" },
  serving: {
    means: "passes EC2's status checks of the machine and of its host",
    source: "EC2 user guide, status checks: they run every minute",
    seconds: () => launchedIn + secondsToChecks,
    lacks: (look, { id }) => lackingChecks(look, id),
  },
  seconds: { create: launchedIn, delete: 45 },
  permissions: {
    find: ["ec2:DescribeInstances", "ec2:DescribeInstanceAttribute"],
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
    seconds: secondsToChecks,
    run: async (look, instance: CheckedInstance) => ({ ...instance, ...(await checksOf(look, instance)) }),
  },
  hindered: (look, deeds) => terminationProblems(look, deeds),
  interfacesOf: ({ id }) => [id],
  find: ownInstances,
  findAgain(look, known) {
    const {
      clients: { ec2 },
      request,
    } = look;
    const Values = known.map(({ id }) => id);
    // One listing of all is fewer calls than several of parts.
    if (Values.length > mostFilterValues) return ownInstances(look);
    return items(
      (NextToken) => ec2.describeInstances({ Filters: [{ Name: "instance-id", Values }], NextToken }, request),
      ({ Reservations }) => Reservations?.flatMap(({ Instances = [] }) => Instances),
    );
  },
  read(instance: CheckedInstance) {
    const status = statusOf(statuses, instance.State?.Name);
    return {
      id: complete(instance, "InstanceId").InstanceId,
      props: readMachine(instance),
      outputs: { address: instance.PrivateIpAddress ?? "", publicAddress: instance.PublicIpAddress ?? "" },
      status: instance.failing === undefined ? status : "pending",
      tags: instance.Tags,
      reason:
        instance.failing ??
        stateReason(status, instance.State?.Name, instance.StateReason?.Message, instance.StateTransitionReason),
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
  explain: async (look, { id }) => whereTold(await explainMachine(look, id, [])),
});
