import type { Tag } from "@aws-sdk/client-auto-scaling";
import type { Step } from "../aws/cloud.ts";
import { ownTags, type TagPair, tagKeys, tagPairs, tagsByKey, tagValue } from "../aws/tags.ts";
import { unlessGone } from "./unless-gone.ts";

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

/** A group whose tags change, with the machines that it has and the template that it launches them from. */
interface Tagged {
  readonly groupName: string;
  readonly templateId: string;
  readonly instanceIds: readonly string[];
}

/**
 * Brings the tags that reach the instances of a group from `before` to `after`. Auto Scaling gives them to
 * machines that it launches (user guide, "Tag Auto Scaling groups and instances"). Those that run are given
 * them here, and the template those of the blueprint, which no listing tells. The group's own come last, and
 * say that all is done.
 */
export async function changeGroupTags(
  step: Step,
  { groupName, templateId, instanceIds }: Tagged,
  before: Tags,
  after: Tags,
): Promise<void> {
  const {
    clients: { autoScaling, ec2 },
    request,
  } = step;
  const own = ownTags(step.tags);
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  const changed = Object.fromEntries(Object.entries(after).filter(([key, value]) => before[key] !== value));
  const ofBlueprint = Object.fromEntries(Object.entries(changed).filter(([key]) => Object.hasOwn(own, key)));
  if (gone.length > 0) {
    const Tags = gone.map((Key) => ({ Key }));
    await onThoseThere(instanceIds, (Resources) => ec2.deleteTags({ Resources, Tags }, request));
    await ec2.deleteTags({ Resources: [templateId], Tags }, request);
    await autoScaling.deleteTags({ Tags: Tags.map((tag) => ({ ...ofGroup(groupName), ...tag })) }, request);
  }
  if (Object.keys(changed).length === 0) return;
  await Promise.all([
    onThoseThere(instanceIds, (Resources) => ec2.createTags({ Resources, Tags: tagPairs(changed) }, request)),
    Object.keys(ofBlueprint).length > 0 &&
      ec2.createTags({ Resources: [templateId], Tags: tagPairs(ofBlueprint) }, request),
  ]);
  await autoScaling.createOrUpdateTags({ Tags: propagated(groupName, changed) }, request);
}

/** EC2 API reference, CreateTags: resources of one call. */
const mostAtOnce = 1000;

/** Does with all of them what a call refuses as a whole where one has gone since it was listed. */
async function onThoseThere(
  ids: readonly string[],
  call: (some: string[]) => Promise<unknown>,
  atOnce = mostAtOnce,
): Promise<void> {
  for (let at = 0; at < ids.length; at += atOnce) {
    const some = ids.slice(at, at + atOnce);
    const answer = await unlessGone(call(some));
    if (answer === undefined && some.length > 1) await onThoseThere(some, call, 1);
  }
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
