import type { Instance, InstanceStatus } from "@aws-sdk/client-ec2";
import type { Look } from "../aws/cloud.ts";
import { ownInstances } from "./own-instances.ts";

/** An instance, and what EC2's checks of it do not pass yet; undefined where they pass, or were not asked. */
export interface CheckedInstance extends Instance {
  readonly failing?: string | undefined;
}

/** Most ids in one question (EC2 API reference, DescribeInstanceStatus). */
const most = 100;

/** What EC2's checks say of an instance that runs; those of all of the cluster are asked once a look. */
export async function checksOf(look: Look, { InstanceId, State }: Instance): Promise<Pick<CheckedInstance, "failing">> {
  if (State?.Name !== "running") return {};
  return { failing: failingWords((await statuses(look)).get(InstanceId)) };
}

/** What EC2's checks of a machine do not pass yet; undefined where they pass. */
export function failingWords(status: InstanceStatus | undefined): string | undefined {
  const words = [status?.InstanceStatus?.Status, status?.SystemStatus?.Status];
  if (words.every((word) => word === "ok")) return undefined;
  const [own = "unknown", system = "unknown"] = words;
  return `status checks: instance ${own}, system ${system}`;
}

/** Usual seconds from when a machine runs until its checks have passed. */
export const secondsToChecks = 60;

/** Why a machine of its own does not serve: it does not run, or does not pass its checks. */
export async function lackingChecks(look: Look, id: string): Promise<string | undefined> {
  const instance = (await ownInstances(look)).find(({ InstanceId }) => InstanceId === id);
  if (instance?.State?.Name !== "running") return `in state ${instance?.State?.Name ?? "unknown"}`;
  return (await checksOf(look, instance)).failing;
}

function statuses(look: Look): Promise<ReadonlyMap<string | undefined, InstanceStatus>> {
  const { clients, request, once } = look;
  return once("instance-status", async () => {
    const ids = (await ownInstances(look)).flatMap(({ InstanceId, State }) =>
      InstanceId !== undefined && State?.Name === "running" ? [InstanceId] : [],
    );
    const parts = Array.from({ length: Math.ceil(ids.length / most) }, (_, at) =>
      ids.slice(at * most, (at + 1) * most),
    );
    const answers = await Promise.all(
      parts.map((InstanceIds) => clients.ec2.describeInstanceStatus({ InstanceIds }, request)),
    );
    const all = answers.flatMap(({ InstanceStatuses = [] }) => InstanceStatuses);
    return new Map(all.map((status) => [status.InstanceId, status]));
  });
}
