import { describe, expect, it } from "vitest";
import { oracleAbsence } from "./oracle/oracle.ts";
import { compareMerges, compareTranslations } from "./differential/compare-merge.ts";
import { compareReports, comparisons } from "./differential/differential.ts";

const absence = oracleAbsence();
const seed = Number(process.env["DRYDOCK_SEED"] ?? Date.now() % 2 ** 31);
const count = Number(process.env["DRYDOCK_DIFFERENTIAL"] ?? 100);

describe.skipIf(absence !== undefined && process.env["DRYDOCK_REQUIRE_ALL"] !== "1")(
  `our reports are Ignition's own (seed ${seed})${absence === undefined ? "" : `: skipped, ${absence}`}`,
  () => {
    it.each(comparisons)("Ignition %s, spec %s", (engine, version) => {
      const { documents, accepted, entries, messages, exceptions } = compareReports(engine, version, count, seed);
      const list = [...exceptions].map(([name, times]) => `${times} × ${name}`).join("; ");
      console.log(
        `Ignition ${engine}, spec ${version}: ${documents} documents, ${accepted} accepted, ${entries} entries, ` +
          `${messages.size} different messages; exceptions: ${list === "" ? "none" : list}`,
      );
      expect(accepted).toBeGreaterThan(documents / 20);
      expect(accepted).toBeLessThan(documents);
    });

    it.each(comparisons)("Ignition %s translates spec %s up as we do", (engine, version) => {
      expect(compareTranslations(version, engine, count, seed).accepted).toBeGreaterThanOrEqual(count);
    });

    it("Ignition 2.27.0 merges as we do, and finds the same origins", () => {
      const { accepted, values } = compareMerges(count, seed);
      console.log(`Ignition 2.27.0: ${accepted} merged pairs, ${values} origins`);
      expect(values).toBeGreaterThan(accepted);
    });
  },
);
