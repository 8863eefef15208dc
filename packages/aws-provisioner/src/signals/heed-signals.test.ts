import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { ProvisionError } from "../engine/error.ts";
import { toyClock } from "../engine/testing/toy-clock.ts";
import { type Heeding, heedSignals, type HeedingProcess, type Stop } from "./heed-signals.ts";

/** Thrown where the process would have ended. */
class Exit extends Error {}

class FakeProcess extends EventEmitter implements HeedingProcess {
  readonly pid = 50;
  readonly stdout = new EventEmitter();
  readonly stderr = new EventEmitter();
  readonly killed: string[] = [];

  constructor(readonly env: HeedingProcess["env"]) {
    super();
  }

  kill(pid: number, signal: string): void {
    this.killed.push(`${signal} to ${pid}`);
  }

  exit(status: number): never {
    throw new Exit(String(status));
  }
}

/** Work in a process whose signals are heeded; the parents of processes can be changed. */
function heeding(
  work: (stop: Stop, at: ReturnType<typeof worldOf>) => unknown,
  more: Partial<Heeding> = {},
  environment: HeedingProcess["env"] = {},
) {
  const world = worldOf(more, environment);
  const result = heedSignals(async (stop) => work(stop, world), world.heeding).then(
    (value: unknown) => ({ value }),
    (error: unknown) => ({ error }),
  );
  return { ...world, result };
}

function worldOf(more: Partial<Heeding>, environment: HeedingProcess["env"]) {
  const process = new FakeProcess(environment);
  const clock = toyClock();
  const said: string[] = [];
  const parents = new Map([
    [50, 40],
    [40, 30],
  ]);
  const heeding: Heeding = {
    process,
    clock,
    tree: { parentOf: (pid) => parents.get(pid), hasVariable: (pid) => pid === 40 },
    say: (sentence) => void said.push(sentence),
    watch: "runner",
    ...more,
  };
  return { process, clock, said, parents, heeding };
}

function aborted(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(signal.reason)));
}

describe("work that no signal comes to", () => {
  it("gives its result, and leaves no listener behind", async () => {
    const { process, said, result } = heeding((_stop, { process }) => process.eventNames());
    expect(await result).toEqual({ value: expect.arrayContaining(["SIGINT", "SIGTERM", "SIGHUP"]) });
    expect([process.eventNames(), process.killed, said]).toEqual([[], [], []]);
    await new Promise(setImmediate);
    expect([process.stdout.eventNames(), process.stderr.eventNames()]).toEqual([[], []]);
  });

  it("rejects with its own error, which is not said", async () => {
    const error = new Error("no region");
    const { said, process, result } = heeding(() => Promise.reject(error));
    expect(await result).toEqual({ error });
    expect([said, process.killed]).toEqual([[], []]);
  });
});

describe("a signal", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)(
    "%s asks for an orderly end, after which the process ends by it, or with status %d",
    async (name, status) => {
      const { process, said, result } = heeding(async ({ interrupt, signal }, world) => {
        const reason = aborted(interrupt);
        world.process.emit(name);
        expect([await reason, signal.aborted]).toEqual([new Error(name), false]);
        throw new ProvisionError("interrupted", "interrupted by a test", {
          hint: "Again.",
          cause: new Error("no plot"),
        });
      });
      // Where its own signal does not end it, as the first process of a container.
      expect(await result).toEqual({ error: new Exit(String(status)) });
      expect(process.killed).toEqual([`${name} to 50`]);
      expect(said).toEqual([
        `${name}: finishing what is in flight. Once more stops at once.`,
        "interrupted by a test\nAgain.\nbecause: no plot",
      ]);
    },
  );

  it("ends the process too where the work came to its end", async () => {
    const { process, result } = heeding((_stop, world) => world.process.emit("SIGINT"));
    expect(await result).toEqual({ error: new Exit("130") });
    expect(process.killed).toEqual(["SIGINT to 50"]);
  });

  it("again stops at once, and ends the process by the first", async () => {
    const { process, said, result } = heeding(async ({ signal }, world) => {
      world.process.emit("SIGINT");
      world.process.emit("SIGINT");
      await world.clock.sleep(499);
      world.process.emit("SIGINT");
      expect(signal.aborted).toBe(false);
      await world.clock.sleep(1);
      world.process.emit("SIGTERM");
      signal.throwIfAborted();
    });
    expect(await result).toEqual({ error: new Exit("130") });
    expect(process.killed).toEqual(["SIGINT to 50"]);
    expect(said.slice(1)).toEqual([
      "SIGTERM: stopping at once.",
      "stopped at once by SIGTERM\nCalls in flight were cut short. Run the same again: it goes on from there.",
    ]);
  });

  it("a third time ends the process as it is, while the work goes on", async () => {
    const meanwhile: unknown[] = [];
    const { process, result } = heeding(async (_stop, world) => {
      for (const at of [0, 500, 1000]) {
        await world.clock.sleep(at - world.clock.now());
        world.process.emit("SIGINT");
      }
      meanwhile.push(...world.process.killed, world.process.listenerCount("SIGINT"));
    });
    await result;
    expect(meanwhile).toEqual(["SIGINT to 50", 0]);
    expect(process.killed).toEqual(["SIGINT to 50", "SIGINT to 50"]);
  });

  it("that somebody else listens to leaves the end of the process to him", async () => {
    const error = new Error("why");
    const { process, result } = heeding((_stop, world) => {
      world.process.on("SIGINT", () => {});
      world.process.emit("SIGINT");
      throw error;
    });
    expect(await result).toEqual({ error });
    expect(process.killed).toEqual([]);
  });

  it("ends the process with a status where the system cannot send it", async () => {
    const { result } = heeding((_stop, world) => {
      world.process.kill = () => {
        throw new Error("ENOSYS");
      };
      world.process.emit("SIGTERM");
    });
    expect(await result).toEqual({ error: new Exit("143") });
  });

  it("is heeded where nobody can be told of it", async () => {
    const say = () => {
      throw new Error("EIO");
    };
    const { result } = heeding(
      async ({ interrupt }, world) => {
        const reason = aborted(interrupt);
        world.process.emit("SIGHUP");
        await reason;
      },
      { say },
    );
    expect(await result).toEqual({ error: new Exit("129") });
  });

  it("has an error that is a fault told with its stack", async () => {
    const { said, result } = heeding((_stop, world) => {
      world.process.emit("SIGINT");
      throw new TypeError("x is not a function");
    });
    await result;
    expect(said[1]).toMatch(/^TypeError: x is not a function\n {4}at /);
  });
});

