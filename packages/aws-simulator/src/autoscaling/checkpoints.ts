import type { Moment } from "../state.ts";
import type { RefreshRecord } from "./records/refresh.ts";

/** Seconds at a checkpoint where none are given (Auto Scaling API reference, RefreshPreferences). */
const usualDelay = 3600;

/**
 * Whether a refresh rests at a checkpoint: it does so when the instances that are new have come to the share
 * that the checkpoint names, or beyond; of several that are reached at once, at the last alone. The last one
 * of all, at 100, is the end (Auto Scaling user guide, "Add checkpoints to an instance refresh"). Nothing is
 * said there of a rollback, which does not rest here.
 */
export function rests({ now }: Moment, refresh: RefreshRecord): boolean {
  if (refresh.rollback !== undefined) return false;
  const { CheckpointPercentages: checkpoints = [], CheckpointDelay: delay = usualDelay } = refresh.preferences;
  const reached = checkpoints.filter((share) => refresh.updated * 100 >= share * refresh.total).length;
  if (reached > refresh.passed) Object.assign(refresh, { passed: reached, restsUntil: now + delay * 1000 });
  return now < refresh.restsUntil;
}

/** How many more may be replaced before the next checkpoint is reached: never more than that asks for. */
export function untilCheckpoint({ preferences, passed, total, waiting, rollback }: RefreshRecord): number {
  const next = rollback === undefined ? preferences.CheckpointPercentages?.[passed] : undefined;
  return next === undefined ? Infinity : Math.max(1, Math.ceil((next * total) / 100) - (total - waiting.size));
}
