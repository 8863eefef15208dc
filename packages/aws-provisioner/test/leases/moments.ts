import { seededRandom } from "../../../aws-simulator/src/random.ts";
import type { Deed } from "./deeds.ts";

/** What a cluster goes through in a life, in order. */
export const stages = ["create", "change", "destroy"] as const satisfies readonly Deed[];
type Stage = (typeof stages)[number];

/** How many calls that change something each of them makes, undisturbed on moto. */
export const changesOf: Readonly<Record<Stage, number>> = { create: 74, change: 39, destroy: 63 };

/**
 * How a process is cut short at a change: it stands still for longer than its lease, or dies; then that
 * change was never heard, or heard and not answered, or the death came a little later.
 */
const ways = ["unheard", "unanswered", "later"] as const;
export type Way = (typeof ways)[number] | "stopped";

/** Where a process is cut short. */
export interface Moment {
  readonly deed: Stage;
  /** The number of its change, from 1. */
  readonly at: number;
  readonly way: Way;
  /** Milliseconds from that change to the death of one that dies later. */
  readonly after: number;
  /** What the next process does, before another one does what this one did. */
  readonly other?: Stage;
}

/** Which of the ways are drawn. */
export type How = "killed" | "stopped" | "killed or stopped";

/** What a life is, in words, its moments, and its number. */
export type DrawnLife = readonly [told: string, moments: readonly Moment[], number: number];

/** So many lives, each with a moment of every stage, spread over the whole of it. */
export function drawnLives(count: number, how: How, seed: number): readonly DrawnLife[] {
  const random = seededRandom(`${how} ${seed}`);
  const drawn = [...(how === "stopped" ? [] : ways), ...(how === "killed" ? [] : (["stopped"] as const))];
  // Two stages of a life are not cut short at the same part of them.
  const parts = stages.map(() => shuffled(count, random));
  return Array.from({ length: count }, (_, number): DrawnLife => {
    const moments = stages.map((deed, stage): Moment => {
      const part = parts[stage]![number]! + random();
      const others = stages.filter((one) => one !== deed);
      const other = random() < 1 / 3 ? others[random.integer(0, 1)] : undefined;
      return {
        deed,
        at: 1 + Math.floor((part * changesOf[deed]) / count),
        way: drawn[random.integer(0, drawn.length - 1)]!,
        after: random.integer(0, 150),
        ...(other && { other }),
      };
    });
    return [moments.map(printMoment).join("; "), moments, number];
  });
}

function shuffled(count: number, random: () => number): readonly number[] {
  const keyed = Array.from({ length: count }, (_, index) => ({ index, key: random() }));
  return keyed.toSorted((one, other) => one.key - other.key).map(({ index }) => index);
}

export function printMoment({ deed, at, way, after, other }: Moment): string {
  const later = way === "later" ? ` by ${after} ms` : "";
  return `${deed} at ${at} ${way}${later}${other === undefined ? "" : `, then ${other}`}`;
}
