import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Clock } from "../clock.ts";
import type { Untimed } from "../event.ts";
import type { LedgerRecord } from "../ledger.ts";
import type { LedgerStore } from "../ledger-store.ts";
import { memoryStore } from "../memory-store.ts";
import { toyClock, type ToyClock } from "../testing/toy-clock.ts";
import { UnansweredError } from "../unanswered.ts";
import type { Gate } from "./gate.ts";
import type { Holder } from "./holder.ts";
import { leasedLedger } from "./leased-ledger.ts";
import { leaseSeconds } from "./lease-times.ts";
import { Overtaken } from "./run-ledger.ts";

/** How a computer on which a run goes on differs from the world. */
interface Computer {
  /** Its clock's pace. */
  readonly rate: number;
  /** How far its clock is off, in seconds. */
  readonly offset: number;
  /** When it stands still, in the world's seconds, and for how long: stopped, or suspended. */
  readonly stops: readonly (readonly [at: number, seconds: number])[];
  /** When it begins. */
  readonly begins: number;
  /** Seconds of work that changes something. */
  readonly work: number;
  /** Whether it ends without a word when half of that is done. */
  readonly dies: boolean;
  /** When the store cannot be reached from it, and for how long. */
  readonly away: readonly (readonly [at: number, seconds: number])[];
}

const within = ([at, seconds]: readonly [number, number], now: number) => now >= at && now < at + seconds;

/** Seconds for which what was sent may be under way before it has had its effect. */
const flight = 30;

const plan = { format: 1, cluster: "pier", steps: [], unchanged: [], resources: [], tags: {}, notices: [] } as const;

class Dead extends Error {}

/** A process of one computer: its time, its store, and what it has sent to the account. */
function living(world: ToyClock, shared: LedgerStore, computer: Computer, name: string, lags: () => number) {
  const { rate, offset, stops, away } = computer;
  const second = () => world.now() / 1000;
  /** Waits for as long as the computer stands still. */
  const awake = async () => {
    for (
      let stop = stops.find((one) => within(one, second()));
      stop;
      stop = stops.find((one) => within(one, second()))
    ) {
      await world.sleep((stop[0] + stop[1] - second()) * 1000 + 1);
    }
  };
  const clock: Clock = {
    now: () => world.now() * rate + offset * 1000,
    steady: () => world.now() * rate,
    async sleep(milliseconds, signal) {
      await world.sleep(milliseconds / rate, signal);
      await awake();
    },
  };
  const call = async <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    await world.sleep(lags() * 1000);
    if (away.some((one) => within(one, second()))) {
      await world.sleep(5000);
      await awake();
      throw new UnansweredError(new Error("away"));
    }
    const answer = await work();
    await world.sleep(lags() * 1000);
    const isLost = away.some((one) => within(one, second()));
    await awake();
    if (isLost) throw new UnansweredError(new Error("away"));
    return answer;
  };
  let nonce = 0;
  const store: LedgerStore = {
    get: async (key) => {
      for (;;) {
        try {
          const stored = await call(() => shared.get(key));
          return stored && { ...stored, text: (JSON.parse(stored.text) as { text: string }).text };
        } catch {
          await clock.sleep(500);
        }
      }
    },
    // As a store does: a write whose answer was lost is known again by its nonce.
    put: async (key, text, version) => {
      const mine = `${name} ${++nonce}`;
      let mayHaveLanded = false;
      for (;;) {
        try {
          const written = await call(() => shared.put(key, JSON.stringify({ text, mine }), version));
          if (written !== undefined || !mayHaveLanded) return written;
          const stored = await call(() => shared.get(key));
          return stored !== undefined && stored.text.includes(`"${mine}"`) ? stored.version : undefined;
        } catch {
          mayHaveLanded = true;
          await clock.sleep(500);
        }
      }
    },
  };
  const gate: Gate = { lease: undefined };
  const holder: Holder = { id: name, who: name, host: name, pid: 1, since: "" };
  const over = new AbortController();
  const events: Untimed[] = [];
  const ledger = leasedLedger({
    cluster: "pier",
    store,
    clock,
    signal: over.signal,
    random: () => 0.5,
    emit: (event) => void events.push(event),
    holder,
    isGone: () => false,
    parse: async (text) => JSON.parse(text) as LedgerRecord,
    lock: "wait",
    lockTimeout: 100_000,
    gate,
    place: async () => ({ account: "123456789012", region: "us-west-2" }),
    onLost: (error) => over.abort(error),
  });
  const sent: number[] = [];
  const run = async (): Promise<string> => {
    await world.sleep(computer.begins * 1000);
    try {
      for (;;) {
        await ledger.claim();
        await clock.sleep(3000);
        try {
          await ledger.write({ format: 1, cluster: "pier", operation: name, plan, state: "open" });
          break;
        } catch (error) {
          if (!(error instanceof Overtaken)) throw error;
        }
      }
      for (let worked = 0; worked < computer.work; worked++) {
        await gate.lease?.untilFresh(over.signal);
        // The last look stands right before the socket: no stop comes between.
        if (gate.lease?.isFresh()) sent.push(second());
        await clock.sleep(1000, over.signal);
        if (computer.dies && worked > computer.work / 2) throw new Dead();
      }
      await ledger.write({ format: 1, cluster: "pier", operation: name, plan, state: "closed" });
      return "done";
    } catch (error) {
      gate.lease?.stop();
      if (error instanceof Dead) return "dead";
      return (error as { code?: string }).code ?? String(error);
    }
  };
  return { run, sent, events };
}

