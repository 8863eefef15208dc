import type { AutoScalingGroup } from "@aws-sdk/client-auto-scaling";
import type { InstanceStatus } from "@aws-sdk/client-ec2";
import type { Look } from "../aws/cloud.ts";
import { ownTargetGroups } from "./balancing.ts";
import { healthWords } from "./explain-machine.ts";
import { groupState } from "./group-status.ts";
import { failingWords } from "./instance-checks.ts";
import { ownScalingGroups } from "./own-scaling-groups.ts";
import { healthIn } from "./target-health.ts";

/** Most ids in one question (EC2 API reference, DescribeInstanceStatus). */
const most = 100;

/**
 * Why a group does not serve: it has too few machines, one does not pass EC2's checks, or is not healthy in a
 * target group of the cluster's to which somebody is led.
 */
export async function lackingInGroup(look: Look, groupName: string): Promise<string | undefined> {
  const group = (await ownScalingGroups(look)).find(({ AutoScalingGroupName }) => AutoScalingGroupName === groupName);
  if (group === undefined) return "no listing shows it";
  const { status, reason } = groupState(group);
  if (status !== "ready") return reason;
  const ids = serving(group);
  const [checks, health] = await Promise.all([failingCheck(look, groupName, ids), lackingHealthOf(look, group, ids)]);
  return checks ?? health;
}

/** The machines that are in service and stay. */
function serving({ Instances = [] }: AutoScalingGroup): string[] {
  return Instances.flatMap(({ InstanceId, LifecycleState }) =>
    InstanceId !== undefined && LifecycleState === "InService" ? [InstanceId] : [],
  );
}

async function failingCheck(
  { clients: { ec2 }, request, once }: Look,
  groupName: string,
  ids: readonly string[],
): Promise<string | undefined> {
  const parts = Array.from({ length: Math.ceil(ids.length / most) }, (_, at) => ids.slice(at * most, (at + 1) * most));
  const answers = await once(`instance-status of ${groupName}`, () =>
    Promise.all(parts.map((InstanceIds) => ec2.describeInstanceStatus({ InstanceIds }, request))),
  );
  const statuses = new Map<string | undefined, InstanceStatus>(
    answers.flatMap(({ InstanceStatuses = [] }) => InstanceStatuses.map((one) => [one.InstanceId, one] as const)),
  );
  return ids.flatMap((id) => {
    const failing = failingWords(statuses.get(id));
    return failing === undefined ? [] : [`${id}: ${failing}`];
  })[0];
}

async function lackingHealthOf(
  look: Look,
  { TargetGroupARNs = [] }: AutoScalingGroup,
  ids: readonly string[],
): Promise<string | undefined> {
  if (TargetGroupARNs.length === 0) return undefined;
  const own = new Set((await ownTargetGroups(look)).map(({ group }) => group.TargetGroupArn));
  const arns = TargetGroupARNs.filter((arn) => own.has(arn));
  const lacks = await Promise.all(
    arns.map(async (arn) => {
      const targets = await healthIn(look, arn);
      return ids.flatMap((id) => {
        const health = targets.find(({ Target }) => Target?.Id === id)?.TargetHealth;
        // Nobody is led to a group that no listener uses, and one without checks has no other word.
        if (health?.State === "healthy" || health?.State === "unavailable") return [];
        if (health?.Reason === "Target.NotInUse") return [];
        return [`${id}: ${healthWords(health) ?? "Target.NotRegistered"} in ${arn.split("/")[1]}`];
      })[0];
    }),
  );
  return lacks.find((one) => one !== undefined);
}