describe("the end of a runner", () => {
  const run = { npm_command: "run-script", npm_config_user_agent: "pnpm/10.34.9 npm/?" };

  /** Work that waits for an orderly end, in a process that a runner runs; a minute goes by at most. */
  function watched(
    change: (world: ReturnType<typeof worldOf>) => void,
    more: Partial<Heeding> = {},
    environment: HeedingProcess["env"] = run,
  ) {
    const work = async ({ interrupt, signal }: Stop, world: ReturnType<typeof worldOf>) => {
      change(world);
      await Promise.race([aborted(interrupt), world.clock.sleep(60_000)]);
      return [interrupt.aborted, signal.aborted];
    };
    return heeding(work, more, environment);
  }

  it.each([
    ["above a shell that goes on", 40],
    ["right above it", 50],
  ])("%s asks for an orderly end, and is said", async (_where, child) => {
    const { said, result } = watched(({ clock, parents }) => {
      void clock.sleep(2500).then(() => parents.set(child, 1));
    });
    expect(await result).toEqual({ error: new Exit("143") });
    expect(said).toEqual(["pnpm has ended: finishing what is in flight."]);
  });

  it("is no press of its own after a signal, and a signal after it is the second one", async () => {
    const { said, result } = heeding(
      async ({ signal, interrupt }, { clock, parents, process }) => {
        parents.set(40, 1);
        await aborted(interrupt);
        process.emit("SIGTERM");
        expect(signal.aborted).toBe(false);
        await clock.sleep(500);
        process.emit("SIGTERM");
        expect(signal.aborted).toBe(true);
      },
      {},
      run,
    );
    await result;
    expect(said).toEqual(["pnpm has ended: finishing what is in flight.", "SIGTERM: stopping at once."]);
    const other = heeding(
      async ({ signal }, { clock, parents, process }) => {
        process.emit("SIGINT");
        parents.set(40, 1);
        await clock.sleep(10_000);
        return signal.aborted;
      },
      {},
      run,
    );
    await other.result;
    expect(other.said).toHaveLength(1);
  });

  it("is not looked for where nobody is watched, or no runner runs the process", async () => {
    const lose = ({ parents }: ReturnType<typeof worldOf>) => void parents.set(50, 1).set(40, 1);
    expect(await watched(lose, { watch: "nobody" }).result).toEqual({ value: [false, false] });
    expect(await watched(lose, {}, {}).result).toEqual({ value: [false, false] });
  });

  it("is that of whoever started the process, where that is to be watched", async () => {
    const lose = ({ clock, parents }: ReturnType<typeof worldOf>) =>
      void clock.sleep(10).then(() => parents.set(50, 1));
    const { said, result } = watched(lose, { watch: "parent" }, {});
    expect(await result).toEqual({ error: new Exit("143") });
    expect(said).toEqual(["what started this process has ended: finishing what is in flight."]);
  });

  it("is looked for no longer than the work goes on", async () => {
    const { clock, result } = heeding(() => "done", {}, run);
    expect(await result).toEqual({ value: "done" });
    const before = clock.woken.length;
    await clock.sleep(60_000);
    expect(clock.woken.length).toBe(before + 1);
  });
});
