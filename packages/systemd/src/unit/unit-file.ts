import { hasSections } from "./has-sections.ts";
import { checkOptions } from "../ground/check-options.ts";
/** One assignment, `key=value`. An empty value resets a list. */
export interface UnitEntry {
  readonly key: string;
  readonly value: string;
}

/** One `[name]` section with its assignments in order; keys may repeat. */
export interface UnitSection {
  readonly name: string;
  readonly entries: readonly UnitEntry[];
}

/** A unit file as ordered data: sections and keys keep their order and may repeat. */
export interface Unit {
  /** The file name, `etcd.service`. */
  readonly name: string;
  readonly sections: readonly UnitSection[];
}

/** A drop-in, `<of>.d/<name>`, which adds to the unit `of`. */
export interface Dropin extends Unit {
  /** The file name, ending in `.conf`. */
  readonly name: string;
  /** The unit that it adds to. */
  readonly of: string;
}

/**
 * Every value of a key across all sections of that name, in order, resets included.
 *
 * @example
 * ```ts
 * import { parseUnit, valuesOf } from "@drydock/systemd";
 *
 * const { unit } = parseUnit("[Service]\nExecStart=/bin/a\nExecStart=\nExecStart=/bin/b\n");
 * console.log(valuesOf(unit, "Service", "ExecStart")); // [ '/bin/a', '', '/bin/b' ]
 * ```
 */
export function valuesOf(unit: Pick<Unit, "sections">, section: string, key: string): readonly string[] {
  checkOptions("valuesOf", hasSections, unit);
  const values: string[] = [];
  for (const { name, entries } of unit.sections) {
    if (name !== section) continue;
    for (const entry of entries) if (entry.key === key) values.push(entry.value);
  }
  return values;
}

/**
 * The values of a list that remain after its last reset.
 *
 * @example
 * ```ts
 * import { effectiveValuesOf, parseUnit } from "@drydock/systemd";
 *
 * const { unit } = parseUnit("[Service]\nExecStart=/bin/a\nExecStart=\nExecStart=/bin/b\n");
 * console.log(effectiveValuesOf(unit, "Service", "ExecStart")); // [ '/bin/b' ]
 * ```
 */
export function effectiveValuesOf(unit: Pick<Unit, "sections">, section: string, key: string): readonly string[] {
  const values = valuesOf(unit, section, key);
  return values.slice(values.lastIndexOf("") + 1);
}
