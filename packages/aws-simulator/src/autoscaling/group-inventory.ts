import type { LiveRecord } from "../resource.ts";
import type { GroupRecord } from "./records/group.ts";

/** What the inventory says of a group. */
export function inventoryOf({
  deleting,
  min,
  max,
  desired,
  members,
  hooks,
  targetGroups,
  refreshes,
}: GroupRecord): LiveRecord {
  return {
    state: deleting ? "deleting" : "available",
    attributes: {
      min,
      max,
      desired,
      instances: [...members.keys()],
      lifecycles: [...members.values()].map(({ lifecycle }) => lifecycle),
      hooks: [...hooks.keys()],
      targetGroups: [...targetGroups],
      refresh: refreshes.at(-1)?.status,
    },
  };
}
