import {
  checkOptions,
  type Diagnostic,
  list,
  object,
  oneOf,
  required,
  type Shape,
  text,
} from "@drydock/systemd/ground";
import { file } from "./file.ts";
import type { Fragment } from "./fragment.ts";
import { type RebootWindow, weekdays, windowOption, windowProblems } from "./reboot-window.ts";
import { problem } from "./problem.ts";
import { SugarError } from "./sugar-error.ts";

/** How a Fedora CoreOS node takes updates: Zincati's strategies. */
export type FedoraCoreosUpdates =
  | { readonly strategy: "immediate" }
  | { readonly strategy: "off" }
  | { readonly strategy: "periodic"; readonly windows: readonly RebootWindow[]; readonly timeZone?: string }
  | { readonly strategy: "fleet-lock"; readonly url: string };

type Of<Strategy> = Extract<FedoraCoreosUpdates, { readonly strategy: Strategy }>;

/** What each strategy takes. */
const strategies: Readonly<Record<FedoraCoreosUpdates["strategy"], Shape>> = {
  immediate: object<Of<"immediate">>({ strategy: oneOf("immediate") }),
  off: object<Of<"off">>({ strategy: oneOf("off") }),
  periodic: object<Of<"periodic">>({
    strategy: oneOf("periodic"),
    windows: required(list(windowOption)),
    timeZone: text,
  }),
  "fleet-lock": object<Of<"fleet-lock">>({ strategy: oneOf("fleet-lock"), url: required(text) }),
};

/** What they take together, for options that name none of them. */
const anyOptions = object<
  Pick<FedoraCoreosUpdates, "strategy"> & Omit<Of<"periodic">, "strategy"> & Omit<Of<"fleet-lock">, "strategy">
>({
  strategy: required(oneOf("immediate", "off", "periodic", "fleet-lock")),
  windows: list(windowOption),
  timeZone: text,
  url: text,
});

function optionsOf(updates: FedoraCoreosUpdates | undefined): Shape {
  const strategy = updates?.strategy;
  return strategy !== undefined && Object.hasOwn(strategies, strategy) ? strategies[strategy] : anyOptions;
}

/**
 * `/etc/zincati/config.d/55-updates-strategy.toml`. Without it, a Fedora CoreOS node reboots as soon as an
 * update is there.
 *
 * @throws {SugarError} `bad-part`, when a window, time zone or URL is none, or there is no window.
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { fedoraCoreosUpdates } from "@drydock/ignition";
 *
 * const { storage } = fedoraCoreosUpdates({ strategy: "periodic", windows: [{ days: ["Sat"], start: "02:00", minutes: 90 }] });
 * storage?.files?.[0]?.path; // "/etc/zincati/config.d/55-updates-strategy.toml"
 * ```
 */
export function fedoraCoreosUpdates(updates: FedoraCoreosUpdates): Fragment {
  checkOptions("fedoraCoreosUpdates", optionsOf(updates), updates);
  const problems = zincatiProblems(updates);
  if (problems.length > 0) throw new SugarError("fedoraCoreosUpdates", problems);
  return {
    storage: {
      files: [file("/etc/zincati/config.d/55-updates-strategy.toml", { contents: zincatiToml(updates), mode: 0o644 })],
    },
  };
}

function zincatiProblems(updates: FedoraCoreosUpdates): Diagnostic[] {
  if (updates.strategy === "fleet-lock") {
    return /^https?:\/\/\S+$/u.test(updates.url)
      ? []
      : [problem("$.url", `${JSON.stringify(updates.url)} is no http(s) URL`, "Give the base URL of the lock server.")];
  }
  if (updates.strategy !== "periodic") return [];
  const zone = updates.timeZone === undefined || /^[A-Za-z0-9_+\-/]+$/u.test(updates.timeZone);
  return [
    ...(updates.windows.length === 0
      ? [problem("$.windows", "a node without a window never reboots", "Give one window or more.")]
      : []),
    ...updates.windows.flatMap((window, at) => windowProblems(`$.windows.${at}`, window, 7)),
    ...(zone
      ? []
      : [
          problem(
            "$.timeZone",
            `${JSON.stringify(updates.timeZone)} is no name of the time zone database`,
            "Write one such as Europe/Berlin.",
          ),
        ]),
  ];
}

function zincatiToml(updates: FedoraCoreosUpdates): string {
  if (updates.strategy === "off") return "[updates]\nenabled = false\n";
  const head = `[updates]\nstrategy = ${JSON.stringify(updates.strategy.replace("-", "_"))}\n`;
  if (updates.strategy === "fleet-lock")
    return `${head}\n[updates.fleet_lock]\nbase_url = ${JSON.stringify(updates.url)}\n`;
  if (updates.strategy === "immediate") return head;
  const zone =
    updates.timeZone === undefined ? "" : `\n[updates.periodic]\ntime_zone = ${JSON.stringify(updates.timeZone)}\n`;
  const windows = updates.windows.map(
    ({ days = weekdays, start, minutes }) =>
      `\n[[updates.periodic.window]]\ndays = ${JSON.stringify(days)}\nstart_time = ${JSON.stringify(start)}\nlength_minutes = ${minutes}\n`,
  );
  return head + zone + windows.join("");
}
