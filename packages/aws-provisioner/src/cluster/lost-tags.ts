import * as z from "zod/mini";
import type { Diagnostic } from "@drydock/systemd/ground";
import type { Look } from "../aws/cloud.ts";
import { tagKeys, tagValue } from "../aws/tags.ts";
import type { Resource } from "../engine/graph.ts";
import type { ObservedResource } from "../engine/observed.ts";
import type { Plan, PlanStep } from "../engine/plan.ts";
import { isRef, refsIn } from "../engine/ref.ts";
import { Instance } from "../kinds/instance.ts";
import { NetworkInterface } from "../kinds/network-interface.ts";
import { SecurityGroup } from "../kinds/security-group.ts";
import { Volume } from "../kinds/volume.ts";

interface Around {
  readonly plan: Plan;
  readonly observed: readonly ObservedResource[];
  readonly look: Look;
}

/**
 * What a plan would make beside what stands and has lost its tags, by which alone it is known: a machine
 * whose volume or interface another one holds, a volume for a machine that uses another, a group whose name
 * is taken. AWS refuses that in the middle, or leaves the machine on what nobody knows any more. Costs calls
 * only where something of that sort is made though what it belongs to stands.
 */
export async function lostTags(plan: Plan, observed: readonly ObservedResource[], look: Look): Promise<Diagnostic[]> {
  const around = { plan, observed, look };
  return (await Promise.all([heldByOthers(around), usedInstead(around), groupsOfThatName(around)])).flat();
}

/** The steps that make something of a kind beside whatever stands, with what they make. */
function* making({ steps, resources }: Plan, kind: string): Generator<readonly [PlanStep, Resource]> {
  for (const step of steps) {
    const resource = step.action === "create" && !step.replacement && step.kind === kind;
    const wanted = resource ? resources.find(({ address }) => address === step.address) : undefined;
    if (wanted !== undefined) yield [step, wanted];
  }
}

const anew = "Give it its tags back, or take it away, and plan again.";

/** Machines that are made for a volume or an interface which a machine of no cluster holds. */
async function heldByOthers({ plan, observed, look }: Around): Promise<Diagnostic[]> {
  const wanted = [...making(plan, Instance.name)].flatMap(([step, { props }]) => {
    const refs = new Set(refsIn(props).map(({ $ref }) => $ref));
    return observed.flatMap(({ kind, id, address }) =>
      refs.has(address) && (kind === Volume.name || kind === NetworkInterface.name)
        ? [{ step, kind, id, address }]
        : [],
    );
  });
  if (wanted.length === 0) return [];
  const { clients, request } = look;
  const idsOf = (name: string) => wanted.flatMap(({ kind, id }) => (kind === name ? [id] : []));
  const [volumeIds, cardIds] = [idsOf(Volume.name), idsOf(NetworkInterface.name)];
  const [volumes, cards] = await Promise.all([
    volumeIds.length === 0 ? undefined : clients.ec2.describeVolumes({ VolumeIds: volumeIds }, request),
    cardIds.length === 0 ? undefined : clients.ec2.describeNetworkInterfaces({ NetworkInterfaceIds: cardIds }, request),
  ]);
  const holders = new Map([
    ...(volumes?.Volumes ?? []).map((one) => [one.VolumeId, one.Attachments?.[0]?.InstanceId] as const),
    ...(cards?.NetworkInterfaces ?? []).map((one) => [one.NetworkInterfaceId, one.Attachment?.InstanceId] as const),
  ]);
  const known = new Set(observed.map(({ id }) => id));
  const held = wanted.flatMap((one) => {
    const holder = holders.get(one.id);
    return holder === undefined || known.has(holder) ? [] : [{ ...one, holder }];
  });
  const strangers = await strangersAmong(
    held.map(({ holder }) => holder),
    look,
  );
  return held
    .filter(({ holder }) => strangers.has(holder))
    .map(({ step, address, id, holder }) =>
      problem(step, `${address} (${id}) is held by machine ${holder}, which bears no tags of this cluster`),
    );
}

