/**
 * How far a resource has come, in the order in which it does. `accepted`: the provider took the call.
 * `stable`: the provider says that it is ready, with all that it consists of; its status is `ready` then.
 * `serving`: it does its work, as far as the provider can tell. What each means for a kind, the kind says.
 */
export type Level = "accepted" | "stable" | "serving";

/** The levels in their order. */
export const levels = ["accepted", "stable", "serving"] as const satisfies readonly Level[];

/** What a level means for a kind. */
export interface Meaning {
  /** What is so then, in words that follow the name of the kind. */
  readonly means: string;
  /** What the provider says of how long it takes, with the place where it does. */
  readonly source?: string;
}

/** Seconds after which a wait for `stable` is given up that usually takes `usual` seconds. */
export function longestUntilStable(usual: number): number {
  return 600 + usual * 10;
}

/** Seconds after which a wait until one of a kind is gone is given up that usually takes `usual` seconds. */
export function longestUntilGone({ goneWithin = 0 }: { readonly goneWithin?: number }, usual: number): number {
  return Math.max(goneWithin, longestUntilStable(usual));
}

/** Seconds after which a wait for `serving` is given up that usually takes `usual` seconds. */
export function longestUntilServing(usual: number): number {
  return 900 + usual * 2;
}
