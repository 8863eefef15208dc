import fc from "fast-check";
import { drawnLag, type Lateness } from "./drawn-lateness.ts";
import { type Knife, ways } from "./killed.ts";
import { type Aim, aims, type Skiff } from "./skiff.ts";

/** A time at which something begins, in seconds from the beginning of the life, and for how many it lasts. */
export interface Spell {
  readonly at: number;
  readonly seconds: number;
}

/** How a deed ends before its time. */
export type CutShort =
  | ({ readonly by: "death" } & Knife)
  /** Asked for an orderly end, or cancelled, so many seconds after it began. */
  | { readonly by: "interrupt" | "signal"; readonly after: number };

/** What a writer does, in a process of its own. */
export interface WritersDeed {
  readonly to: Aim | "destroy";
  /** Seconds for which the writer rests before. */
  readonly rest: number;
  readonly lock: "wait" | "refuse";
  readonly lockTimeout: number;
  readonly cut?: CutShort;
}

/** Somebody at a computer, who does one thing after the other. */
export interface Writer {
  /** Seconds by which the computer's clock is ahead. */
  readonly offset: number;
  /** The pace of its clocks. */
  readonly rate: number;
  /** When it stands still, stopped or suspended: then the steady clock stands still too. */
  readonly stops: readonly (Spell & { readonly isSuspend: boolean })[];
  /** When nothing that it sends arrives. */
  readonly away: readonly Spell[];
  /** For how many seconds its credentials are good, and how many then pass before there are others. */
  readonly keys?: { readonly good: number; readonly gap: number };
  readonly deeds: readonly WritersDeed[];
}

/** What goes wrong with single calls. */
export const strikes = [
  "hung",
  "hung when heard",
  "cut",
  "a page",
  "nothing",
  "bad gateway",
  "reset",
  "answer lost",
  "throttled",
  "late",
] as const;
export type Strike = (typeof strikes)[number];

/** All that is drawn of one life. */
export interface WritersLife {
  readonly skiff: Skiff;
  /** Whether it stands already when the two begin. */
  readonly stands: boolean;
  readonly listingLag: Lateness["listingLag"];
  readonly staleReads: boolean;
  /** Of a hundred listings, how many leave one thing out. */
  readonly omissions: number;
  /** Of a hundred calls, how many are struck, and by what. */
  readonly struck: number;
  readonly strikes: readonly Strike[];
  /** Whether AWS's own rates are kept. */
  readonly throttling: boolean;
  readonly writers: readonly [Writer, Writer];
  /** What all is led to at last, and seconds before that. */
  readonly last: { readonly to: Aim | "destroy"; readonly rest: number };
}

const to = fc.constantFrom<Aim | "destroy">(...aims, ...aims, "destroy");

const cut: fc.Arbitrary<CutShort> = fc.oneof(
  fc.record({
    by: fc.constant("death" as const),
    boundary: fc.integer({ min: 1, max: 90 }),
    way: fc.constantFrom(...ways),
  }),
  fc.record({ by: fc.constantFrom("interrupt" as const, "signal" as const), after: fc.integer({ min: 1, max: 200 }) }),
);

const deed: fc.Arbitrary<WritersDeed> = fc.record(
  {
    to,
    rest: fc.constantFrom(0, 0, 0.3, 3, 20, 90, 300),
    lock: fc.constantFrom("wait", "wait", "wait", "refuse"),
    lockTimeout: fc.constantFrom(1800, 1800, 20),
    cut: fc.option(cut, { freq: 2, nil: undefined }),
  },
  { requiredKeys: ["to", "rest", "lock", "lockTimeout"] },
) as fc.Arbitrary<WritersDeed>;

const minutes = 60;

const drawnWriter: fc.Arbitrary<Writer> = fc.record(
  {
    offset: fc.oneof(
      fc.constant(0),
      fc.integer({ min: -30 * minutes, max: 30 * minutes }),
      fc.integer({ min: -600 * minutes, max: 600 * minutes }),
    ),
    rate: fc.constantFrom(1, 1, 0.97, 1.03),
    stops: fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 300 }),
        seconds: fc.constantFrom(5, 35, 45, 95, 120, 400),
        isSuspend: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
    away: fc.array(
      fc.record({ at: fc.integer({ min: 0, max: 300 }), seconds: fc.constantFrom(3, 3, 30, 30, 60, 200) }),
      { maxLength: 1 },
    ),
    keys: fc.record({ good: fc.integer({ min: 30, max: 900 }), gap: fc.constantFrom(0, 0, 0, 20, 120, 1200) }),
    deeds: fc.array(deed, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ["offset", "rate", "stops", "away", "deeds"] },
) as fc.Arbitrary<Writer>;

const drawnLife: fc.Arbitrary<WritersLife> = fc.record({
  skiff: fc.record({
    zones: fc.constantFrom(1, 1, 2),
    nat: fc.constantFrom("none", "none", "single"),
    hasMachines: fc.boolean(),
    isExposed: fc.constantFrom(false, false, true),
  }),
  stands: fc.boolean(),
  listingLag: drawnLag,
  staleReads: fc.boolean(),
  omissions: fc.constantFrom(0, 0, 1, 3, 10),
  struck: fc.constantFrom(0, 1, 3, 6),
  strikes: fc.subarray([...strikes], { minLength: 1 }),
  throttling: fc.boolean(),
  writers: fc.tuple(drawnWriter, drawnWriter),
  last: fc.record({ to, rest: fc.constantFrom(0, 0, 5, 60, 600) }),
});

/** The life of a number. */
export function writersLifeOf(seed: number): WritersLife {
  const [drawn] = fc.sample(drawnLife, { numRuns: 1, seed });
  if (drawn === undefined) throw new RangeError(`no life is drawn by ${seed}`);
  return drawn;
}