/** Those machines that run and bear no tag of the cluster: what an interrupted run made does. */
async function strangersAmong(ids: readonly string[], { clients, request, cluster }: Look): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const Filters = [{ Name: "instance-id", Values: [...new Set(ids)] }];
  const { Reservations = [] } = await clients.ec2.describeInstances({ Filters }, request);
  const machines = Reservations.flatMap(({ Instances = [] }) => Instances);
  const strange = machines.filter(
    ({ Tags, State }) =>
      tagValue(Tags, tagKeys.cluster) !== cluster && State?.Name !== "terminated" && State?.Name !== "shutting-down",
  );
  return new Set(strange.flatMap(({ InstanceId }) => InstanceId ?? []));
}

/** Volumes that are made for machines which stay, and use another one that nobody knows any more. */
async function usedInstead({ plan, observed, look }: Around): Promise<Diagnostic[]> {
  const remade = new Set(
    plan.steps.flatMap(({ action, kind, address }) => (kind === Instance.name && action === "create" ? [address] : [])),
  );
  const known = new Set(observed.map(({ id }) => id));
  const wanted = [...making(plan, Volume.name)].flatMap(([step, volume]) => {
    const owner = plan.resources.find(
      ({ kind, props }) => kind === Instance.name && refsIn(props).some(({ $ref }) => $ref === volume.address),
    );
    const machine = observed.find(({ address }) => address === owner?.address);
    const used = ownTags.safeParse(machine?.props["instanceTags"]).data?.[volumeTag];
    if (machine === undefined || used === undefined || known.has(used) || remade.has(machine.address)) return [];
    return [{ step, machine, used }];
  });
  if (wanted.length === 0) return [];
  const Filters = [{ Name: "volume-id", Values: wanted.map(({ used }) => used) }];
  const { Volumes = [] } = await look.clients.ec2.describeVolumes({ Filters }, look.request);
  const there = wanted.filter(({ used }) => Volumes.some(({ VolumeId }) => VolumeId === used));
  return there.map(({ step, machine, used }) =>
    problem(step, `${machine.address} uses ${used}, which bears no tags of this cluster any more`),
  );
}

/** On a machine: the volume that its node takes as its data volume. */
const volumeTag = "drydock:volume";

const ownTags = z.object({ [volumeTag]: z.optional(z.string()) });

/** Groups that are made in a network that stands, in which there is one of that name. */
async function groupsOfThatName({ plan, observed, look }: Around): Promise<Diagnostic[]> {
  const wanted = [...making(plan, SecurityGroup.name)].flatMap(([step, { props }]) => {
    const vpc = props["vpcId"];
    const vpcId = isRef(vpc) ? observed.find(({ address }) => address === vpc.$ref)?.id : vpc;
    return typeof vpcId === "string" ? [{ step, vpcId, name: String(props["groupName"]) }] : [];
  });
  if (wanted.length === 0) return [];
  const Filters = [
    { Name: "vpc-id", Values: [...new Set(wanted.map(({ vpcId }) => vpcId))] },
    { Name: "group-name", Values: wanted.map(({ name }) => name) },
  ];
  const { SecurityGroups = [] } = await look.clients.ec2.describeSecurityGroups({ Filters }, look.request);
  const known = new Set(observed.map(({ id }) => id));
  return wanted.flatMap(({ step, name }) => {
    const other = SecurityGroups.find(
      ({ GroupName, GroupId = "", Tags }) =>
        GroupName === name && !known.has(GroupId) && tagValue(Tags, tagKeys.address) !== step.address,
    );
    if (other === undefined) return [];
    return [problem(step, `its name ${JSON.stringify(name)} is that of ${other.GroupId}, which bears no such tags`)];
  });
}

function problem({ address }: PlanStep, message: string): Diagnostic {
  return { severity: "error", path: address, message, remedy: anew, rule: "tags-lost" };
}
