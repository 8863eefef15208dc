import { assignmentsOf, finding, type CheckedUnit } from "../assignment.ts";
import type { Problem } from "../../text/problem.ts";
import { quoteForMessage } from "../../text/character.ts";
import type { Diagnostic } from "../../ground/diagnostic.ts";
import { escapePath } from "../../escape/escape-path.ts";
import { UnitError } from "../../unit/unit-error.ts";

const named: Readonly<
  Record<string, { readonly section: string; readonly key: string; readonly mismatch: string } | undefined>
> = {
  mount: { section: "Mount", key: "Where", mismatch: "Where= setting doesn't match unit name" },
  automount: {
    section: "Automount",
    key: "Where",
    mismatch: "Where= setting doesn't match unit name",
  },
  swap: { section: "Swap", key: "What", mismatch: "Value of What= and unit name do not match" },
};

/**
 * The unit name that a mount point, or the device of a swap, has to have; undefined for a path that cannot be
 * escaped.
 */
function expectedName(path: string, type: string): string | undefined {
  try {
    return `${escapePath(path)}.${type}`;
  } catch (error) {
    if (error instanceof UnitError) return undefined;
    throw error;
  }
}

/**
 * A slice's name is its way down from the root, a part for each `-`: no part may be empty, and there are no
 * templates.
 */
function checkSliceName(unit: CheckedUnit): readonly Diagnostic[] {
  const stem = unit.name.slice(0, -".slice".length);
  if (unit.isDropin || stem === "-" || (!stem.includes("@") && !stem.split("-").includes(""))) return [];
  const message = `Slice name ${unit.name} is not valid: systemd refuses it, because each - goes one level down`;
  const remedy = "Let each - stand alone between two parts; escape a literal - as \\x2d.";
  return [finding("error", "slice-name", { message, remedy }, { path: "$.name" })];
}

/**
 * Mount, automount and swap units are named after the place that they serve, and systemd refuses any other
 * name.
 */
export function checkPlaceNames(unit: CheckedUnit): readonly Diagnostic[] {
  if (unit.type === "slice") return checkSliceName(unit);
  const rule = Object.hasOwn(named, unit.type) ? named[unit.type] : undefined;
  if (rule === undefined) return [];
  const diagnostics: Diagnostic[] = [];
  const place = assignmentsOf(unit, rule.section, rule.key).at(-1);
  const error = (name: string, problem: Problem): void => {
    diagnostics.push(finding("error", name, problem, place));
  };
  if (place === undefined || place.value === "") {
    if (!unit.isDropin) error("place", { message: `a .${unit.type} unit needs ${rule.key}= in [${rule.section}]` });
  } else if (!place.value.includes("%") && !/^(UUID|LABEL|PARTUUID|PARTLABEL)=/.test(place.value)) {
    const expected = place.value.startsWith("/") ? expectedName(place.value, unit.type) : undefined;
    const message = `${rule.mismatch}: systemd refuses it`;
    if (expected === undefined)
      error("place", {
        message: `${rule.key}= is ${quoteForMessage(place.value)}, which is no place`,
        remedy: "Give an absolute path without a .. part.",
      });
    else if (expected !== unit.name)
      error("place-name", { message, remedy: `${rule.key}=${place.value} belongs in ${expected}.` });
  }
  const what = assignmentsOf(unit, "Mount", "What").at(-1);
  if (unit.type === "mount" && !unit.isDropin && (what === undefined || what.value === "")) {
    const message = "a .mount unit needs What= in [Mount]: the device, or what is mounted";
    diagnostics.push(finding("error", "place", { message }, what));
  }
  return diagnostics;
}
