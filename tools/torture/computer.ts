import type { ApplyOptions } from "../../packages/aws-provisioner/src/index.ts";

type Clock = NonNullable<ApplyOptions["clock"]>;

/** How a computer on which runs go on differs from the world. All times are the world's seconds. */
export interface ComputerLife {
  /** How far its clock is off, in seconds. */
  readonly offset: number;
  /** Its clock's pace: 1.04 is too fast. */
  readonly rate: number;
  /** When somebody sets its clock, and by how many seconds. */
  readonly set: readonly { readonly at: number; readonly by: number }[];
  /**
   * When nothing of it goes on, and for how long: its process is stopped, or all of it is suspended. A clock
   * that only ever grows stands still in suspend (node#47724), and what was to be waited for is waited for
   * afterwards.
   */
  readonly stops: readonly { readonly at: number; readonly seconds: number; readonly by: "signal" | "suspend" }[];
}

export interface Computer {
  readonly clock: Clock;
  /** Resolves when anything goes on there: at once as a rule. */
  awake(): Promise<void>;
}

/** A computer in a world whose time is right. */
export function computer(world: Clock, { offset, rate, set, stops }: ComputerLife): Computer {
  const began = world.now();
  const second = () => (world.now() - began) / 1000;
  const stopped = () => stops.find(({ at, seconds }) => second() >= at && second() < at + seconds);
  /** Seconds for which it has been suspended. */
  const suspended = () =>
    stops.reduce(
      (sum, { at, seconds, by }) => (by === "suspend" ? sum + Math.max(0, Math.min(second() - at, seconds)) : sum),
      0,
    );
  const steady = () => (second() - suspended()) * rate * 1000;
  const awake = async () => {
    for (let stop = stopped(); stop !== undefined; stop = stopped()) {
      await world.sleep(Math.max(1, (stop.at + stop.seconds - second()) * 1000));
    }
  };
  const clock: Clock = {
    virtual: true,
    now: () =>
      began +
      second() * rate * 1000 +
      offset * 1000 +
      set.reduce((sum, { at, by }) => (second() >= at ? sum + by * 1000 : sum), 0),
    steady,
    async sleep(milliseconds, signal) {
      const until = steady() + milliseconds;
      do {
        await world.sleep(Math.max(0, (until - steady()) / rate), signal);
        await awake();
        signal?.throwIfAborted();
        // What is less than a tick of the world's clock is no rest.
      } while (until - steady() > 0.001);
    },
  };
  return { clock, awake };
}
