import { unitTypes } from "@drydock/systemd";
import type { Unit } from "../spec/systemd-section.ts";
import type { Stage } from "./create-node.ts";
import { lstat, makeDirectories, replaceAt } from "./file-system.ts";
import { inEntry } from "./in-entry.ts";
import { newFile } from "./inode.ts";
import { parentPath } from "./path.ts";
import { resolvePath } from "./resolve-path.ts";
import { countsAsEnabled, removeEnablementLinks } from "./unit-state.ts";

/**
 * A line of `/etc/systemd/system-preset/20-ignition.preset`, by which systemd turns units on or off at first
 * boot.
 */
export interface Preset {
  /** The unit, or the template (`echo@.service`) whose instances follow. */
  readonly unit: string;
  readonly enabled: boolean;
  /** Absent for a unit that is no template; one empty name when the template itself was enabled. */
  readonly instances?: readonly string[];
}

const presetPath = "/etc/systemd/system-preset/20-ignition.preset";

/**
 * Writes the presets of the units that say `enabled`, and takes away the links of disabled ones. Returns the
 * lines that were written: from Ignition 2.16 a disabled unit that is not enabled yet gets none. Lines are in
 * order of their units; 2.14 writes them in any order.
 */
export function writePresets(stage: Stage, units: readonly Unit[]): readonly Preset[] {
  const written: Preset[] = [];
  for (const [, preset] of [...groupPresets(units)].sort(byKey)) {
    inEntry("$.systemd.units", () => {
      if (!preset.enabled && !disable(stage, preset)) return;
      appendLine(stage, `${preset.enabled ? "enable" : "disable"} ${presetText(preset)}\n`);
      written.push(preset);
    });
  }
  return written;
}

function groupPresets(units: readonly Unit[]): ReadonlyMap<string, Preset> {
  const presets = new Map<string, Preset>();
  for (const { name, enabled } of units) {
    if (enabled === undefined) continue;
    const [unit, instance] = splitInstance(name);
    const key = `${unit}-${enabled ? "enabled" : "disabled"}`;
    const earlier = presets.get(key)?.instances ?? [];
    presets.set(key, instance === undefined ? { unit, enabled } : { unit, enabled, instances: [...earlier, instance] });
  }
  return presets;
}

/**
 * `echo@bar.service` is the template `echo@.service` and the instance `bar`; the first `@` and the last dot
 * divide.
 */
function splitInstance(name: string): [unit: string, instance: string | undefined] {
  const at = name.indexOf("@");
  const dot = name.lastIndexOf(".");
  return at === -1 ? [name, undefined] : [name.slice(0, at + 1) + name.slice(dot), name.slice(at + 1, dot)];
}

function presetText({ unit, instances }: Preset): string {
  return instances ? `${unit} ${instances.join(" ")}` : unit;
}

function disable({ fs, behaviour }: Stage, preset: Preset): boolean {
  const name = preset.instances ? mangle(presetText(preset)) : preset.unit;
  if (behaviour.disablesOnlyEnabled && !countsAsEnabled(fs, name)) return false;
  removeEnablementLinks(fs, name);
  return true;
}

/**
 * The engine hands systemctl template and instances as one name, `echo@.service a b`; systemctl escapes the
 * blanks and adds a suffix, and so takes it for one odd instance.
 */
function mangle(text: string): string {
  const name = text.replaceAll(" ", String.raw`\x20`);
  return unitTypes.some((type) => name.endsWith(`.${type}`)) ? name : `${name}.service`;
}

function appendLine({ fs }: Stage, line: string): void {
  const path = resolvePath(fs, presetPath);
  makeDirectories(fs, parentPath(path));
  const inode = lstat(fs, path);
  if (inode?.type === "file") inode.contents = Buffer.concat([inode.contents, Buffer.from(line)]);
  else replaceAt(fs, path, newFile(Buffer.from(line)));
}

function byKey([a]: readonly [string, Preset], [b]: readonly [string, Preset]): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
