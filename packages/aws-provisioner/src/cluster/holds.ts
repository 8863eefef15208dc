import type { NetworkInterface } from "@aws-sdk/client-ec2";
import type { Diagnostic } from "@drydock/systemd/ground";
import type { Look } from "../aws/cloud.ts";
import { interfacesAround } from "../aws/interfaces.ts";
import { type InterfaceOwner, interfaceOwners } from "../aws/interface-owner.ts";
import type { ObservedResource } from "../engine/observed.ts";
import type { Plan } from "../engine/plan.ts";
import { AutoScalingGroup } from "../kinds/auto-scaling-group.ts";
import { SecurityGroup } from "../kinds/security-group.ts";
import { Vpc } from "../kinds/vpc.ts";
import { groupHolds } from "./group-holds.ts";
import { deletesHeld, type Hold, holdsLeft, withdrawnHolding } from "./holders.ts";
import { notListed } from "./until-listed.ts";
import { givingBack } from "./withdrawn-machines.ts";

/**
 * The deletions of a plan that AWS would refuse for as long as one waits: something that the plan does not
 * move lies in what is to go, or names it in its rules. Costs one call where something goes that an interface
 * can hold, one where a security group goes, and none where nothing does.
 */
export async function holds(plan: Plan, observed: readonly ObservedResource[], look: Look): Promise<Diagnostic[]> {
  if (!deletesHeld(plan)) return [];
  const [interfaces, byRules] = await Promise.all([interfacesBeside(look, observed), groupHolds(plan, observed, look)]);
  const all = holdsLeft(plan, observed, interfaces);
  const unknown = [...new Set(all.flatMap(({ one, holder }) => (holder === undefined ? [one] : [])))];
  const owners = await interfaceOwners(look, unknown);
  const groups = new Map(observed.flatMap((one) => (one.kind === AutoScalingGroup.name ? [[one.id, one]] : [])));
  const left = all.flatMap((hold) => {
    const owner = owners.get(hold.one);
    if (owner === undefined || owner === "gone") return owner === "gone" ? [] : [hold];
    // Launched since its group was listed.
    const holder = groups.get(owner.group ?? "");
    return holder === undefined ? [hold] : holdsLeft(plan, [withMachine(holder, hold.one)], [hold.one]);
  });
  return [...problemsOf(left, owners, plan), ...byRules];
}

/** All interfaces in the cluster's own network, or else those in its security groups. */
export function interfacesBeside(look: Look, observed: readonly ObservedResource[]): Promise<NetworkInterface[]> {
  const idsOf = (name: string) => observed.flatMap(({ kind, id }) => (kind === name ? [id] : []));
  return interfacesAround(look, { vpcIds: idsOf(Vpc.name), groupIds: idsOf(SecurityGroup.name) });
}

function withMachine(group: ObservedResource, { Attachment }: NetworkInterface): ObservedResource {
  return { ...group, outputs: { instanceIds: [Attachment?.InstanceId] } };
}

/** One problem for each thing that is held and each of its holders, whatever its number of interfaces. */
function problemsOf(
  left: readonly Hold[],
  owners: ReadonlyMap<NetworkInterface, InterfaceOwner>,
  plan: Plan,
): Diagnostic[] {
  // Of the cluster's own nothing stays when it is destroyed, but what has come since.
  const isNewer = plan.resources.length === 0;
  const problems = left.map(({ step, one, holder }): Diagnostic => {
    const owner = owners.get(one);
    const { name, remedy, rule } = holder === undefined ? foreign(one, owner, plan.cluster) : own(holder, one, isNewer);
    return {
      severity: "error",
      path: step.address,
      message: `${step.target} is held by ${name}, which no step of the plan moves`,
      remedy,
      rule: rule ?? "held",
    };
  });
  return [...new Map(problems.map((problem) => [`${problem.path} ${problem.message}`, problem])).values()];
}

const newer = "It has come since the plan was made: plan again.";

interface Told {
  readonly name: string;
  readonly remedy: string;
  /** Default `held`. */
  readonly rule?: string;
}

function own(holder: ObservedResource, one: NetworkInterface, isNewer: boolean): Told {
  const { kind, address, id } = holder;
  const withdrawn = withdrawnHolding(holder, one);
  if (withdrawn !== undefined)
    return {
      name: `machine ${withdrawn.id} of ${address}, which is ${withdrawn.how}`,
      remedy: `Give it back to its group, and plan again: ${givingBack[withdrawn.how](id, withdrawn.id)}`,
    };
  if (isNewer) return { name: address, remedy: newer };
  if (kind !== AutoScalingGroup.name)
    return { name: address, remedy: "Take the change back, or take away first what is in it." };
  return {
    name: `a machine of ${address}`,
    remedy:
      "Take the change back; or declare a pool of another name as it shall be, apply that, and take this one away.",
  };
}

function foreign({ NetworkInterfaceId }: NetworkInterface, owner: InterfaceOwner | undefined, planned: string): Told {
  const unknown: Exclude<InterfaceOwner, "gone"> = { name: NetworkInterfaceId ?? "" };
  const { name, cluster, group } = owner === undefined || owner === "gone" ? unknown : owner;
  const remedy = remedyFor(cluster, planned, group);
  return {
    name: `${name} (interface ${NetworkInterfaceId})`,
    remedy,
    ...(cluster === planned && { rule: notListed }),
  };
}

function remedyFor(cluster: string | undefined, planned: string, group: string | undefined): string {
  if (cluster === undefined && group?.startsWith(`${planned}-`))
    return `Where the auto-scaling group ${group} is the cluster's own, plan again; else have its owner take it away.`;
  if (cluster === undefined) return "It is not the cluster's: have its owner move or delete it, and plan again.";
  // What a run that was cut short had asked for a moment ago is in no listing yet.
  if (cluster === planned) return "It is not listed yet, as a run made it a moment ago: plan again in a minute.";
  return `Destroy the cluster ${JSON.stringify(cluster)} first.`;
}
