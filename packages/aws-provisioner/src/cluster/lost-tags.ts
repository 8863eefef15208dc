import * as z from "zod/mini";
import type { Diagnostic } from "@drydock/systemd/ground";
import type { Look } from "../aws/cloud.ts";
import { tagKeys, tagValue } from "../aws/tags.ts";
import { inParts } from "../aws/in-parts.ts";
import { gathered } from "../engine/gather.ts";
import type { Resource } from "../engine/graph.ts";
import type { ObservedResource } from "../engine/observed.ts";
import type { Plan, PlanStep } from "../engine/plan.ts";
import { isRef, refsIn } from "../engine/ref.ts";
import { Instance } from "../kinds/instance.ts";
import { NetworkInterface } from "../kinds/network-interface.ts";
import { SecurityGroup } from "../kinds/security-group.ts";
import { Volume } from "../kinds/volume.ts";
import { notListed } from "./until-listed.ts";

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
  const ofKind = new Map(resources.flatMap((one) => (one.kind === kind ? [[one.address, one]] : [])));
  for (const step of steps) {
    const isMade = step.action === "create" && !step.replacement;
    const wanted = isMade ? ofKind.get(step.address) : undefined;
    if (wanted !== undefined) yield [step, wanted];
  }
}

const anew = "Give it its tags back, or take it away, and plan again.";

/** Machines that are made for a volume or an interface which a machine of no cluster holds. */
async function heldByOthers({ plan, observed, look }: Around): Promise<Diagnostic[]> {
  const holdable = observed.filter(({ kind }) => kind === Volume.name || kind === NetworkInterface.name);
  const standingAt = gathered(holdable, ({ address }) => address);
  const wanted = [...making(plan, Instance.name)].flatMap(([step, { props }]) => {
    const refs = new Set(refsIn(props).map(({ $ref }) => $ref));
    const standing = [...refs].flatMap((address) => standingAt.get(address) ?? []);
    return standing.map(({ kind, id, address }) => ({ step, kind, id, address }));
  });
  if (wanted.length === 0) return [];
  const { clients, request } = look;
  const idsOf = (name: string) => wanted.flatMap(({ kind, id }) => (kind === name ? [id] : []));
  const [volumeIds, cardIds] = [idsOf(Volume.name), idsOf(NetworkInterface.name)];
  const [volumes, cards] = await Promise.all([
    // By filters: one that has gone since it was listed is refused where it is asked for by its id.
    Promise.all(
      inParts(volumeIds).map((Values) =>
        clients.ec2.describeVolumes({ Filters: [{ Name: "volume-id", Values }] }, request),
      ),
    ),
    Promise.all(
      inParts(cardIds).map((Values) =>
        clients.ec2.describeNetworkInterfaces({ Filters: [{ Name: "network-interface-id", Values }] }, request),
      ),
    ),
  ]);
  const holders = new Map([
    ...volumes
      .flatMap(({ Volumes = [] }) => Volumes)
      .map((one) => [one.VolumeId, one.Attachments?.[0]?.InstanceId] as const),
    ...cards
      .flatMap(({ NetworkInterfaces = [] }) => NetworkInterfaces)
      .map((one) => [one.NetworkInterfaceId, one.Attachment?.InstanceId] as const),
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
  const listings = inParts([...new Set(ids)]).map((Values) =>
    clients.ec2.describeInstances({ Filters: [{ Name: "instance-id", Values }] }, request),
  );
  const reservations = (await Promise.all(listings)).flatMap(({ Reservations = [] }) => Reservations);
  const machines = reservations.flatMap(({ Instances = [] }) => Instances);
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
  const made = [...making(plan, Volume.name)];
  if (made.length === 0) return [];
  const known = new Set(observed.map(({ id }) => id));
  const machines = plan.resources.filter(({ kind }) => kind === Instance.name);
  const owners = new Map(
    machines.toReversed().flatMap(({ address, props }) => refsIn(props).map(({ $ref }) => [$ref, address] as const)),
  );
  const standingAt = gathered(observed, ({ address }) => address);
  const wanted = made.flatMap(([step, volume]) => {
    const [machine] = standingAt.get(owners.get(volume.address) ?? "") ?? [];
    const used = ownTags.safeParse(machine?.props["instanceTags"]).data?.[volumeTag];
    if (machine === undefined || used === undefined || known.has(used) || remade.has(machine.address)) return [];
    return [{ step, machine, used }];
  });
  if (wanted.length === 0) return [];
  const listings = inParts(wanted.map(({ used }) => used)).map((Values) =>
    look.clients.ec2.describeVolumes({ Filters: [{ Name: "volume-id", Values }] }, look.request),
  );
  const volumes = (await Promise.all(listings)).flatMap(({ Volumes = [] }) => Volumes);
  const tagsOf = new Map(volumes.map(({ VolumeId, Tags }) => [VolumeId, Tags]));
  const there = wanted.filter(({ used }) => tagsOf.has(used));
  return there.map(({ step, machine, used }) =>
    tagValue(tagsOf.get(used), tagKeys.cluster) === look.cluster
      ? unlisted(step, `${machine.address} uses ${used}, which listings have left out`)
      : problem(step, `${machine.address} uses ${used}, which bears no tags of this cluster any more`),
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

function unlisted({ address }: PlanStep, message: string): Diagnostic {
  return { severity: "error", path: address, message, remedy: "Plan again in a minute.", rule: notListed };
}

function problem({ address }: PlanStep, message: string): Diagnostic {
  return { severity: "error", path: address, message, remedy: anew, rule: "tags-lost" };
}
