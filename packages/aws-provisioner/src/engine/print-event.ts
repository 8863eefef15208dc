import { styleText } from "node:util";
import { reasonOf } from "./error.ts";
import type { RunEvent } from "./event.ts";
import type { PlanStep } from "./plan.ts";
import { duration } from "./print-plan.ts";

const verbs = { create: "creating", update: "changing", delete: "deleting" } as const;
const done = { create: "created", update: "changed", delete: "deleted" } as const;

/** One line for an event of a run, with the time since it began and what is left; undefined for events that say nothing new. */
export function printEvent(event: RunEvent, { color = false }: { readonly color?: boolean } = {}): string | undefined {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const line = (text: string) => `${paint("dim", clock(event.at))}  ${text}`;
  const subject = (step: PlanStep) => step.address;
  switch (event.type) {
    case "looking":
      return line(`looking at ${event.cluster}`);
    case "planned":
      return line(event.plan.steps.length === 0 ? "no changes" : `planned ${event.plan.steps.length} steps`);
    case "started":
      return undefined;
    case "waiting":
      return line(
        `${verbs[event.step.action]} ${subject(event.step)}: waiting ${event.reason}, about ${duration(event.eta)} to the end`,
      );
    case "retrying":
      return line(paint("yellow", `${subject(event.step)}: again in ${event.inSeconds} s (${event.reason})`));
    case "finished": {
      const count = `${event.done}/${event.total}`;
      return line(
        `${paint("green", done[event.step.action])} ${subject(event.step)} in ${duration(event.seconds)}  [${count}, about ${duration(event.eta)} left]`,
      );
    }
    case "failed":
      return line(paint("red", `failed ${subject(event.step)}: ${reasonOf(event.error)}`));
    case "skipped":
      return line(paint("dim", `skipped ${subject(event.step)}: needs ${event.because}`));
    case "done":
      return line(summary(event.report));
  }
}

function summary({
  steps,
  failed,
  skipped,
  elapsedSeconds,
  criticalPathSeconds,
}: Extract<RunEvent, { type: "done" }>["report"]): string {
  const ratio =
    criticalPathSeconds > 0
      ? `, ${(elapsedSeconds / criticalPathSeconds).toFixed(2)} of the longest path's ${duration(criticalPathSeconds)}`
      : "";
  const troubles = failed + skipped > 0 ? ` (${failed} failed, ${skipped} skipped)` : "";
  return `${steps} steps in ${duration(elapsedSeconds)}${ratio}${troubles}`;
}

function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
}
