import { escapePath, unit } from "@drydock/systemd";
import { checkOptions, list, object, required, text, valueLike } from "@drydock/systemd/ground";
import type { Unit } from "../spec/systemd-section.ts";
import { absolutePathProblems } from "./absolute-path.ts";
import { problem } from "./problem.ts";
import { SugarError } from "./sugar-error.ts";
import { unitEntry } from "./unit-entry.ts";

/** What is swapped to, and how readily. */
export interface SwapOptions {
  /** Absolute path of the device or file; it gives the unit its name. */
  readonly what: string;
  /** -1 to 32767: areas of higher priority are used first; the kernel's choice when absent. */
  readonly priority?: number;
  /** Options of swapon(8), such as `discard`. */
  readonly options?: readonly string[];
}

const swapOptions = object<SwapOptions>({
  what: required(text),
  priority: valueLike((value) => typeof value === "number", "a whole number from -1 to 32767"),
  options: list(text),
});

/**
 * An enabled swap unit, named after its device.
 *
 * @throws {SugarError} `bad-part`, when `what` is no simplified absolute path or the priority out of range.
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { swapUnit } from "@drydock/ignition";
 *
 * swapUnit({ what: "/dev/sdb", priority: 10 }).name; // "dev-sdb.swap"
 * ```
 */
export function swapUnit(swap: SwapOptions): Unit {
  checkOptions("swapUnit", swapOptions, swap);
  const { what, priority, options } = swap;
  const problems = absolutePathProblems("what", what);
  if (priority !== undefined && (!Number.isInteger(priority) || priority < -1 || priority > 32_767)) {
    problems.push(problem("$.priority", `${priority} is out of range`, "Use a whole number from -1 to 32767."));
  }
  if (problems.length > 0) throw new SugarError("swapUnit", problems);
  const name: string = `${escapePath(what)}.swap`;
  return unitEntry(
    unit(name, {
      Swap: {
        What: what,
        ...(priority !== undefined && { Priority: priority }),
        ...(options && options.length > 0 && { Options: options.join(",") }),
      },
      Install: { RequiredBy: ["swap.target"] },
    }),
    { enabled: true },
  );
}
