import type { AnyKind, Cloud, Observed } from "./kind.ts";
import type { ListingLag } from "./listing-lag.ts";
import type { Depth, ObservedResource } from "./observed.ts";
import type { Queue } from "./queue.ts";
import type { EntryKeys } from "./shared.ts";

/** What an error of the provider means to the engine; how it is spelt is the provider's business. */
export type Meaning =
  | "not-found"
  | "still-in-use"
  | "not-yet-visible"
  | "already-exists"
  | "denied"
  | "throttled"
  | "other";

/** Something that keeps a resource from going. */
export interface Holder {
  /** In words, so that a person finds it: `machine i-0a1b (bastion)`. */
  readonly name: string;
  /** Ids under which a plan may know it, or what it goes with. */
  readonly ids: readonly string[];
  /** Whether the provider takes it away by itself, as it does with what a deletion leaves behind. */
  readonly leaving: boolean;
}

/** What one mutation is told about itself. */
export interface StepContext {
  readonly address: string;
  readonly token: string;
  readonly operation: string;
  /** Marks of everything of Drydock's in the fields that others share, where the mutation writes some. */
  readonly wrote?: EntryKeys;
  /** What stands of that kind under that id, as far as the run knows. */
  readonly standing: (kind: string, id: string) => Observed | undefined;
  readonly signal: AbortSignal;
  /** Is told of each wait of its calls for the provider's pace. */
  readonly onQueue?: Queue;
}

/** What is looked for: where it belongs, and its fields, in which references may stand in place of values. */
export interface Sought {
  readonly address: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** A cloud as the engine sees it: its kinds, two ways in, and the meaning of its errors. */
export interface Provider<C extends Cloud> {
  /** In order of creation; deletion of what mentions nothing goes the other way. */
  readonly kinds: readonly AnyKind<C>[];
  /** How far listings of a kind may be behind. */
  lagOf(kind: string): ListingLag;
  /** A fresh look, in which equal listings are made once. */
  look(signal: AbortSignal): C["look"];
  step(context: StepContext): C["step"];
  /**
   * Looks for what should stand under those addresses by another way than `find` does: by name, or by where
   * it lies.
   *
   * @param known What is known to stand.
   * @param depth Default `fields`.
   */
  seek(
    signal: AbortSignal,
    kind: string,
    sought: readonly Sought[],
    known: readonly ObservedResource[],
    depth?: Depth,
  ): Promise<readonly ObservedResource[]>;
  /**
   * What an error means; `kind` is the kind whose call it was, where there is one, as a code may mean another
   * thing to it.
   */
  meaning(error: unknown, kind?: string): Meaning;
  /** What to do about a call that has failed, in words; undefined where the provider's own say all. */
  readonly advice?: (error: unknown) => string | undefined;
  /**
   * What keeps that resource from going, as it is now; undefined where nobody can tell.
   *
   * @param known What the plan was made on: whose a part is that no listing names.
   */
  holders(
    look: C["look"],
    resource: ObservedResource,
    known: readonly ObservedResource[],
  ): Promise<readonly Holder[] | undefined>;
  /**
   * Has a resource tell what Drydock wrote in the fields that others share: replaces its marks of the fields
   * that are named.
   */
  mark(step: C["step"], kind: string, resource: Pick<Observed, "id" | "props">, marks: EntryKeys): Promise<void>;
  /**
   * Writes those of the blueprint's own tags on a resource that differ, and takes those of the keys in `gone`
   * away.
   */
  retag(
    step: C["step"],
    kind: string,
    id: string,
    tags: Readonly<Record<string, string>>,
    gone: readonly string[],
  ): Promise<void>;
}
