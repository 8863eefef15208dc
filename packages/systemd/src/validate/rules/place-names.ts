import { assignmentsOf, finding, type CheckedUnit } from "../assignment.ts";
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

/** The unit name that a mount point, or the device of a swap, has to have; undefined for a path that cannot be escaped. */
function expectedName(path: string, type: string): string | undefined {
  try {
    return `${escapePath(path)}.${type}`;
  } catch (error) {
    if (error instanceof UnitError) return undefined;
    throw error;
  }
}

/** A slice's name is its way down from the root, a part for each `-`: no part may be empty, and there are no templates. */
function checkSliceName(unit: CheckedUnit): readonly Diagnostic[] {
  const stem = unit.name.slice(0, -".slice".length);
  if (unit.isDropin || stem === "-" || (!stem.includes("@") && !stem.split("-").includes(""))) return [];
  const message = `Slice name ${unit.name} is not valid: systemd refuses it. Each - goes one level down, so it stands alone between two parts; escape a literal - as \\x2d`;
  return [finding("error", "slice-name", message, { path: "$.name" })];
}

/** Mount, automount and swap units are named after the place that they serve, and systemd refuses any other name. */
export function checkPlaceNames(unit: CheckedUnit): readonly Diagnostic[] {
  if (unit.type === "slice") return checkSliceName(unit);
  const rule = Object.hasOwn(named, unit.type) ? named[unit.type] : undefined;
  if (rule === undefined) return [];
  const diagnostics: Diagnostic[] = [];
  const place = assignmentsOf(unit, rule.section, rule.key).at(-1);
  if (place === undefined || place.value === "") {
    if (!unit.isDropin)
      diagnostics.push(
        finding("error", "place", `a .${unit.type} unit needs ${rule.key}= in [${rule.section}]`, place),
      );
  } else if (!place.value.includes("%") && !/^(UUID|LABEL|PARTUUID|PARTLABEL)=/.test(place.value)) {
    const expected = place.value.startsWith("/") ? expectedName(place.value, unit.type) : undefined;
    if (expected === undefined)
      diagnostics.push(
        finding(
          "error",
          "place",
          `${rule.key}= is ${quoteForMessage(place.value)}: give an absolute path without ..`,
          place,
        ),
      );
    else if (expected !== unit.name) {
      diagnostics.push(
        finding(
          "error",
          "place-name",
          `${rule.mismatch}: systemd refuses it. ${rule.key}=${place.value} belongs in ${expected}`,
          place,
        ),
      );
    }
  }
  const what = assignmentsOf(unit, "Mount", "What").at(-1);
  if (unit.type === "mount" && !unit.isDropin && (what === undefined || what.value === "")) {
    diagnostics.push(
      finding("error", "place", "a .mount unit needs What= in [Mount]: the device, or what is mounted", what),
    );
  }
  return diagnostics;
}
