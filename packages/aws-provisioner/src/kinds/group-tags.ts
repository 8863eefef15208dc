import type { Tag } from "@aws-sdk/client-auto-scaling";
import type { Step } from "../aws/cloud.ts";
import { type TagPair, tagKeys, tagPairs, tagsByKey, tagValue } from "../aws/tags.ts";

type Tags = Readonly<Record<string, string>>;

/**
 * The tags that an auto-scaling group is made with: its own, which do not reach its instances save those that
 * are theirs too, and its instances', which do.
 */
export function groupTags(
  { tags }: Pick<Step, "tags">,
  groupName: string,
  instanceTags: Tags,
  scaled: boolean | undefined,
): Tag[] {
  const alone = [...tags, ...(scaled ? [mark] : [])].filter(({ Key }) => !Object.hasOwn(instanceTags, Key));
  return [
    ...alone.map((tag) => ({ ...ofGroup(groupName), ...tag, PropagateAtLaunch: false })),
    ...propagated(groupName, instanceTags),
  ];
}

/** The tags that reach the instances, by key. */
export function readInstanceTags(tags: readonly Partial<Tag>[]): Record<string, string> {
  return tagsByKey(tags.filter(({ PropagateAtLaunch }) => PropagateAtLaunch));
}

/** Brings the tags that reach the instances of a group from `before` to `after`. */
export async function changeGroupTags(
  { clients: { autoScaling }, request }: Step,
  groupName: string,
  before: Tags,
  after: Tags,
): Promise<void> {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  if (gone.length > 0) {
    await autoScaling.deleteTags({ Tags: gone.map((Key) => ({ ...ofGroup(groupName), Key })) }, request);
  }
  const changed = Object.entries(after).filter(([key, value]) => before[key] !== value);
  if (changed.length === 0) return;
  await autoScaling.createOrUpdateTags({ Tags: propagated(groupName, Object.fromEntries(changed)) }, request);
}

/** Writes tags on a group that do not reach its instances. */
export async function writeGroupTags(
  { clients: { autoScaling }, request }: Step,
  groupName: string,
  tags: readonly TagPair[],
): Promise<void> {
  const Tags = tags.map((tag) => ({ ...ofGroup(groupName), ...tag, PropagateAtLaunch: false }));
  await autoScaling.createOrUpdateTags({ Tags }, request);
}

/** Marks a group as one that the cluster's own policies or schedules scale, or takes the mark away. */
export async function changeMark(
  { clients: { autoScaling }, request }: Step,
  groupName: string,
  scaled: boolean | undefined,
): Promise<void> {
  const tag = { ...ofGroup(groupName), ...mark, PropagateAtLaunch: false };
  await (scaled
    ? autoScaling.createOrUpdateTags({ Tags: [tag] }, request)
    : autoScaling.deleteTags({ Tags: [{ ...ofGroup(groupName), Key: mark.Key }] }, request));
}

/** Whether a group bears that mark. */
export function isMarked(tags: readonly Partial<Tag>[]): boolean {
  return tagValue(tags, mark.Key) !== undefined;
}

const mark = { Key: tagKeys.scaling, Value: "on" };

function propagated(groupName: string, tags: Tags): Tag[] {
  return tagPairs(tags).map((tag) => ({ ...ofGroup(groupName), ...tag, PropagateAtLaunch: true }));
}

/** What says of a tag that it is that group's. */
export function ofGroup(groupName: string) {
  return { ResourceId: groupName, ResourceType: "auto-scaling-group" };
}
