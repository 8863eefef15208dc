import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toyClock } from "../../engine/testing/toy-clock.ts";
import { Bucket, type Lane } from "./bucket.ts";
import { published, type Rate } from "./rate.ts";

/** A call that asks for tokens, some time after the one before. */
interface Asking {
  readonly after: number;
  readonly amount: number;
  readonly lane: Lane;
  /** Milliseconds after which it is cancelled; undefined for most. */
  readonly cancelled: number | undefined;
  /** Whether AWS refuses it once it was let through. */
  readonly refused: boolean;
}

const askings = fc.array(
  fc.record({
    after: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 20_000 })),
    amount: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.integer({ min: 1, max: 30 })),
    lane: fc.constantFrom<Lane>("reading", "changing"),
    cancelled: fc.option(fc.integer({ min: 0, max: 5000 }), { nil: undefined, freq: 8 }),
    refused: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
  }),
  { minLength: 1, maxLength: 60 },
);
const rates = fc
  .record({ capacity: fc.integer({ min: 1, max: 100 }), refill: fc.constantFrom(0.3, 1, 2, 5, 20) })
  .map(({ capacity, refill }) => published(capacity, refill));

interface Told {
  readonly at: number;
  readonly nth: number;
  readonly amount: number;
  readonly lane: Lane;
}

/** What becomes of calls that ask one bucket: when each is let through, and which are cancelled before. */
async function served(rate: Rate, calls: readonly Asking[]) {
  const clock = toyClock();
  const bucket = new Bucket(rate, clock);
  const [let_, asked, cancelled]: [Told[], Told[], number[]] = [[], [], []];
  const shares: number[] = [];
  const all = calls.map(async ({ amount, lane, cancelled: cut, refused }, nth) => {
    const before = calls.slice(0, nth + 1).reduce((sum, { after }) => sum + after, 0);
    await clock.sleep(before);
    const knife = new AbortController();
    if (cut !== undefined) void clock.sleep(cut).then(() => knife.abort("cut"));
    asked.push({ at: clock.now(), nth, amount, lane });
    try {
      await bucket.take(amount, lane, knife.signal);
    } catch (error) {
      expect(error).toBe("cut");
      return cancelled.push(nth);
    }
    let_.push({ at: clock.now(), nth, amount, lane });
    const sentAt = clock.now();
    if (refused) bucket.refused(sentAt);
    shares.push(bucket.perSecond / rate.refill);
  });
  await Promise.all(all);
  return { passed: let_, asked, cancelled, shares, clock, bucket };
}

const runs = { numRuns: 150 };

