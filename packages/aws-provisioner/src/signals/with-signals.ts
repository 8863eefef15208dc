import { setTimeout as pass } from "node:timers/promises";
import { checkOptions, methods, object, oneOf } from "@drydock/systemd/ground";
import type { Clock } from "../engine/clock.ts";
import { heedSignals, type Stop } from "./heed-signals.ts";
import { processTree } from "./process-tree.ts";

/** How the process's signals are heeded. */
export interface SignalOptions {
  /** Is told, in one sentence, what was heard and what comes of it. Default: a line on standard error. */
  readonly say?: (sentence: string) => void;
  /**
   * Whose end asks for an orderly end, too. `runner` (default): npm, npx, pnpm or yarn, where they run this
   * process: they end by SIGTERM and pass it on to nobody. `parent`: whoever started this process. `nobody`.
   */
  readonly watch?: "runner" | "parent" | "nobody";
  /** The time by which presses are told apart and the end of a runner is looked for; default the system's. */
  readonly clock?: Clock;
}

const signalOptions = object<SignalOptions>({
  say: methods<NonNullable<SignalOptions["say"]>>("a function"),
  watch: oneOf("runner", "parent", "nobody"),
  clock: methods<Clock>("a clock, as systemClock is", "now", "sleep"),
});

/** The system's time, for which no process stays alive. */
const idleClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => pass(milliseconds, undefined, { ref: false, ...(signal && { signal }) }),
};

/**
 * Does work that the signals of this process can end, for scripts and commands: `stop` is spread into the
 * options of every run. Ctrl-C (SIGINT), SIGTERM, SIGHUP and, on Windows, SIGBREAK once ask for an orderly
 * end; again, half a second later or more, they stop at once; a third one ends the process as it is. When the
 * work is over the listeners are taken away, and a process that was asked to end ends by that signal, after
 * what the work had rejected with was said: shells see 130, 143 or 129. A terminal or pipe that was closed
 * meanwhile is borne with.
 *
 * In CI and in containers start such a program by `exec node` or `node --import tsx`, not by a package
 * runner: npm and pnpm pass no SIGTERM on, and the command `tsx` kills what does not answer a signal in 60 ms
 * (tsx 4.23, `relaySignals` of its `cli.mjs`). Where npm or pnpm runs it and ends, that is noticed within a
 * second: on Linux whatever stands between the two, elsewhere where nothing does.
 *
 * @returns What the work gives. Rejects as the work does. Neither, where a signal was heard and nobody else
 * listens to it: the process ends.
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { createNetwork, printEvent, withSignals } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { network } from "@drydock/core";
 *
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * await withSignals(async (stop) => {
 *   const run = createNetwork("shared", network({ cidr: "10.30.0.0/16" }), { ...connection, ...stop });
 *   for await (const event of run) console.log(printEvent(event) ?? "");
 *   console.log((await run).network.vpcId);
 * });
 * ```
 */
export async function withSignals<Result>(
  work: (stop: Stop) => Result | PromiseLike<Result>,
  options: SignalOptions = {},
): Promise<Result> {
  checkOptions("withSignals", signalOptions, options);
  const { say = sayOnStandardError, watch = "runner", clock = idleClock } = options;
  return heedSignals(work, { process, tree: processTree, say, watch, clock });
}

function sayOnStandardError(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
