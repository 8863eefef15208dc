import type { Forerunners } from "../forerunners.ts";
import type { Resource } from "../graph.ts";
import type { RowOthers } from "../row-members.ts";
import type { AnyKind, Cloud } from "../kind.ts";
import type { MutationScope } from "../mutate.ts";
import type { ObservedResource } from "../observed.ts";
import type { Resumption } from "../resumption.ts";
import type { Watch } from "../watch.ts";

/** What one step works with. */
export interface StepScope<C extends Cloud> extends MutationScope<C> {
  readonly kind: AnyKind<C>;
  readonly kindOf: (name: string) => AnyKind<C>;
  /** What should be under the step's address; undefined for a deletion. */
  readonly resource: Resource | undefined;
  /**
   * Whether the step is over when its call is accepted: the run waits for no more, and no other step does.
   */
  readonly endsAccepted: boolean;
  /** What should be under an address. */
  readonly resourceAt: (address: string) => Resource | undefined;
  /** What was to be under an address by the last run's record. */
  readonly recordedAt: (address: string) => Resource | undefined;
  /** Addresses of what claims something in a place, and was on its way when the run began. */
  readonly claimedAt: (place: string) => readonly string[];
  /** Addresses at other places of the row in which it stands. */
  readonly inRow: () => RowOthers;
  /** Everything that the plan was made on. */
  readonly known: () => readonly ObservedResource[];
  /** The address whose step, or whose deletion under way, takes one of those ids away from that one. */
  readonly freedBy: (ids: readonly string[], held: string) => string | undefined;
  /** Tags of the blueprint on every resource. */
  readonly tags: Readonly<Record<string, string>>;
  readonly watch: Watch<C>;
  /** Live resources by address, as this run knows them; a finished step writes what it left. */
  readonly live: Map<string, ObservedResource>;
  /** The resource of the step's kind with that id, as it was when the run began. */
  readonly seen: (id: string) => ObservedResource | undefined;
  /**
   * What an interrupted run of the same plan made under that address, or made and no listing showed by then.
   */
  readonly madeBefore: (address: string) => ObservedResource | undefined;
  /** The interrupted run of the very same plan that is continued: what it did is no change by others. */
  readonly resumed: Resumption | undefined;
  /** Clock time at which a step of this run was over; undefined for one that is not. */
  readonly overAt: (step: string) => number | undefined;
  /** Who of several goes first where what the run makes is seen late. */
  readonly forerunners: Forerunners;
  readonly onAccepted: () => void;
  /** Tells what the step waits for, and where that is known, in how many seconds the step should be over. */
  readonly onWaiting: (reason: string, seconds?: number) => void;
}
