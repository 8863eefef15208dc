import * as fc from "fast-check";
import { type SpecVersion, specVersions } from "../../src/spec/spec-version.ts";
import { type Engine, takesSpec } from "../../src/spec/engine.ts";
import { askOracle } from "../oracle/oracle.ts";
import { differenceOn, type Exceptions } from "./compare.ts";
import { documentArbitrary } from "./document.ts";

/** Every spec with each engine that takes it. */
export const comparisons: readonly (readonly [Engine, SpecVersion])[] = (["2.14.0", "2.27.0"] as const).flatMap(
  (engine) => specVersions.filter((version) => takesSpec(engine, version)).map((version) => [engine, version] as const),
);

/** What a comparison saw. */
export interface Comparison {
  readonly documents: number;
  readonly accepted: number;
  readonly entries: number;
  readonly messages: ReadonlySet<string>;
  readonly exceptions: Exceptions;
}

const batch = 250;

/**
 * Compares our reports with Ignition's on `count` generated documents.
 *
 * @throws {Error} with the smallest document found on which they differ, and the seed.
 */
export function compareReports(engine: Engine, version: SpecVersion, count: number, seed: number): Comparison {
  const seen = {
    documents: 0,
    accepted: 0,
    entries: 0,
    messages: new Set<string>(),
    exceptions: new Map<string, number>(),
  };
  const documents = fc.array(documentArbitrary(version), { maxLength: 2 * Math.min(batch, count), size: "max" });
  const property = fc.property(documents, (list) => {
    if (list.length === 0) return;
    const answers = askOracle(
      engine,
      list.map((document) => ({ op: "validate", doc: Buffer.from(document).toString("base64") })),
    );
    list.forEach((document, index) => {
      const answer = answers[index] ?? {};
      seen.documents += 1;
      if (answer.error === undefined) seen.accepted += 1;
      for (const { message } of answer.entries ?? []) {
        seen.entries += 1;
        seen.messages.add(message.replace(/(?<=^[Uu]nused key ).*/s, "…").replace(/"[^"]*"/g, "…"));
      }
      const difference = differenceOn(document, answer, engine, seen.exceptions);
      if (difference !== undefined) throw new Error(`${difference}\non\n${Buffer.from(document).toString()}`);
    });
  });
  for (let round = 0; seen.documents < count; round++) {
    const numRuns = Math.max(1, Math.ceil((count - seen.documents) / batch));
    fc.assert(property, { seed: seed + round, numRuns: Math.min(numRuns, 20) });
  }
  return seen;
}
