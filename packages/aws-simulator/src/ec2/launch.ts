import type { Tag } from "@aws-sdk/client-ec2";
import type { Moment } from "../state.ts";
import { type CheckedLaunch, checkLaunch, type LaunchVolume } from "./check-launch.ts";
import { ebsEncryptionByDefault } from "./ebs-encryption.ts";
import { type PlannedNetwork, planNetwork, realize } from "./launch-network.ts";
import type { LaunchSpecification } from "./launch-specification.ts";
import { drawPublicAddress } from "./public-address.ts";
import { type Instance, instances } from "./records/instance.ts";
import { endWords, lifeOf } from "../machine-life.ts";
import { refuseLaunch } from "../launch-refusal.ts";
import { endInstance } from "./end-instance.ts";
import { newRecord } from "./table.ts";
import { checkTags } from "./tags.ts";
import { addVolume, attachVolume, volumeKey } from "./records/volume.ts";

/** A launch that nothing speaks against. */
export interface PlannedLaunch {
  readonly wanted: LaunchSpecification;
  readonly checked: CheckedLaunch;
  readonly network: PlannedNetwork;
  readonly count: number;
}

/** Checks a launch as a whole, changing nothing. */
export function planLaunch(moment: Moment, wanted: LaunchSpecification, count: number): PlannedLaunch {
  for (const tags of wanted.tags.values()) checkTags(tags);
  const checked = checkLaunch(moment, wanted);
  const network = planNetwork(moment, wanted, checked.type, count);
  const { launches, zones } = moment.account;
  refuseLaunch(launches, { type: checked.type.name, zone: network.subnet.zone }, zones);
  return { wanted, checked, network, count };
}

/** Who asks, and what goes onto the instances beside what the specification says. */
export interface LaunchOrigin {
  readonly clientToken?: string | undefined;
  readonly requesterId?: string;
  /** Tags of AWS's own, and those that a group hands down. */
  readonly extraTags?: readonly Tag[];
}

/**
 * Starts the instances of a planned launch: `pending` now, and after the usual time `running`, or on their
 * way out where EC2 ends them.
 */
export function launch(moment: Moment, plan: PlannedLaunch, origin: LaunchOrigin = {}): Instance[] {
  const { account, now } = moment;
  const reservationId = `r-0${account.random.hex(16)}`;
  return Array.from({ length: plan.count }, (_, launchIndex) => {
    const instance = start(moment, plan, origin, { reservationId, launchIndex });
    account.schedule(now + account.latency.transition("instanceRunning"), (at) => {
      if (instance.state !== "pending") return;
      const { ends: code } = lifeOf(account.lives, instance);
      if (code === undefined) instance.state = "running";
      else endInstance({ account, now: at }, instance, { code, message: `${code}: ${endWords[code]}` });
    });
    return instance;
  });
}

function start(
  moment: Moment,
  { wanted, checked, network }: PlannedLaunch,
  { clientToken, requesterId, extraTags = [] }: LaunchOrigin,
  place: Pick<Instance, "reservationId" | "launchIndex">,
): Instance {
  const { account, now } = moment;
  const tagsOf = (type: string): Map<string, string> =>
    new Map((wanted.tags.get(type) ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
  const tags = tagsOf("instance");
  if (wanted.template !== undefined) {
    tags.set("aws:ec2launchtemplate:id", wanted.template.id);
    tags.set("aws:ec2launchtemplate:version", String(wanted.template.version));
  }
  for (const { Key = "", Value = "" } of extraTags) tags.set(Key, Value);
  const base = newRecord(moment, instances, tags);
  const interfaceIds = network.interfaces.map((planned) => {
    const entry = realize(moment, planned, tagsOf("network-interface"));
    const { deviceIndex, deleteOnTermination } = planned;
    entry.attachment = {
      id: `eni-attach-0${account.random.hex(16)}`,
      instanceId: base.id,
      ownerId: account.accountId,
      deviceIndex,
      attachedAt: now,
      deleteOnTermination,
    };
    if (planned.wantsPublicAddress) entry.lentAddress = drawPublicAddress(moment);
    return entry.id;
  });
  for (const volume of checked.volumes) attach(moment, volume, base.id, network.subnet.zone, tagsOf("volume"));
  const { profile } = checked;
  const instance: Instance = {
    ...base,
    ...place,
    imageId: checked.image.id,
    type: checked.type.name,
    architecture: checked.type.architecture,
    zone: network.subnet.zone,
    subnetId: network.subnet.id,
    vpcId: network.subnet.vpcId,
    interfaceIds,
    rootDevice: checked.image.rootDevice,
    keyName: wanted.keyName,
    userData: wanted.userData,
    profile: profile && { arn: profile.arn, id: profile.id, associationId: `iip-assoc-0${account.random.hex(16)}` },
    metadata: checked.metadata,
    tenancy: wanted.placement?.Tenancy ?? "default",
    monitoring: wanted.monitoring,
    ebsOptimized: wanted.ebsOptimized,
    terminationProtected: wanted.terminationProtected,
    stopProtected: wanted.stopProtected,
    shutdownBehavior: wanted.shutdownBehavior ?? "stop",
    clientToken,
    requesterId,
    state: "pending",
    stateReason: undefined,
  };
  account.of(instances).set(instance.id, instance);
  return instance;
}

function attach(
  moment: Moment,
  wanted: LaunchVolume,
  instanceId: string,
  zone: string,
  tags: Map<string, string>,
): void {
  const { device, deleteOnTermination, encrypted: asked, kmsKeyId, type, size, iops, throughput, snapshotId } = wanted;
  const encrypted = asked || moment.account.of(ebsEncryptionByDefault).enabled;
  const volume = addVolume(
    moment,
    {
      type,
      size,
      iops,
      throughput,
      snapshotId,
      zone,
      encrypted,
      kmsKeyId: volumeKey(moment, encrypted, kmsKeyId),
      state: "in-use",
    },
    tags,
  );
  attachVolume(moment, volume, {
    instanceId,
    device,
    attachedAt: moment.now,
    state: "attached",
    deleteOnTermination,
  });
}
