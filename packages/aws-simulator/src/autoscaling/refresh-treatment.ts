import type { RefreshPreferences } from "@aws-sdk/client-auto-scaling";
import { standingMembers } from "./capacity.ts";
import type { GroupRecord } from "./records/group.ts";
import type { Member } from "./records/member.ts";
import type { RefreshRecord } from "./records/refresh.ts";

type Treatment = "replaced" | "passed-over" | "awaited";

/** Whether a member is protected from scale in or stands by, so that a refresh asks what to do with it. */
function isWithdrawn({ lifecycle, protectedFromScaleIn }: Member): boolean {
  return lifecycle === "Standby" || protectedFromScaleIn;
}

/**
 * What a refresh does with a member: by default it waits an hour for one that is protected from scale in or
 * in Standby, and fails then (Auto Scaling API reference, RefreshPreferences, ScaleInProtectedInstances and
 * StandbyInstances).
 */
export function treatmentOf({ preferences }: { readonly preferences: RefreshPreferences }, member: Member): Treatment {
  if (!isWithdrawn(member)) return "replaced";
  const { StandbyInstances = "Wait", ScaleInProtectedInstances = "Wait" } = preferences;
  const asked = [
    ...(member.lifecycle === "Standby" ? [StandbyInstances] : []),
    ...(member.protectedFromScaleIn ? [ScaleInProtectedInstances] : []),
  ];
  if (asked.includes("Ignore")) return "passed-over";
  return asked.includes("Wait") ? "awaited" : "replaced";
}

/** Members that a refresh has yet to replace, and may. */
export function replaceable(group: GroupRecord, refresh: RefreshRecord): Member[] {
  return standingMembers(group).filter(
    (member) => refresh.waiting.has(member.id) && treatmentOf(refresh, member) === "replaced",
  );
}

/** Members that a refresh has yet to replace, and for which it waits until somebody lets it. */
export function withdrawnMembers(group: GroupRecord, refresh: RefreshRecord): Member[] {
  return standingMembers(group).filter(
    (member) => refresh.waiting.has(member.id) && treatmentOf(refresh, member) === "awaited",
  );
}
