import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { Diagnostic } from "@drydock/systemd/ground";
import { parseIgnition } from "../src/parse/parse-ignition.ts";
import { specVersions } from "../src/spec/spec-version.ts";
import { takesSpec } from "../src/spec/engine.ts";
import { documentArbitrary } from "./differential/document.ts";

const seed = Number(process.env["DRYDOCK_SEED"] ?? Date.now() % 2 ** 31);
const absence = absenceOf();
const isRequired = process.env["DRYDOCK_REQUIRE_ALL"] === "1";
const directory = mkdtempSync(join(tmpdir(), "drydock-"));
afterAll(() => rmSync(directory, { recursive: true }));

/** Why there is nothing to compare with, and the remedy. */
function absenceOf(): string | undefined {
  const run = spawnSync("ignition-validate", ["-version"], { encoding: "utf8" });
  if (run.error !== undefined) return "no ignition-validate; on Debian or Ubuntu: apt-get install ignition";
  const version = `${run.stdout}${run.stderr}`.trim();
  return version.includes("2.14.0")
    ? undefined
    : `ignition-validate is ${version}, and the rules of that release are not 2.14.0's; apt-get install ignition on Debian 12`;
}

/** What the installed program prints of a report and of what stopped it, in our form. */
function installedVerdict(document: Uint8Array): { readonly accepted: boolean; readonly lines: readonly string[] } {
  const file = join(directory, "config.ign");
  writeFileSync(file, document);
  const run = spawnSync("ignition-validate", [file], { encoding: "utf8" });
  return {
    accepted: run.status === 0,
    lines: run.stdout
      .trimEnd()
      .split("\n")
      .filter((line) => line !== ""),
  };
}

/** Diagnostics as ignition-validate prints a report. */
function inTheirWords(diagnostics: readonly Diagnostic[]): string {
  const lines = diagnostics.map(({ severity, path, message, line, column }) => {
    const places = [
      ...(path === "$" ? [] : [path]),
      ...(line === undefined ? [] : [`line ${line} col ${column ?? 0}`]),
    ];
    return `${severity}${places.length === 0 ? "" : ` at ${places.join(", ")}`}: ${message}`;
  });
  return lines.join("\n");
}

/**
 * Unused keys come in a random order; Debian builds with a newer go-systemd, which shows stray text and sees
 * empty units in its own way.
 */
function comparable(lines: readonly string[]): string[] {
  const texts = lines.filter((line) => line !== "" && !line.endsWith("has no install section so enable does nothing"));
  return texts.map((line) => line.replace(/(found garbage after section name) .*/, "$1").trimEnd()).sort();
}

describe.skipIf(absence !== undefined && !isRequired)(
  `the installed ignition-validate agrees${absence === undefined ? " (2.14.0)" : `: skipped, ${absence}`}, seed ${seed}`,
  () => {
    it.each(specVersions.filter((version) => takesSpec("2.14.0", version)))("spec %s", (version) => {
      let accepted = 0;
      for (const document of fc.sample(documentArbitrary(version), { seed, numRuns: 30 })) {
        const ours = parseIgnition(document, { engine: "2.14.0", lints: false });
        const theirs = installedVerdict(document);
        const text = inTheirWords(ours.diagnostics);
        // JavaScript cannot hold every integer that Go can; and Debian's older Go takes some hosts that
        // today's does not.
        if (text.includes("between -(2^53 - 1) and 2^53 - 1") || text.includes("unable to parse url")) continue;
        expect(
          ours.config !== undefined,
          `${inTheirWords(ours.diagnostics)}\n${theirs.lines.join("\n")}\n${Buffer.from(document).toString()}`,
        ).toBe(theirs.accepted);
        if (theirs.accepted) accepted += 1;
        // It prints its report as a format, in which a percent sign asks for an argument that is missing.
        if (text.includes("%")) continue;
        // A wrong type has a better message here, and a failure without a report is printed elsewhere.
        if (theirs.lines.length === 0 || theirs.lines[0]?.includes("json: cannot unmarshal") === true) continue;
        expect(comparable(inTheirWords(ours.diagnostics).split("\n"))).toEqual(comparable(theirs.lines));
      }
      expect(accepted).toBeGreaterThan(0);
    });
  },
);
