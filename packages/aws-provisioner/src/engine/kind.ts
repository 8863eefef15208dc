// Long because it is the one description of what a kind is.
import type * as z from "zod/mini";
import type { Explanation } from "./explanation.ts";
import type { Level, Meaning } from "./level.ts";
import type { Refusal } from "./refusal.ts";
import type { Shared } from "./shared.ts";
import type { Undertaking } from "./undertaking.ts";

/**
 * Where a resource stands in its life. `deleting` still holds what it holds; `gone` is only a memory of the
 * provider.
 */
export type Status = "ready" | "pending" | "failed" | "deleting" | "gone";

/** A resource as the account shows it, in the words of the blueprint. */
export interface Observed<Props = Record<string, unknown>, Outputs = Record<string, unknown>> {
  /** The provider's id: what other resources mention. */
  readonly id: string;
  /** The name part of its address, from its tag, path or name; undefined where the resource bears none. */
  readonly name: string | undefined;
  readonly props: Props;
  /** What others may refer to beside `id`. */
  readonly outputs: Outputs;
  readonly status: Status;
  /** The blueprint's own tags on it, without those of the system; undefined where the kind bears none. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Marks of what it tells that Drydock wrote, by shared field; none on what older releases made. */
  readonly wrote?: Readonly<Record<string, readonly string[]>> | undefined;
  /** The provider's words for a failure, or for what it waits for. */
  readonly reason?: string | undefined;
  /** The last change that the provider carries out by itself, where that has not come about. */
  readonly undertaking?: Undertaking | undefined;
  /** Ids of things that came with it and are no resources of the cluster. */
  readonly brought?: readonly string[];
  /**
   * True where no listing tells whether it is ready: it counts as ready until something waits for it, and
   * then `findAgain` is asked.
   */
  readonly presumed?: true;
  /** True for what others made beside the cluster's own; a plan leaves it alone unless it prunes it. */
  readonly foreign?: true;
  /** Operation that made it, where its kind carries that as a tag. */
  readonly operation?: string | undefined;
}

/** How a resource comes or goes, beside what its fields say. */
export interface Circumstances {
  /** Whether it replaces another, or is replaced. */
  readonly replaces: boolean;
  /** The fields of the owner with which it vanishes, where that stands already. */
  readonly owner?: Readonly<Record<string, unknown>> | undefined;
  /** Whether it comes when others of its row have been replaced. */
  readonly late?: boolean;
}

/** The provider's actions that each verb of a kind needs, for the least policy. */
export interface Permissions {
  readonly find: readonly string[];
  readonly create: readonly string[];
  readonly update?: readonly string[];
  readonly delete: readonly string[];
}

/**
 * A cloud, by the two things that its kinds work with: `look` is what they read through; `step` is what they
 * change through, and carries the token, the tags and the signal of one mutation.
 */
export interface Cloud {
  readonly look: unknown;
  readonly step: unknown;
}

/**
 * One kind of resource: how the provider's answer projects onto the fields that a blueprint declares, and the
 * few calls that change it. It holds no wait loop, no retry, no diff and no ordering: the engine has one of
 * each.
 */
