import { checkOptions, type ErrorData, flag, object } from "@drydock/systemd/ground";
import { reasonOf } from "./error.ts";
import type { RunEvent, RunReport } from "./event.ts";
import { printable } from "./printable.ts";
import { printHolder } from "./lease/holder.ts";
import { painter } from "./painter.ts";
import type { Plan, PlanStep } from "./plan.ts";
import { asEvent } from "./saved-form.ts";
import { passedOver } from "./saved-plan/unknown-fields.ts";
import { printDuration } from "./print-duration.ts";

/** How `printEvent` writes. */
export interface PrintEventOptions {
  /** Colours for a terminal. Default false. */
  readonly color?: boolean;
}

const printOptions = object<PrintEventOptions>({ color: flag });

const doing = { create: "creating", update: "changing", delete: "deleting" } as const;
const done = { create: "created", update: "changed", delete: "deleted" } as const;

/**
 * One line for an event of a run, with the minutes and seconds since the run began and what is left;
 * undefined for events that say nothing new.
 *
 * @throws {OptionError} `invalid-option`, for options that there are not.
 * @throws {ProvisionError} `invalid-option`, for what is no event.
 *
 * @example
 * ```ts
 * import { createNetwork, printEvent } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { network } from "@drydock/core";
 *
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * for await (const event of createNetwork("shared", network({ cidr: "10.30.0.0/16" }), connection)) {
 *   const line = printEvent(event);
 *   if (line !== undefined) console.log(line);
 * }
 * ```
 */
export function printEvent(event: RunEvent, options: PrintEventOptions = {}): string | undefined {
  checkOptions("printEvent", printOptions, options);
  asEvent(event);
  const { color = false } = options;
  const paint = painter(color);
  const line = (text: string) => `${paint("dim", minutesAndSeconds(event.at))}  ${text}`;
  switch (event.type) {
    case "looking":
      return line(`looking at ${event.cluster}`);
    case "planned":
      return line(plannedOf(event.plan));
    case "settling":
      return line(`waiting ${printDuration(event.seconds)} for listings to show all that the last run made`);
    case "locked": {
      const doing = event.doing === undefined ? "" : ` (${printable(event.doing)})`;
      const limit = printDuration(Math.ceil(event.forSeconds));
      return line(paint("yellow", `waiting up to ${limit} for another run: ${printHolder(event.holder)}${doing}`));
    }
    case "started":
      return undefined;
    case "waiting": {
      const { action, address } = event.step;
      return line(`${doing[action]} ${address}: waiting ${event.reason}, about ${printLeft(event.eta)} to the end`);
    }
    case "awaiting": {
      const left = `about ${printLeft(event.eta)} to the end`;
      return line(`waiting until ${event.address} is ${event.level}: ${event.reason}, ${left}`);
    }
    case "reached":
      return line(`${paint("green", event.level)} ${event.address} after ${printDuration(event.seconds)} more`);
    case "expired":
      return line(paint("yellow", `the credentials have expired: log in again, and the run goes on (${event.reason})`));
    case "clock":
      return line(paint("yellow", skewOf(event.secondsBehind)));
    case "unrecorded":
      return line(paint("yellow", `the log of calls is not written any more: ${event.reason}`));
    case "silent":
      return line(
        paint("yellow", `no answer to ${event.call}: again in ${printDuration(event.inSeconds)} (${event.reason})`),
      );
    case "paced":
      return line(`paced: ${event.call}, ${rateOf(event.perSecond)}`);
    case "retrying":
      return line(
        paint("yellow", `${event.step.address}: again in ${event.inSeconds} s, and ever more rarely (${event.reason})`),
      );
    case "finished": {
      const { action, address } = event.step;
      const rest = `[${event.done}/${event.total}, about ${printLeft(event.eta)} left]`;
      return line(`${paint("green", done[action])} ${address} in ${printDuration(event.seconds)}  ${rest}`);
    }
    case "interrupted":
      return line(paint("yellow", interruptionOf(event)));
    case "left":
      return line(paint("dim", `left as it is while ${doing[event.step.action]} ${event.step.address}`));
    case "failed":
      return line(paint("red", `failed ${event.step.address}: ${failureIn(event.error)}`));
    case "skipped":
      return line(paint("dim", `skipped ${part(event.step)} ${event.step.address} because of ${event.because}`));
    case "done":
      return line(summary(event.report));
  }
}

/**
 * Why a step failed, of which the line has told the address: an error, or what a line of JSON has kept of
 * one.
 */
function failureIn(error: unknown): string {
  const { code, message, cause } = Object(error) as Partial<ErrorData>;
  if (code === "step-failed" && cause !== undefined) return reasonOf(cause);
  return error instanceof Error || typeof message !== "string" ? reasonOf(error) : reasonOf(new Error(message));
}

function plannedOf(plan: Plan): string {
  const unread = passedOver(plan);
  const told = unread === undefined ? "" : `, passing over ${unread}, which this release does not know`;
  return `${plan.steps.length === 0 ? "no changes" : `planned ${countOf(plan.steps.length)}`}${told}`;
}

/** The most addresses in a line. */
const mostNamed = 4;

function interruptionOf({ why, grace, steps }: Extract<RunEvent, { type: "interrupted" }>): string {
  const named = steps.slice(0, mostNamed).map((step) => `${doing[step.action]} ${step.address}`);
  const more = steps.length > mostNamed ? [`${steps.length - mostNamed} more`] : [];
  const awaited = `up to ${printDuration(grace)} for the calls in flight: ${[...named, ...more].join(", ")}`;
  return `interrupted by ${why}: no step begins any more, ${steps.length === 0 ? "no call is in flight" : awaited}`;
}

function summary({ steps, failed, skipped, left = 0, elapsedSeconds, criticalPathSeconds }: RunReport): string {
  const elapsed = printDuration(elapsedSeconds);
  // Of steps that were not done nobody knows how long their path is.
  if (failed + skipped + left > 0) {
    const done = steps - failed - skipped - left;
    const open = left > 0 ? `${left} left as they are, ` : "";
    return `${done} of ${countOf(steps)} in ${elapsed} (${open}${failed} failed, ${skipped} skipped)`;
  }
  const ratio = (elapsedSeconds / criticalPathSeconds).toFixed(2);
  const path = criticalPathSeconds > 0 ? `, ${ratio} of the longest path's ${printDuration(criticalPathSeconds)}` : "";
  return `${countOf(steps)} in ${elapsed}${path}`;
}

/** What is left, which is nothing only when all is done. */
function printLeft(seconds: number): string {
  return printDuration(Math.ceil(seconds));
}

/** What a step would have been about: several may be about one address. */
function part({ action, phase }: PlanStep): string {
  return phase === "narrow" ? "narrowing" : doing[action];
}

function countOf(steps: number): string {
  return steps === 1 ? "1 step" : `${steps} steps`;
}

function minutesAndSeconds(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

function skewOf(secondsBehind: number): string {
  const [off, how] = [printDuration(Math.abs(secondsBehind)), secondsBehind > 0 ? "behind" : "ahead"];
  return `the clock of this computer is ${off} ${how}: requests are signed by the provider's time`;
}

/** So many a second, or one in so many seconds. */
function rateOf(perSecond: number): string {
  const short = (value: number) => String(Number(value.toPrecision(2)));
  return perSecond >= 1 ? `${short(perSecond)} a second` : `one in ${printDuration(1 / perSecond)}`;
}