describe("a bucket", () => {
  it("lets through no more than AWS's would, in no stretch of time", async () => {
    await fc.assert(
      fc.asyncProperty(rates, askings, async (rate, calls) => {
        const { passed } = await served(rate, calls);
        const taken = (one: Told) => Math.min(one.amount, Math.max(1, rate.capacity * 0.8));
        for (const [first, from] of passed.entries()) {
          let sum = 0;
          for (const to of passed.slice(first)) {
            sum += taken(to);
            expect(sum).toBeLessThanOrEqual(rate.capacity + (rate.refill * (to.at - from.at)) / 1000 + 1e-3);
          }
        }
      }),
      runs,
    );
  });

  it("lets through all that are not cancelled, and who came first in a lane first", async () => {
    await fc.assert(
      fc.asyncProperty(rates, askings, async (rate, calls) => {
        const { passed, asked, cancelled } = await served(rate, calls);
        expect(passed.length + cancelled.length).toBe(calls.length);
        for (const lane of ["reading", "changing"] as const) {
          const order = asked.filter((one) => one.lane === lane).map(({ nth }) => nth);
          const through = passed.filter((one) => one.lane === lane).map(({ nth }) => nth);
          expect(through).toEqual(order.filter((nth) => through.includes(nth)));
        }
      }),
      runs,
    );
  });

  it("starves no lane: of those who wait, no two of one go before one of the other", async () => {
    await fc.assert(
      fc.asyncProperty(rates, askings, async (rate, calls) => {
        const { passed, asked } = await served(rate, calls);
        for (const [first, [one, two]] of pairs(passed).entries()) {
          if (one.lane !== two.lane) continue;
          const later = passed.slice(first + 2).filter(({ lane }) => lane !== one.lane);
          // Who had asked before the first of the two went was passed over by the second.
          const waiting = later.filter(({ nth }) => asked.find((other) => other.nth === nth)!.at < one.at);
          expect(waiting).toEqual([]);
        }
      }),
      runs,
    );
  });

  it("keeps no one waiting while it has tokens", async () => {
    await fc.assert(
      fc.asyncProperty(rates, fc.integer({ min: 1, max: 60 }), async (rate, count) => {
        const call: Asking = { after: 0, amount: 1, lane: "reading", cancelled: undefined, refused: false };
        const { clock } = await served(rate, Array<Asking>(count).fill(call));
        const size = Math.max(1, rate.capacity * 0.8);
        const first = Math.max(size / 2, Math.min(3, size));
        // Each wait is rounded up to a millisecond.
        const longest = (Math.max(0, count - first) / (rate.refill * 0.8)) * 1000 + count;
        expect(clock.now()).toBeLessThanOrEqual(longest);
      }),
      runs,
    );
  });

  it("takes a share between a twentieth and all of AWS's rate, whatever comes back", async () => {
    await fc.assert(
      fc.asyncProperty(rates, askings, async (rate, calls) => {
        const { shares } = await served(rate, calls);
        for (const share of shares) {
          expect(share).toBeGreaterThanOrEqual(0.05 - 1e-9);
          expect(share).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
      runs,
    );
  });
});

function pairs(list: readonly Told[]): [Told, Told][] {
  return list.slice(1).map((two, nth) => [list[nth]!, two]);
}

const launches = published(5, 2);
const one = async (bucket: Bucket, signal?: AbortSignal) => bucket.take(1, "changing", signal);
const isFree = (bucket: Bucket) => bucket.take(1, "changing", undefined) === undefined;

describe("the pace of launches", () => {
  it.each([
    ["launches", launches, 3, 625],
    ["endpoints", published(4, 0.3), 3, 4167],
    ["what has but one", published(1, 1), 1, 1250],
    ["changes", published(50, 5), 20, 250],
    ["volumes", published(100, 5), 40, 250],
  ])(
    "begins with half of four fifths, or a handful of %s, and goes on at four fifths",
    async (_, rate, burst, next) => {
      const clock = toyClock();
      const bucket = new Bucket(rate, clock);
      for (let nth = 0; nth < burst; nth++) await one(bucket);
      expect(clock.now()).toBe(0);
      await one(bucket);
      expect(clock.now()).toBe(next);
    },
  );

  it("holds four after a rest, however long", async () => {
    const clock = toyClock();
    const bucket = new Bucket(launches, clock);
    await clock.sleep(3_600_000);
    expect(Array.from({ length: 5 }, () => isFree(bucket))).toEqual([true, true, true, true, false]);
  });

  it("grows by a twentieth of AWS's for each 10 s in which calls wait, to all of it", async () => {
    const clock = toyClock();
    const bucket = new Bucket(launches, clock);
    const paces: number[] = [];
    const waits = Array.from({ length: 140 }, () => one(bucket));
    for (let nth = 0; nth < 6; nth++) {
      // Who asks has it reckoned.
      bucket.secondsFor(1);
      paces.push(bucket.perSecond);
      await clock.sleep(10_000);
    }
    expect(paces.map((pace) => Number(pace.toFixed(3)))).toEqual([1.6, 1.7, 1.8, 1.9, 2, 2]);
    await Promise.all(waits);
    expect(bucket.perSecond).toBe(1.6);
  });

  it("stops at a refusal, goes on at seven tenths, and comes back to what is usual by itself", async () => {
    const clock = toyClock();
    const bucket = new Bucket(launches, clock);
    await clock.sleep(60_000);
    const [sent, alsoSent] = [clock.now(), clock.now() - 500];
    bucket.refused(sent);
    expect(bucket.perSecond).toBeCloseTo(1.12);
    // Of calls that were under way together, one counts.
    bucket.refused(alsoSent);
    expect(bucket.perSecond).toBeCloseTo(1.12);
    const began = clock.now();
    await one(bucket);
    expect(clock.now() - began).toBe(893);
    bucket.refused(clock.now());
    expect(bucket.perSecond).toBeCloseTo(0.784);
    await clock.sleep(3_600_000);
    bucket.secondsFor(1);
    expect(bucket.perSecond).toBe(1.6);
  });

  it("says how long one who comes now should wait", () => {
    const bucket = new Bucket(launches, toyClock());
    const knife = new AbortController();
    expect(bucket.secondsFor(1)).toBe(0);
    for (let nth = 0; nth < 10; nth++) void one(bucket, knife.signal).catch(() => {});
    expect(bucket.secondsFor(1)).toBeCloseTo(8 / 1.6);
    knife.abort();
    expect(bucket.secondsFor(1)).toBeCloseTo(1 / 1.6);
  });

  it("lets those go who are cancelled, and with the last of them its own sleep", async () => {
    const clock = toyClock();
    const bucket = new Bucket(launches, clock);
    for (let nth = 0; nth < 3; nth++) await one(bucket);
    const knife = new AbortController();
    const waits = Array.from({ length: 3 }, () => one(bucket, knife.signal));
    knife.abort("enough");
    expect((await Promise.allSettled(waits)).map((outcome) => outcome.status)).toEqual(Array(3).fill("rejected"));
    // Nobody is left to wake up, for whom the clock would go on.
    for (let nth = 0; nth < 3; nth++) await new Promise(setImmediate);
    expect([clock.now(), clock.woken]).toEqual([0, []]);
    await expect(one(bucket, knife.signal)).rejects.toBe("enough");
    await one(bucket);
    expect(clock.now()).toBe(625);
  });

  it("goes on by a clock that is set back", async () => {
    const real = toyClock();
    let back = 0;
    const bucket = new Bucket(launches, { now: () => real.now() - back, sleep: real.sleep });
    for (let nth = 0; nth < 3; nth++) await one(bucket);
    back = 3_600_000;
    await one(bucket);
    expect(real.now()).toBeLessThan(1000);
  });

  it("has no more to give than it holds for a call that asks for more", async () => {
    const clock = toyClock();
    const bucket = new Bucket(launches, clock);
    await bucket.take(1000, "changing", undefined);
    expect(clock.now()).toBe(625);
  });
});
