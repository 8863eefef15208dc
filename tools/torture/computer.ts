import type { ApplyOptions, Clock } from "../../packages/aws-provisioner/src/index.ts";
import type { FaultEffect, LoggedCall, SimulatedAccount } from "../../packages/aws-simulator/src/index.ts";
import type { Spell, Writer } from "./drawn-writers.ts";

/** A call, and whose it is. */
export interface OwnCall {
  readonly call: LoggedCall;
  readonly process: Process;
}

/** One run on a computer: what it has sent, and the keys that it signs by. */
export interface Process {
  readonly name: string;
  /** What goes wrong with what it sends, whatever is asked. */
  hindrance(): FaultEffect | undefined;
}

/** What is around all computers: an account, and who sends to it at this moment. */
export interface World {
  readonly account: SimulatedAccount;
  /** When its writers began. */
  began: number;
  readonly calls: OwnCall[];
  /** What was done to calls. */
  readonly struck: WeakMap<LoggedCall, FaultEffect>;
  sender: Process | undefined;
  /** Counts what has truly struck. */
  met(what: string): void;
}

/** What AWS answers to keys that have expired, as a fault. */
const expired = {
  kind: "refuse",
  code: "ExpiredToken",
  message: "The security token included in the request is expired",
  status: 403,
} as const satisfies FaultEffect;

/** The options of a new process at a writer's computer: its clocks, its connection and its keys. */
export function processOf(world: World, writer: Writer, name: string): ApplyOptions {
  const { account, began } = world;
  const second = (): number => (account.clock.now() - began) / 1000;
  const keys = keysOf(writer, second);
  const process: Process = {
    name,
    hindrance() {
      if (writer.away.some((spell) => isWithin(spell, second())))
        return (world.met("network away"), { kind: "lose-request" });
      if (keys.areExpired()) return (world.met("credentials expired"), expired);
      return undefined;
    },
  };
  const awake = async (): Promise<void> => {
    for (let stop = at(writer.stops, second()); stop !== undefined; stop = at(writer.stops, second())) {
      world.met(stop.seconds > 40 ? "stood still for longer than a lease" : "stood still");
      await account.clock.sleep((stop.at + stop.seconds - second()) * 1000 + 1);
    }
  };
  const middleware = {
    applyToStack: (stack: { add(middleware: unknown, options: object): void }) =>
      stack.add(
        (next: (request: unknown) => Promise<unknown>) => async (request: unknown) => {
          const before = account.calls.length;
          world.sender = process;
          const sent = next(request);
          world.sender = undefined;
          const call = account.calls[before];
          if (call === undefined) throw new Error("a call has not come to the account at once");
          world.calls.push({ call, process });
          // What stands still hears of it later.
          await Promise.allSettled([sent]);
          await awake();
          return told(await sent, clock.now() - account.clock.now());
        },
        { step: "initialize", priority: "high", name: "computer" },
      ),
  };
  const { plugins, client } = account.connection;
  const clock = clockOf(account.clock, began, writer, awake);
  return {
    ...account.connection,
    clock,
    client: { ...client, credentials: keys.provider },
    plugins: [middleware as unknown as (typeof plugins)[number], ...plugins],
  };
}

/** How far a clock may be off, in milliseconds, before AWS's own answers correct it (`sending/aws-clock.ts`). */
const borne = 60_000;

/**
 * An answer as whoever goes by a clock reads it that is so much ahead. Its Date corrects that clock where it is
 * far off, and answers of the simulated account have none: so the times that it tells come by that clock.
 */
function told(answer: unknown, ahead: number): unknown {
  const { output } = Object(answer) as { output?: { LastModified?: Date } };
  if (output?.LastModified === undefined || Math.abs(ahead) <= borne) return answer;
  const LastModified = new Date(output.LastModified.getTime() + ahead);
  return { ...Object(answer), output: { ...output, LastModified } };
}

/** A computer's clocks. Those of one that is suspended go on, but for the steady one. */
function clockOf(world: Clock, began: number, { offset, rate, stops }: Writer, awake: () => Promise<void>): Clock {
  const suspended = (): number =>
    stops
      .filter(({ isSuspend }) => isSuspend)
      .reduce((sum, stop) => sum + Math.min(Math.max(0, world.now() - began - stop.at * 1000), stop.seconds * 1000), 0);
  return {
    virtual: true,
    now: () => began + (world.now() - began) * rate + offset * 1000,
    steady: () => (world.now() - began - suspended()) * rate,
    async sleep(milliseconds, signal) {
      await world.sleep(milliseconds / rate, signal);
      await awake();
    },
  };
}

/** Keys that are good for a while; when they have expired, their source has others after some time. */
function keysOf({ keys }: Writer, second: () => number) {
  const turn = (): number => (keys === undefined ? 0 : Math.floor(second() / (keys.good + keys.gap)));
  let [held, isAsked] = [turn(), false];
  return {
    areExpired: () => keys !== undefined && second() >= held * (keys.good + keys.gap) + keys.good,
    provider: async () => {
      // The first ones are those that the SDK has kept since the process began.
      if (isAsked) held = turn();
      isAsked = true;
      return {
        accessKeyId: `AKIASIMULATED${held}`,
        secretAccessKey: "simulated",
        // By the computer's real clock, by which the SDK looks: it is to ask when it is refused.
        expiration: new Date(Date.UTC(2100, 0)),
      };
    },
  };
}

function at<One extends Spell>(spells: readonly One[], second: number): One | undefined {
  return spells.find((spell) => isWithin(spell, second));
}

function isWithin({ at: from, seconds }: Spell, second: number): boolean {
  return second >= from && second < from + seconds;
}
