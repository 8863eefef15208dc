import type { ImageDesign } from "@drydock/core/design";

/**
 * Flatcar takes its images out of AWS nine months after their release; templates that name one stop
 * launching.
 */
const flatcarMonths = { warning: 8, withdrawn: 9 } as const;
const daysPerMonth = 365.25 / 12;

/** Whole days from an instant to `now`, both in epoch milliseconds. */
export function ageInDays(createdAt: number, now: number): number {
  return Math.max(0, Math.floor((now - createdAt) / 86_400_000));
}

interface Aged {
  readonly id: string;
  readonly name: string;
  readonly ageDays: number;
  /** Whether its publisher has marked it as deprecated by now. */
  readonly deprecated: boolean;
}

/** What a user should know about the age of an image; undefined while there is nothing. */
export function ageWarning(
  { os }: Pick<ImageDesign, "os">,
  { id, name, ageDays, deprecated }: Aged,
): string | undefined {
  const image = `${name} (${id})`;
  const old = `${image} is ${ageDays} days old; Flatcar withdraws images after nine months`;
  if (os === "flatcar" && ageDays >= flatcarMonths.withdrawn * daysPerMonth) {
    return `${old}, and machines can no longer be launched from one that is withdrawn: take a newer release`;
  }
  if (os === "flatcar" && ageDays >= flatcarMonths.warning * daysPerMonth) {
    return `${old} (${Math.floor(flatcarMonths.withdrawn * daysPerMonth)} days): take a newer release soon`;
  }
  return deprecated ? `${image} is deprecated by its publisher: take a newer release` : undefined;
}
