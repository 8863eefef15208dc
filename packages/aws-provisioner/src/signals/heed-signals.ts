import type { EventEmitter } from "node:events";
import { constants } from "node:os";
import { setTimeout as pass } from "node:timers/promises";
import { inspect } from "node:util";
import { DrydockError } from "@drydock/systemd/ground";
import type { Clock } from "../engine/clock.ts";
import { ProvisionError } from "../engine/error.ts";
import { bearClosed } from "./closed-streams.ts";
import { countPresses } from "./presses.ts";
import type { ProcessTree } from "./process-tree.ts";
import { isWhole, lineageToParent, lineageToRunner, runnerName } from "./runner.ts";

/** The two ways in which a run is ended from outside; part of the options of every run. */
export interface Stop {
  /** Stops at once. */
  readonly signal: AbortSignal;
  /** Asks for an orderly end. */
  readonly interrupt: AbortSignal;
}

/** What of a process is needed to heed its signals. */
export interface HeedingProcess extends Pick<EventEmitter, "on" | "off" | "listenerCount"> {
  readonly pid: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: EventEmitter;
  readonly stderr: EventEmitter;
  kill(pid: number, signal: string): unknown;
  exit(status: number): never;
}

export interface Heeding {
  readonly process: HeedingProcess;
  readonly tree: ProcessTree;
  readonly say: (sentence: string) => void;
  readonly watch: "runner" | "parent" | "nobody";
  readonly clock: Clock;
}

type Name = keyof typeof constants.signals;

/** Those that ask a process to end, as far as this system has them. */
const names = (["SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"] as const).filter((name) =>
  Object.hasOwn(constants.signals, name),
);

/** Milliseconds between two looks at who runs this process. */
const lookEvery = 1000;

/** Milliseconds in which a signal to oneself arrives. */
const arrival = 100;

/** Does what `withSignals` says, of the process that it is given. */
export async function heedSignals<Result>(
  work: (stop: Stop) => Result | PromiseLike<Result>,
  heeding: Heeding,
): Promise<Result> {
  const { process, clock } = heeding;
  const [now, soon, over] = [new AbortController(), new AbortController(), new AbortController()];
  const press = countPresses(() => clock.now());
  let first: Name | undefined;
  const say = (sentence: string) => {
    try {
      heeding.say(sentence);
    } catch {
      // There is nobody left to tell.
    }
  };
  const heard = (name: Name) => {
    const presses = press();
    first ??= name;
    if (presses === 1) {
      say(`${name}: finishing what is in flight. Once more stops at once.`);
      soon.abort(new Error(name));
    } else if (presses === 2) {
      say(`${name}: stopping at once.`);
      now.abort(stoppedBy(name));
    } else if (presses !== undefined) {
      letGo();
      process.kill(process.pid, name);
    }
  };
  const listeners = names.map((name) => [name, () => heard(name)] as const);
  for (const [name, listener] of listeners) process.on(name, listener);
  const letGo = () => listeners.forEach(([name, listener]) => process.off(name, listener));
  const bearNoMore = bearClosed([process.stdout, process.stderr]);
  void hasEnded(heeding, over.signal).then((isOver) => {
    if (!isOver || first !== undefined) return;
    press();
    first = "SIGTERM";
    const runner = heeding.watch === "runner" ? runnerName(process.env) : "what started this process";
    say(`${runner} has ended: finishing what is in flight.`);
    soon.abort(new Error(`the end of ${runner}`));
  });
  try {
    return await work({ signal: now.signal, interrupt: soon.signal });
  } catch (error) {
    if (first !== undefined) say(wordsOf(error));
    throw error;
  } finally {
    over.abort();
    letGo();
    if (first !== undefined) await endBy(first, process);
    // What was written last may still be refused.
    setImmediate(bearNoMore);
  }
}

/** Waits until whoever is watched has ended; false where that is nobody, or is of no interest any more. */
async function hasEnded({ watch, process, tree, clock }: Heeding, over: AbortSignal): Promise<boolean> {
  if (watch === "nobody") return false;
  const lineage =
    watch === "parent" ? lineageToParent(process.pid, tree) : lineageToRunner(process.pid, tree, process.env);
  while (isWhole(lineage, tree)) {
    if (lineage.length === 0 || !(await slept(clock, over))) return false;
  }
  return true;
}

async function slept(clock: Clock, over: AbortSignal): Promise<boolean> {
  await clock.sleep(lookEvery, over).catch(() => {});
  return !over.aborted;
}

function stoppedBy(name: Name): ProvisionError {
  return new ProvisionError("interrupted", `stopped at once by ${name}`, {
    hint: "Calls in flight were cut short. Run the same again: it goes on from there.",
  });
}

/** What an error is told with that nobody else will tell. */
function wordsOf(error: unknown): string {
  if (!(error instanceof DrydockError)) return inspect(error);
  const { message, cause } = error;
  return cause instanceof Error ? `${message}\nbecause: ${cause.message}` : message;
}

/** Ends the process by a signal, unless somebody else listens to it, who has heard it by now. */
async function endBy(name: Name, process: HeedingProcess): Promise<void> {
  if (process.listenerCount(name) > 0) return;
  try {
    process.kill(process.pid, name);
    await pass(arrival);
  } catch {
    // Not every system can send it.
  }
  // The first process of a container is not ended by a signal of its own.
  process.exit(128 + constants.signals[name]);
}
