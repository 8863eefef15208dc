import fc from "fast-check";
import type { ListingLag } from "../../packages/aws-simulator/src/index.ts";
import type { ComputerLife } from "./computer.ts";
import type { KeysLife } from "./keys.ts";
import { type Knife, ways } from "./killed.ts";
import { type Ill, ills } from "./weather.ts";

/** What a run of a writer leads to: one of the blueprints of a pair, or nothing. */
export type Aim = "before" | "after" | "third" | "destroy";

/** One run of one writer, as a process of its own. Times are the world's seconds. */
export interface Deed {
  /** When it begins, or when that writer's deed before it has ended, whichever is later. */
  readonly at: number;
  readonly aim: Aim;
  readonly lock: "wait" | "refuse";
  /** How it ends before it is done; undefined where it is left alone. */
  readonly end?: Knife | { readonly by: "interrupt" | "signal"; readonly after: number };
}

/** One of two who do things to one cluster at once. */
export interface Writer {
  readonly computer: ComputerLife;
  /** Undefined where its credentials never expire. */
  readonly keys?: KeysLife;
  /** When its network is away, and for how long. */
  readonly away: readonly { readonly at: number; readonly seconds: number }[];
  /** Of a hundred requests, how many take long to be signed, and for how many seconds each. */
  readonly signing: { readonly percent: number; readonly seconds: number };
  readonly deeds: readonly Deed[];
}

/** A whole life: what stands at first, who does what to it under what weather, and what it leads to. */
export interface Life {
  readonly pair: number;
  readonly first: "nothing" | "before";
  readonly end: Aim;
  /** Seconds between the last deed and the one that leads to the end. */
  readonly pause: number;
  readonly listings: ListingLag & string;
  readonly staleReads: boolean;
  readonly throttling: boolean;
  /** Of a thousand requests, how many meet each. */
  readonly weather: Readonly<Partial<Record<Ill, number>>>;
  readonly writers: readonly Writer[];
}

const second = fc.integer({ min: 0, max: 400 });

const computer: fc.Arbitrary<ComputerLife> = fc
  .record({
    offset: fc.oneof(
      { weight: 2, arbitrary: fc.constant(0) },
      fc.constantFrom(-40, 90, 240, -600, 1200, -7200, 30_000, -86_400),
    ),
    rate: fc.constantFrom(1, 1, 1, 0.96, 1.04, 0.99),
    set: fc.array(fc.record({ at: second, by: fc.constantFrom(3, -3, 120, -120, 3600, -3600) }), { maxLength: 1 }),
    stops: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      fc.array(
        fc.record({
          at: second,
          seconds: fc.constantFrom(5, 35, 60, 100, 200, 1200),
          by: fc.constantFrom("signal" as const, "suspend" as const),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    ),
  })
  // A clock that is set back while all stands still tells nobody how long that was.
  .map((one) =>
    one.stops.length === 0 ? one : { ...one, set: one.set.map(({ at, by }) => ({ at, by: Math.abs(by) })) },
  );

const deed = fc.record(
  {
    at: fc.oneof(fc.constantFrom(0, 1, 5), fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 500 })),
    aim: fc.constantFrom<Aim>("before", "before", "after", "after", "third", "destroy"),
    lock: fc.constantFrom("wait", "wait", "refuse"),
    end: fc.oneof(
      { weight: 3, arbitrary: fc.record({ boundary: fc.integer({ min: 1, max: 90 }), way: fc.constantFrom(...ways) }) },
      fc.record({
        by: fc.constantFrom("interrupt" as const, "signal" as const),
        after: fc.integer({ min: 0, max: 200 }),
      }),
    ),
  },
  { requiredKeys: ["at", "aim", "lock"] },
) as fc.Arbitrary<Deed>;

const writer = fc.record(
  {
    computer,
    // As long as they are good they are found: a run looks for others every quarter of a minute.
    keys: fc.constantFrom(
      { good: 20, gap: 0 },
      { good: 60, gap: 0 },
      { good: 60, gap: 60 },
      { good: 200, gap: 5 },
      { good: 200, gap: 300 },
      { good: 900, gap: 60 },
    ),
    away: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      fc.array(fc.record({ at: second, seconds: fc.constantFrom(3, 20, 45, 100, 400) }), {
        minLength: 1,
        maxLength: 2,
      }),
    ),
    signing: fc.record({ percent: fc.constantFrom(0, 0, 0, 2, 10), seconds: fc.constantFrom(1, 12, 45) }),
    deeds: fc.array(deed, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ["computer", "away", "signing", "deeds"] },
) as fc.Arbitrary<Writer>;

const weather = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...ills), fc.constantFrom(4, 15, 40)), {
    maxLength: 5,
    selector: ([ill]) => ill,
  })
  .map((all) => Object.fromEntries(all) as Life["weather"]);

const drawnLife: fc.Arbitrary<Life> = fc.record({
  pair: fc.nat({ max: 100_000 }),
  first: fc.constantFrom("nothing", "nothing", "before"),
  end: fc.constantFrom<Aim>("before", "after", "third", "destroy"),
  pause: fc.constantFrom(0, 1, 30, 120, 700),
  listings: fc.constantFrom("none", "typical", "worst", "worst"),
  staleReads: fc.boolean(),
  throttling: fc.boolean(),
  weather,
  writers: fc.tuple(writer, writer),
});

/** The life of a number. */
export function lifeOf(number: number): Life {
  const [life] = fc.sample(drawnLife, { numRuns: 1, seed: number });
  if (life === undefined) throw new RangeError(`no life is drawn by ${number}`);
  return life;
}
