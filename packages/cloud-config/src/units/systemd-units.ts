import { printUnit, validateUnitName, type Unit } from "@drydock/systemd";
import type { CloudConfig } from "../schema/cloud-config.ts";
import type { Command } from "../schema/modules/command.ts";
import { type Diagnostic, anything, checkOptions, list, map } from "@drydock/systemd/ground";
import type { WriteFile } from "../schema/modules/write-file.ts";
import { CloudConfigError } from "../validate/cloud-config-error.ts";

/** A unit of systemd, as a cloud-init node gets it. */
export interface SystemdUnit {
  /** `etcd.service`. */
  readonly name: string;
  /** The unit file as text or as a `Unit`; absent for a unit of the image or of a package. */
  readonly contents?: string | Pick<Unit, "sections">;
  readonly dropins?: readonly { readonly name: string; readonly contents: string | Pick<Unit, "sections"> }[];
  /** Starts it at every boot. Default false. */
  readonly enable?: boolean;
  /** Starts it at the end of the first boot, without waiting for it. Default: as `enable`. */
  readonly start?: boolean;
  /** Makes it impossible to start. Default false. */
  readonly mask?: boolean;
}

const dropinName = /^(?!\.)[A-Za-z0-9:_.\\@-]{1,250}\.conf$/;

/**
 * Units as the files and commands that set them up: everything below /etc/systemd/system, then one reload,
 * masks, enables and starts, in the order given. Starts do not block, since a unit ordered after cloud-init
 * would otherwise wait for itself.
 * @throws {CloudConfigError} for names that are no unit or drop-in names, and for units that are masked yet
 * have contents or start.
 * @throws {UnitError} for a `Unit` that cannot be printed.
 *
 * @example
 * ```ts
 * import { systemdUnits } from "@drydock/cloud-config";
 *
 * const { runcmd } = systemdUnits([{ name: "docker.service", enable: true }]);
 * console.log(runcmd?.[1]?.toString()); // systemctl,enable,--now,--no-block,--,docker.service
 * ```
 */
export function systemdUnits(units: readonly SystemdUnit[]): Pick<CloudConfig, "write_files" | "runcmd"> {
  checkOptions("systemdUnits", list(map(anything)), units);
  const diagnostics = units.flatMap(checkUnit);
  if (diagnostics.length > 0) throw new CloudConfigError(diagnostics);
  const files = units.flatMap(filesOf);
  const commands = commandsOf(units);
  return { ...(files.length > 0 && { write_files: files }), ...(commands.length > 0 && { runcmd: commands }) };
}

function filesOf(unit: SystemdUnit): WriteFile[] {
  const at = `/etc/systemd/system/${unit.name}`;
  const file = (path: string, contents: string | Pick<Unit, "sections">): WriteFile => ({
    path,
    permissions: "0644",
    content: typeof contents === "string" ? contents : printUnit(contents),
  });
  const main = unit.contents === undefined ? [] : [file(at, unit.contents)];
  return [...main, ...(unit.dropins ?? []).map((dropin) => file(`${at}.d/${dropin.name}`, dropin.contents))];
}

function commandsOf(units: readonly SystemdUnit[]): Command[] {
  const named = (wanted: (unit: SystemdUnit) => boolean): string[] => units.filter(wanted).map((unit) => unit.name);
  const starts = (unit: SystemdUnit): boolean => unit.start ?? unit.enable === true;
  const both = named((unit) => unit.enable === true && starts(unit));
  const commands: (readonly [words: readonly string[], names: readonly string[]])[] = [
    [["systemctl", "mask", "--now"], named((unit) => unit.mask === true)],
    [["systemctl", "enable", "--now", "--no-block"], both],
    [["systemctl", "enable"], named((unit) => unit.enable === true && !starts(unit))],
    [["systemctl", "start", "--no-block"], named((unit) => unit.enable !== true && starts(unit))],
  ];
  const wanted = commands.flatMap(([words, names]) => (names.length === 0 ? [] : [[...words, "--", ...names]]));
  return units.length === 0 ? [] : [["systemctl", "daemon-reload"], ...wanted];
}

function checkUnit(unit: SystemdUnit, index: number): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const tell = (path: string, message: string, remedy: string, rule: string): void => {
    diagnostics.push({ severity: "error", path: `$.${index}${path}`, message, remedy, rule });
  };
  diagnostics.push(...validateUnitName(unit.name).map((found) => ({ ...found, path: `$.${index}.name` })));
  for (const [position, { name }] of (unit.dropins ?? []).entries()) {
    if (!dropinName.test(name))
      tell(
        `.dropins.${position}.name`,
        `${JSON.stringify(name)} is no drop-in name`,
        'Write a name such as "10-env.conf".',
        "unit-name",
      );
  }
  if (unit.mask === true && (unit.contents !== undefined || unit.enable === true || unit.start === true)) {
    tell(
      "",
      `${unit.name} is masked, so it can neither be written, enabled nor started`,
      "Drop mask, or everything else.",
      "unit-masked",
    );
  }
  return diagnostics;
}
