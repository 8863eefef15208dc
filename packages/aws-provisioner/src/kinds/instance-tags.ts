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

/** Brings the tags of an instance from `before` to `after`. */
export async function changeTags(
  { clients: { ec2 }, request }: Step,
  id: string,
  before: Record<string, string>,
  after: Record<string, string>,
): Promise<void> {
  const { added } = setChange(Object.entries(before), Object.entries(after));
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  if (added.length > 0) await ec2.createTags({ Resources: [id], Tags: tagPairs(Object.fromEntries(added)) }, request);
  if (gone.length > 0) await ec2.deleteTags({ Resources: [id], Tags: gone.map((Key) => ({ Key })) }, request);
}
