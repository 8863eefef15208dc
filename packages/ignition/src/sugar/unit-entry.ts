import { type Dropin as SystemdDropin, printUnit, type Unit as SystemdUnit } from "@drydock/systemd";
import { checkOptions, flag, list, object, valueLike, anything, map } from "@drydock/systemd/ground";
import type { Unit } from "../spec/systemd-section.ts";

/** Whether a unit starts, and what is added to it. */
export interface UnitEntryOptions {
  /** Whether it starts at boot, by its [Install] section; left to the OS when absent. */
  readonly enabled?: boolean;
  /** Drop-ins of this very unit. */
  readonly dropins?: readonly SystemdDropin[];
}

const dropinsOption = list(
  valueLike<SystemdDropin>((value) => typeof value === "object" && value !== null && "of" in value, "a drop-in"),
);
const entryOptions = object<UnitEntryOptions>({ enabled: flag, dropins: dropinsOption });
const dropinOptions = object<Pick<UnitEntryOptions, "enabled">>({ enabled: flag });

/**
 * A unit of `@drydock/systemd` as an entry of `systemd.units`.
 *
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { unitEntry } from "@drydock/ignition";
 * import { exec, unit } from "@drydock/systemd";
 *
 * const app = unit("app.service", { Service: { ExecStart: exec("/opt/app/run") } });
 * unitEntry(app, { enabled: true }).contents; // "[Service]\nExecStart=/opt/app/run\n"
 * ```
 */
export function unitEntry(unit: SystemdUnit, options: UnitEntryOptions = {}): Unit {
  checkOptions("unitEntry", entryOptions, options);
  checkOptions("unitEntry", map(anything), unit);
  const { enabled, dropins } = options;
  return {
    name: unit.name,
    ...(enabled === undefined ? {} : { enabled }),
    contents: printUnit(unit),
    ...(dropins === undefined ? {} : { dropins: dropins.map(printDropin) }),
  };
}

/**
 * A drop-in of `@drydock/systemd` as an entry of `systemd.units`, for a unit that the OS ships; `enabled`
 * turns that unit on or off.
 *
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { dropinEntry } from "@drydock/ignition";
 * import { dropin } from "@drydock/systemd";
 *
 * const limits = dropin("docker.service", "10-limits.conf", { Service: { LimitNOFILE: 65536 } });
 * dropinEntry(limits, { enabled: true }).name; // "docker.service"
 * ```
 */
export function dropinEntry(dropin: SystemdDropin, options: Pick<UnitEntryOptions, "enabled"> = {}): Unit {
  checkOptions("dropinEntry", dropinOptions, options);
  checkOptions("dropinEntry", map(anything), dropin);
  const { enabled } = options;
  return { name: dropin.of, ...(enabled === undefined ? {} : { enabled }), dropins: [printDropin(dropin)] };
}

function printDropin(dropin: SystemdDropin): { name: string; contents: string } {
  return { name: dropin.name, contents: printUnit(dropin) };
}
