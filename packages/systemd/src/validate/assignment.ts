import type { Diagnostic, Severity } from "../ground/diagnostic.ts";
import type { Problem } from "../text/problem.ts";
import type { Position, SectionPositions } from "../parse/parsed-unit.ts";
import type { Unit } from "../unit/unit-file.ts";

/** One `key=value` of a unit with where it stands. */
export interface Assignment {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  /** `$.Service.ExecStart`, or `$.Service.ExecStart.1` for the second of a repeated key. */
  readonly path: string;
  readonly at?: Position;
}

/** A unit laid out for the rules that check it. */
export interface CheckedUnit {
  /** The unit's own name; for a drop-in, of the unit that it adds to. */
  readonly name: string;
  /** The suffix of the name, `""` when the name is unknown. */
  readonly type: string;
  readonly isDropin: boolean;
  readonly sections: readonly { readonly name: string; readonly at?: Position }[];
  readonly assignments: readonly Assignment[];
  /** The assignments of each setting, in order, by `Section.Key`. */
  readonly bySetting: ReadonlyMap<string, readonly Assignment[]>;
}

/**
 * Lays out a unit's assignments in order, with paths, and with positions when the text that it came from is
 * known.
 */
export function layOut(unit: Unit, type: string, positions?: readonly SectionPositions[]): CheckedUnit {
  const of: unknown = Reflect.get(unit, "of");
  const counts = new Map<string, number>();
  const laidOut: { section: string; key: string; value: string; index: number; at?: Position }[] = [];
  for (const [at, section] of unit.sections.entries()) {
    for (const [index, { key, value }] of section.entries.entries()) {
      const name = `${section.name}.${key}`;
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      const place = positions?.[at]?.entries[index]?.key;
      laidOut.push({
        section: section.name,
        key,
        value,
        index: count,
        ...(place === undefined ? {} : { at: place }),
      });
    }
  }
  const bySetting = new Map<string, Assignment[]>();
  const assignments = laidOut.map(({ index, ...rest }): Assignment => {
    const setting = `${rest.section}.${rest.key}`;
    const repeated = (counts.get(setting) ?? 0) > 1;
    const assignment = { ...rest, path: repeated ? `$.${setting}.${index}` : `$.${setting}` };
    const same = bySetting.get(setting);
    if (same === undefined) bySetting.set(setting, [assignment]);
    else same.push(assignment);
    return assignment;
  });
  const sections = unit.sections.map(({ name }, at) => {
    const place = positions?.[at];
    return place === undefined ? { name } : { name, at: { line: place.line, column: place.column } };
  });
  return {
    name: typeof of === "string" ? of : unit.name,
    type,
    isDropin: typeof of === "string",
    sections,
    assignments,
    bySetting,
  };
}

/** How many findings one rule reports about one unit; a unit with more needs no list but a new beginning. */
export const mostFindings = 1000;

/** A diagnostic about an assignment, or about the unit as a whole when there is none. */
export function finding(
  severity: Severity,
  rule: string,
  { message, remedy }: Problem,
  place?: Pick<Assignment, "path" | "at">,
): Diagnostic {
  const said = remedy === undefined ? { message } : { message, remedy };
  return { severity, path: place?.path ?? "$", ...said, rule, ...place?.at };
}

/** The assignments of one setting, in order. */
export function assignmentsOf(unit: CheckedUnit, section: string, key: string): readonly Assignment[] {
  return unit.bySetting.get(`${section}.${key}`) ?? [];
}

/** The assignments of a list that remain after its last reset. */
export function effectiveAssignmentsOf(unit: CheckedUnit, section: string, key: string): readonly Assignment[] {
  const all = assignmentsOf(unit, section, key);
  return all.slice(all.findLastIndex(({ value }) => value === "") + 1);
}

/** The value that counts of a setting that does not repeat: its last one. */
export function lastValueOf(unit: CheckedUnit, section: string, key: string): string | undefined {
  return assignmentsOf(unit, section, key).at(-1)?.value;
}