export interface Kind<C extends Cloud, Name extends string, Props extends object, Raw, Outputs extends object> {
  readonly name: Name;
  readonly props: z.ZodMiniType<Props>;
  /** Fields that `update` changes in place. A difference in any other field replaces the resource. */
  readonly mutable: readonly (keyof Props & string)[];
  /**
   * Of fields that change in place, but not every way: why this change never works, undefined for one that
   * does. A plan with such a change is refused. Values that are known only later are not asked about.
   */
  readonly refuses?: {
    readonly [Field in keyof Props & string]?: (
      before: Props[Field],
      after: Props[Field],
      address: string,
    ) => Refusal | undefined;
  };
  /** Of fields that change in place, but not every way: whether this change takes a replacement. */
  readonly replacedFor?: {
    readonly [Field in keyof Props & string]?: (before: Props[Field], after: Props[Field]) => boolean;
  };
  /** Fields whose lists are sets: their order means nothing. */
  readonly unordered?: readonly (keyof Props & string)[];
  /** Fields in which others may have entries of their own, which stay unless a plan prunes them. */
  readonly shared?: { readonly [Field in keyof Props & string]?: Shared };
  /** A shared field without whose entries it would not stand. */
  readonly standsBy?: keyof Props & string;
  /**
   * Of fields whose values mean the same without being equal: whether what was read may stay where something
   * is wanted, in which references may stand.
   */
  readonly same?: { readonly [Field in keyof Props & string]?: (read: Props[Field], wanted: unknown) => boolean };
  /**
   * Fields that the blueprint may have or not and that the provider never fills in by itself: where none is
   * wanted, one that stands is taken away. Others that are not wanted are left as they are.
   */
  readonly clears?: readonly (keyof Props & string)[];
  /** Fields that are written and never read back (a secret's source); they take no part in the diff. */
  readonly unread?: readonly (keyof Props & string)[];
  /**
   * Fields that others may move at any time. Where a step does not change such a field, it neither matters
   * that it has moved since the plan, nor is it brought back.
   */
  readonly restless?: readonly (keyof Props & string)[];
  /**
   * Its create takes no token and has no natural key, and so makes a second one when it is repeated. The
   * engine looks for what bears the address, until listings have settled, before it repeats it.
   */
  readonly unguarded?: true;
  /**
   * Nothing but a token, where it takes one, keeps a second one from being made: no name, address or place is
   * its own. A plan looks twice before it makes one beside what stands.
   */
  readonly keyless?: true;
  /** Whether one of those fields is deleted or replaced only where the caller names its address. */
  precious?(props: Props): boolean;
  /**
   * Which of the two nodes of a replacement comes first. `delete-first` (default) where the new one needs the
   * old one's name or address.
   */
  readonly replace?: "create-first" | "delete-first";
  /**
   * What a resource must have reached before those that refer to it start; `stable` unless said otherwise.
   */
  readonly usable?: Exclude<Level, "serving">;
  /** Whether a successful delete call means that it is gone, or that it will be. Default `at-once`. */
  readonly deletion?: "at-once" | "polled";
  /**
   * Seconds for which its end is waited for, where the provider may take far longer than is usual. Default:
   * 600 and ten times the usual.
   */
  readonly goneWithin?: number;
  /**
   * The provider goes on to list it when it has gone, as gone: that none is listed does not tell that it has.
   */
  readonly remembered?: true;
  /**
   * The kind of the owner with which it vanishes, and the field that names it: no call is made for it when
   * its owner goes too.
   */
  readonly diesWith?: { readonly kind: string; readonly field: keyof Props & string };
  /**
   * Fields that name what may go before this one does, where this one vanishes with its owner: it does not
   * hold that.
   */
  readonly notHolding?: readonly (keyof Props & string)[];
  /**
   * Fields that are sets in which old and new items may stand together, with what makes two items the same
   * one. Where something that goes needs what an update takes away, that goes after it. A field that is true
   * or false is one without which what vanishes with the resource is not found.
   */
  readonly widens?: {
    readonly [Field in keyof Props & string]?: ((item: never) => string) | Widening<Props[Field]>;
  };
  /** The field that names what it serves in. It goes from there when those that stand in for it serve. */
  readonly servesIn?: keyof Props & string;
  /**
   * True where it goes when nobody else mentions what it serves in any more, because until then others are
   * sent to it there. Unless it goes with its owner.
   */
  readonly servesToTheLast?: true;
  /**
   * The field that names what says how it leaves, for how long it is to answer meanwhile for instance: it
   * goes when that has been updated.
   */
  readonly leavesBy?: keyof Props & string;
  /**
   * Outputs by which others mention it, beside its id: a name under which it is reached, for instance.
   */
  readonly knownBy?: readonly (keyof Outputs & string)[];
  /**
   * Seconds for which others go on by what it said before an update, given the fields of what that lets go
   * of, which goes only after them.
   */
  lingers?(gone: Readonly<Record<string, unknown>>): number;
  /**
   * What it is to be stable. What is `passing` may be so no more though nothing has changed it: the step that
   * makes it waits for it, and a run that leaves it alone does not.
   */
  readonly stable: Meaning & { readonly passing?: true };
  /**
   * What it is to serve, where the provider tells more than that it is stable: usual seconds after its create
   * is accepted until it does, and what it lacks yet. Of what others are `led` to: nobody is moved to it, and
   * what it replaces does not go, before it serves. `comes` tells of what is not known to serve for no other
   * reason than that its first checks are under way.
   */
  readonly serving?: Meaning & {
    readonly led?: true;
    seconds(props: Props): number;
    lacks(look: C["look"], observed: Observed<Props, Outputs>): Promise<string | undefined>;
    comes?(look: C["look"], observed: Observed<Props, Outputs>): Promise<string | undefined>;
  };
  /**
   * Has it lead to what an update is to move others to, beside what it leads to: for a provider that looks
   * after the new one only where something leads there. False where the two cannot stand side by side, so
   * that nothing can be waited for.
   */
  join?(
    step: C["step"],
    observed: Observed<Props, Outputs>,
    props: Props,
    fields: readonly (keyof Props & string)[],
  ): Promise<boolean>;
  /**
   * A field whose value only one resource can hold at a time, among all kinds that have one: an address. What
   * takes it over is made when its holder has gone.
   */
  readonly exclusive?: keyof Props & string;
  /**
   * Whether of two resources of this kind one cannot be made while the other stands, by their `exclusive`
   * values: ranges that overlap. Default: where they are equal, of whatever kinds the two are.
   */
  excludes?(one: string, other: string): boolean;
  /**
   * A field that names what its members are made from: they hold what that mentions, until an update that the
   * provider carries out by itself has replaced them all.
   */
  readonly holdsThrough?: keyof Props & string;
  /** Whether it has parts of its own in what it mentions, which cannot go while these are there. */
  readonly standsIn?: boolean;
  /**
   * Of what has members: which of them are on their way out by now, in words, and the seconds that this takes
   * at most. They may use to the last what they were made with.
   */
  readonly departing?: {
    told(observed: Observed<Props, Outputs>): string | undefined;
    seconds(observed: Observed<Props, Outputs>): number;
  };
  /** The name of the row in which one of that name stands, where it is replaced in turn with others. */
  rowOf?(name: string): string | undefined;
  /**
   * The field that names what it carries for, routes for a subnet for instance: it does not hold that, and
   * lets go of one that goes when that has gone.
   */
  readonly carries?: keyof Props & string;
  /**
   * Kinds of what it mentions that may not be seen for seconds after they were made, and how many of it
   * the provider lets through at once: of more that mention a fresh one, the first goes ahead, and the others
   * follow when it was let in.
   */
  readonly seesLate?: { readonly kinds: readonly string[]; readonly atOnce: number };
  /**
   * Kinds whose resources can go only after this one has gone, though it does not mention them, or after all
   * its members have been replaced.
   */
  readonly deletedBefore?: readonly string[];
  /** Outputs that an update may change; who refers to one learns its value only when the update is done. */
  readonly volatile?: readonly (keyof Outputs & string)[];
  /** Usual seconds from the call until it is ready, and until it is gone. */
  readonly seconds: { readonly create: number; readonly delete: number };
  /**
   * Those of one that takes another time than most, as its fields tell, in which references may stand, or how
   * it comes and goes.
   */
  secondsOf?(props: Props, how: Circumstances): Kind<C, Name, Props, Raw, Outputs>["seconds"] | undefined;
  /**
   * Usual seconds for which something of it, when it has gone, still holds what it mentioned and what is
   * deleted after it: the provider takes that away by itself.
   */
  readonly holdsOn?: number;
  /**
   * Seconds for which an update from these fields to those may take at most, where the provider carries it
   * out by itself and gives it up by itself; undefined where it is waited for as long as for others.
   */
  updateSeconds?(before: Props, wanted: Props): number | undefined;
  /**
   * Usual seconds of an update of those fields to what is wanted, in which references may stand, where the
   * provider carries it out by itself; undefined where it takes as long as others.
   */
  usualUpdate?(observed: Observed<Props, Outputs>, wanted: Props, fields: readonly string[]): number | undefined;
  /**
   * Seconds for which what the provider carries out by itself, from what was observed to those fields, may
   * come no further, before it is called off by `callOff`; undefined where it is left to the provider.
   */
  patience?(props: Props, before: Observed<Props, Outputs>): number | undefined;
  /**
   * Of what is not to be cut short: what comes before its deletion. `begin` asks the provider to have it come
   * to its end, and `over` tells from a listing that it has; `seconds` are the usual ones until then,
   * undefined for one that is deleted as it stands.
   */
  readonly retirement?: {
    seconds(observed: Observed<Props, Outputs>): number | undefined;
    begin(step: C["step"], observed: Observed<Props, Outputs>): Promise<unknown>;
    over(observed: Observed<Props, Outputs>): boolean;
  };
  readonly permissions: Permissions;
  /**
   * Lists everything of this kind that belongs to the cluster: a constant number of calls, however much there
   * is.
   */
  find(look: C["look"]): Promise<readonly Raw[]>;
  /**
   * Lists again what was found before, by fewer calls than `find`: asked for by waits that look for nothing
   * else. Of its tags it may tell what is known, unless `depth` is `fields`.
   */
  findAgain?(
    look: C["look"],
    known: readonly Pick<Observed<Props, Outputs>, "id" | "name" | "tags">[],
    depth: "fields" | "existence" | "check",
  ): Promise<readonly Raw[]>;
  /**
   * Looks for what should stand by its own name, by which the provider finds it however far listings are
   * behind. Absent where it has none, or is found no sooner by it.
   */
  seek?(look: C["look"], sought: readonly Props[]): Promise<readonly Raw[]>;
  /**
   * Adds what no listing tells, at the price of calls for each resource. Asked for where fields matter (a
   * plan, the check of an update), not where existence does (a wait, a destroy): `read` must do without.
   */
  detail?(look: C["look"], raw: Raw): Promise<Raw>;
  /**
   * Adds whether it works, which then stands in the status that is read, and the usual seconds from when it
   * is ready until that is known. Asked for where it replaces another, and what comes after it waits.
   */
  readonly check?: { readonly seconds: number; run(look: C["look"], raw: Raw): Promise<Raw> };
  /** The provider's answer in the blueprint's fields; undefined for what is not the cluster's. Pure. */
  read(raw: Raw, look: C["look"]): Observed<Props, Outputs> | undefined;
  /**
   * Makes it and gives back what the provider answered, as `find` would list it; nothing where the answer
   * holds too little.
   */
  create(step: C["step"], props: Props): Promise<Raw | undefined>;
  /** Brings the named fields to what `props` says. */
  update?(
    step: C["step"],
    observed: Observed<Props, Outputs>,
    props: Props,
    fields: readonly (keyof Props & string)[],
  ): Promise<unknown>;
  delete(step: C["step"], observed: Observed<Props, Outputs>): Promise<unknown>;
  /** Calls off what the provider carries out by itself: it is then seen as given up. */
  callOff?(step: C["step"], observed: Observed<Props, Outputs>): Promise<unknown>;
  /**
   * Why a resource is not stable yet, or can no longer become it: asked when a wait for it is late, every
   * minute from then on, and when it ends without success. Undefined where there is no more to say than its
   * `reason`. What was before `since`, when the wait began, makes nothing vain.
   */
  explain?(look: C["look"], observed: Observed<Props, Outputs>, since: Date): Promise<Explanation | undefined>;
}

/** How a field that is no list is one of items, of which two sets may stand together. */
export interface Widening<Value> {
  readonly keyOf: (item: unknown) => string;
  readonly items: (value: Value) => readonly unknown[];
  readonly of: (items: readonly unknown[]) => Value;
}

/** A kind whose own types are of no interest to the one who holds it: what the engine works with. */
// oxlint-disable-next-line typescript/no-explicit-any -- each kind takes only its own fields; no other type covers them all
export type AnyKind<C extends Cloud = Cloud> = Kind<C, string, any, any, any>;

/** A type-safe `kind()` for one cloud. */
export function kindFor<C extends Cloud>() {
  return function kind<const Name extends string, Props extends object, Raw, Outputs extends object>(
    name: Name,
    rest: Omit<Kind<C, Name, Props, Raw, Outputs>, "name">,
  ): Kind<C, Name, Props, Raw, Outputs> {
    return { name, ...rest };
  };
}
