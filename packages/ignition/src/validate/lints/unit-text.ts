import { type Diagnostic, validateUnit } from "@drydock/systemd";
import type { Finding } from "../../decode/finding.ts";
import { remembered } from "../../remembered.ts";
import type { Path } from "../../spec/path.ts";
import { findingAt, type Lint } from "./lint.ts";

/**
 * What systemd says of a unit or drop-in, its name included, that Ignition accepts: each finding has the rule
 * of `@drydock/systemd` in its own.
 */
export const unitText: Lint = function* ({ all }) {
  for (const [unit, path] of all("Unit")) {
    yield* check(unit.contents, path, { name: unit.name });
    for (const [index, dropin] of (unit.dropins ?? []).entries()) {
      yield* check(dropin.contents, [...path, "dropins", index], { name: dropin.name, of: unit.name });
    }
  }
};

/** Ignition has said so itself. */
const without = ["go-systemd"];

const diagnosed = remembered(1024, (key) => {
  const [contents, names] = JSON.parse(key) as [string, { readonly name: string; readonly of?: string }];
  return validateUnit(contents, { ...names, without });
});

function* check(
  contents: string | undefined,
  path: Path,
  names: { readonly name: string; readonly of?: string },
): Generator<Finding> {
  // Without contents there is nothing to say but of the names; a section keeps the emptiness from being
  // reported.
  for (const diagnostic of diagnosed(JSON.stringify([contents || "[Unit]\n", names]))) {
    const { path: place, remedy, rule, severity } = diagnostic;
    const isName = place === "$.name" || place === "$.of";
    if (place === "$.of" || (!isName && !contents)) continue;
    const finding = findingAt(severity, path, isName ? "name" : "contents", describe(diagnostic), remedy);
    yield { ...finding, rule: rule === undefined ? "unit" : `unit/${rule}` };
  }
}

function describe({ line, message }: Diagnostic): string {
  return line === undefined ? message : `line ${line} of the unit: ${message}`;
}
