import type { Rate } from "./rate.ts";

/** The buckets of one service, of which it has each once for every account and region. */
export interface ServiceRates {
  /** Whether its buckets are the account's, whatever the region. */
  readonly global?: true;
  /** The bucket from which every call draws, beside that of its own action. */
  readonly all?: Rate;
  /** Buckets that several actions share, in place of one of their own: the first whose actions these are. */
  readonly groups?: readonly ActionGroup[];
  /** Buckets of actions that have other ones than the rest. */
  readonly actions?: Readonly<Record<string, Rate>>;
  /** Of each other action that only looks; none where `all` is the only bucket. */
  readonly reading?: Rate;
  /** Of each other action that changes something. */
  readonly changing?: Rate;
  /** Buckets that are emptied by what a call makes or takes away, and not by the call. */
  readonly resources?: Readonly<Record<string, ResourceRate>>;
}

/** Actions that share a bucket. */
export interface ActionGroup {
  readonly name: string;
  readonly has: (operation: string, input: object) => boolean;
  readonly rate: Rate;
}

/** A bucket of resources. */
export interface ResourceRate {
  readonly rate: Rate;
  /** How many of them a call is about. */
  readonly count: (input: object) => number;
}
