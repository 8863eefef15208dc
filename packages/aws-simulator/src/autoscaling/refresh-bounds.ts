import type { GroupRecord } from "./records/group.ts";
import type { RefreshRecord } from "./records/refresh.ts";

/** How many members a refresh leaves in service, and how many it may have. */
interface HealthyBounds {
  /** In service at least. */
  readonly least: number;
  /** Beyond the desired capacity at most, so that new ones come first; at least one. */
  readonly surplus: number;
  /** Whether one leaves as its replacement is launched where the bounds allow neither to come first. */
  readonly together: boolean;
}

/**
 * The bounds of a refresh with so many members to replace. Where both percentages cannot hold, an upper one
 * that somebody wrote lets one new member come first; with none, one leaves while its replacement comes
 * (Auto Scaling API reference, RefreshPreferences, MaxHealthyPercentage).
 */
export function healthyBounds(
  { desired, maintenance }: GroupRecord,
  { preferences }: RefreshRecord,
  waiting: number,
): HealthyBounds {
  const min = preferences.MinHealthyPercentage ?? maintenance?.MinHealthyPercentage ?? 90;
  const max = preferences.MaxHealthyPercentage ?? maintenance?.MaxHealthyPercentage;
  const above = Math.floor((desired * (max ?? 100)) / 100) - desired;
  return {
    least: Math.ceil((desired * min) / 100),
    surplus: Math.max(1, Math.min(above, waiting)),
    together: max === undefined,
  };
}
