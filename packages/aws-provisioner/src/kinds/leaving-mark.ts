import type { Step } from "../aws/cloud.ts";
import { type AnyTag, tagKeys, tagValue } from "../aws/tags.ts";
import { ofGroup, writeGroupTags } from "./group-tags.ts";

/** Seconds for which machines of a group may run a unit before they go; undefined where they run none. */
export function leavingSeconds(tags: readonly AnyTag[] | undefined): number | undefined {
  const told = tagValue(tags, tagKeys.leaving);
  return told === undefined ? undefined : Number(told);
}

/** Has a group tell that. */
export function markLeaving(step: Step, groupName: string, seconds: number): Promise<void> {
  return writeGroupTags(step, groupName, [{ Key: tagKeys.leaving, Value: String(seconds) }]);
}

/** Has a group tell no more that its machines run anything before they go. */
export async function unmarkLeaving({ clients: { autoScaling }, request }: Step, groupName: string): Promise<void> {
  await autoScaling.deleteTags({ Tags: [{ ...ofGroup(groupName), Key: tagKeys.leaving }] }, request);
}
