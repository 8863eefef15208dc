import type { Step } from "../aws/cloud.ts";
import { tagKeys, tagPairs } from "../aws/tags.ts";
import { launchTagKeys } from "./launch-tags.ts";
import { setChange } from "./set-change.ts";

/** Tags that are written beside `instanceTags`. */
export const besideOwn = new Set<string>([
  tagKeys.cluster,
  tagKeys.address,
  tagKeys.version,
  tagKeys.operation,
  ...launchTagKeys,
]);

type Tags = Readonly<Record<string, string>>;

/**
 * Brings the tags of a machine, and of the root volume that was launched with it and bears the same, from
 * `before` to `after`.
 */
export async function changeMachineTags(step: Step, id: string, before: Tags, after: Tags): Promise<void> {
  const {
    clients: { ec2 },
    request,
  } = step;
  const { added } = setChange(Object.entries(before), Object.entries(after));
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  const Resources = [...(await launchedVolumes(step, id)), id];
  if (added.length > 0) await ec2.createTags({ Resources, Tags: tagPairs(Object.fromEntries(added)) }, request);
  if (gone.length > 0) await ec2.deleteTags({ Resources, Tags: gone.map((Key) => ({ Key })) }, request);
}

/** Volumes of the blueprint, which outlive machines, do not say which node they are of. */
async function launchedVolumes({ clients: { ec2 }, request }: Step, id: string): Promise<string[]> {
  const Filters = [
    { Name: "attachment.instance-id", Values: [id] },
    { Name: "tag-key", Values: [tagKeys.node] },
  ];
  const { Volumes = [] } = await ec2.describeVolumes({ Filters }, request);
  return Volumes.flatMap(({ VolumeId }) => VolumeId ?? []);
}