const moments = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 300 })), {
  maxLength: 3,
});

const computers = fc.array(
  fc.record({
    rate: fc.constantFrom(0.96, 0.99, 1, 1.01, 1.04),
    offset: fc.integer({ min: -100_000, max: 100_000 }),
    stops: moments,
    begins: fc.integer({ min: 0, max: 200 }),
    work: fc.integer({ min: 1, max: 150 }),
    dies: fc.boolean(),
    away: moments,
  }),
  { minLength: 2, maxLength: 3 },
);

describe("a lease", () => {
  it("lets no two runs change the account at once, whoever stops, dies or is cut off, and each gets its turn", async () => {
    const met = { tookOver: 0, lost: 0, overtaken: 0, done: 0 };
    await fc.assert(
      fc.asyncProperty(
        computers,
        fc.infiniteStream(fc.double({ min: 0.01, max: 3, noNaN: true })),
        async (all, lags) => {
          const world = toyClock();
          const shared = memoryStore();
          const lag = () => lags.next().value as number;
          const runs = all.map((one, index) => living(world, shared, one, `run-${index}`, lag));
          const ends = await Promise.all(runs.map(({ run }) => run()));
          for (const [index, end] of ends.entries()) {
            expect(["done", "dead", "lease-lost"]).toContain(end);
            if (all[index]!.dies === false && end === "dead") throw new Error("it did not die");
            if (end === "done") met.done++;
            if (end === "lease-lost") met.lost++;
          }
          // Stretches of one run's sends, and until the last of each has had its effect.
          const stretches = runs
            .flatMap(({ sent }, whose) => sent.map((at) => ({ at, whose })))
            .toSorted((a, b) => a.at - b.at);
          for (const [index, { at, whose }] of stretches.entries()) {
            const before = stretches[index - 1];
            if (before === undefined || before.whose === whose) continue;
            const gaveUp = ends[before.whose] !== "done" || runs[before.whose]!.sent.at(-1)! > at;
            // One that ended well had all its answers before it let go.
            if (gaveUp) {
              met.tookOver++;
              expect(at - before.at).toBeGreaterThan(flight);
            } else expect(at).toBeGreaterThan(before.at);
          }
        },
      ),
      { numRuns: process.env["DRYDOCK_LIVES"] === "all" ? 3000 : 150 },
    );
    // It proves nothing if it never came to that.
    expect(met.tookOver).toBeGreaterThan(0);
    expect(met.done).toBeGreaterThan(0);
  });

  it("leaves time for what is under way, and for clocks that differ by a twentieth", () => {
    const { stops, dead } = leaseSeconds;
    expect((stops / 0.95 + flight) * 1.05).toBeLessThan(dead);
  });
});
