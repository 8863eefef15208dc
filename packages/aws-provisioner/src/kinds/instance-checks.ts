import type { Instance, InstanceStatus } from "@aws-sdk/client-ec2";
import type { Look } from "../aws/cloud.ts";
import { inParts } from "../aws/in-parts.ts";
import { ownInstances } from "./own-instances.ts";

/** An instance, and what EC2's checks of it do not pass yet; undefined where they pass, or were not asked. */
export interface CheckedInstance extends Instance {
  readonly failing?: string | undefined;
}

/** Most ids in one question (EC2 API reference, DescribeInstanceStatus). */
const most = 100;

/** What EC2's checks say of an instance that runs; those that are asked for at once are in one question. */
export async function checksOf(look: Look, { InstanceId, State }: Instance): Promise<Pick<CheckedInstance, "failing">> {
  if (State?.Name !== "running" || InstanceId === undefined) return {};
  return { failing: failingWords((await statusesWith(look, InstanceId)).get(InstanceId)) };
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
  const instance = (await instancesById(look)).get(id);
  if (instance?.State?.Name !== "running") return `in state ${instance?.State?.Name ?? "unknown"}`;
  return (await checksOf(look, instance)).failing;
}

/** However many are asked about, the instances are walked through once a look. */
function instancesById(look: Look): Promise<ReadonlyMap<string | undefined, Instance>> {
  return look.once("instances by id", async () => {
    const instances = await ownInstances(look);
    return new Map(instances.map((instance) => [instance.InstanceId, instance]));
  });
}

type Statuses = ReadonlyMap<string | undefined, InstanceStatus>;

/** Questions that are about to be put, by the look that they are for. */
const pending = new WeakMap<Look, { readonly ids: string[]; readonly answer: Promise<Statuses> }>();

/** The statuses of an instance, and of all others that are asked for in the same moment. */
function statusesWith(look: Look, id: string): Promise<Statuses> {
  const known = pending.get(look);
  if (known !== undefined) {
    known.ids.push(id);
    return known.answer;
  }
  const ids = [id];
  // Whoever asks for several does so without waiting in between.
  const answer = Promise.resolve().then(() => {
    pending.delete(look);
    return ask(look, ids);
  });
  pending.set(look, { ids, answer });
  return answer;
}

async function ask({ clients, request }: Look, ids: readonly string[]): Promise<Statuses> {
  const parts = inParts(ids, most);
  const answers = await Promise.all(
    parts.map((InstanceIds) => clients.ec2.describeInstanceStatus({ InstanceIds }, request)),
  );
  const all = answers.flatMap(({ InstanceStatuses = [] }) => InstanceStatuses);
  return new Map(all.map((status) => [status.InstanceId, status]));
}
