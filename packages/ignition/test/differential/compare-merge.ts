import * as fc from "fast-check";
import { isDeepStrictEqual } from "node:util";
import { mergeIgnition } from "../../src/merge/merge-ignition.ts";
import { parseIgnition } from "../../src/parse/parse-ignition.ts";
import type { IgnitionConfig } from "../../src/spec/ignition-config.ts";
import { latestSpec, type SpecVersion, specVersions } from "../../src/spec/spec-version.ts";
import { translateIgnition } from "../../src/translate/translate-ignition.ts";
import { type Engine, takesSpec } from "../../src/spec/engine.ts";
import { type Answer, askOracle } from "../oracle/oracle.ts";
import { validDocumentArbitrary } from "./document.ts";

/** What was compared, of the generated pairs that Ignition accepts. */
export interface Compared {
  readonly accepted: number;
  readonly values: number;
}

const engine: Engine = "2.27.0";

/** How many things the oracle is asked in a run, on the average. */
const batch = 200;

function runsFor(left: number): number {
  return Math.min(10, Math.ceil(left / batch));
}

/**
 * Compares the merge of generated pairs, of the same or different specs, with Ignition's own: the result and
 * the origin of each value.
 *
 * @throws {Error} with the smallest pair found on which they differ.
 */
export function compareMerges(count: number, seed: number): Compared {
  const seen = { accepted: 0, values: 0 };
  const documents = specVersions.map((version) => validDocumentArbitrary(version));
  const one = fc.oneof(...documents);
  const same = fc.oneof(...documents.map((document) => fc.tuple(document, document)));
  const pairs = fc.array(fc.oneof(same, fc.tuple(one, one)), {
    maxLength: 2 * Math.min(batch, count),
    size: "max",
  });
  const property = fc.property(pairs, (list) => {
    const requests = list.map(
      ([parent, child]) => ({ op: "merge", doc: base64(parent), child: base64(child), spec: latestSpec }) as const,
    );
    const answers = list.length === 0 ? [] : askOracle(engine, requests);
    list.forEach(([parentText, childText], index) => {
      const answer = answers[index] ?? {};
      if (answer.config === undefined) return;
      const parent = parsed(parentText, latestSpec, engine);
      const child = parsed(childText, latestSpec, engine);
      const { config, origins } = mergeIgnition(parent, child);
      const ours = {
        config: stripEmpty(config),
        origins: origins.map(({ side, source, path }) => `${side}:${source} → ${path}`),
      };
      const theirs = {
        config: stripEmpty(answer.config),
        origins: (answer.mappings ?? []).map(({ side, from, to }) => `${side}:${from} → ${to}`),
      };
      if (!isDeepStrictEqual(ours, theirs)) throw difference(ours, theirs, [parentText, childText]);
      seen.accepted += 1;
      seen.values += origins.length;
    });
  });
  for (let round = 0; seen.accepted < count; round++)
    fc.assert(property, { seed: seed + round, numRuns: runsFor(count - seen.accepted) });
  return seen;
}

/**
 * Compares the translation of generated configs, from each spec up to each newer one, with Ignition's own.
 *
 * @throws {Error} with the smallest config found on which they differ.
 */
export function compareTranslations(from: SpecVersion, by: Engine, count: number, seed: number): Compared {
  const seen = { accepted: 0, values: 0 };
  const targets = specVersions.filter((version) => version >= from && takesSpec(by, version));
  const documents = fc.array(fc.tuple(validDocumentArbitrary(from), fc.constantFrom(...targets)), {
    maxLength: 2 * Math.min(batch, count),
    size: "max",
  });
  const property = fc.property(documents, (list) => {
    const requests = list.map(([doc, spec]) => ({ op: "translate", doc: base64(doc), spec }) as const);
    const answers = list.length === 0 ? [] : askOracle(by, requests);
    list.forEach(([text, target], index) => {
      const answer: Answer = answers[index] ?? {};
      if (answer.error !== undefined) return;
      const ours = stripEmpty(parsed(text, target, by), target);
      const theirs = stripEmpty(answer.config, target);
      if (!isDeepStrictEqual(ours, theirs)) throw difference(ours, theirs, [text]);
      seen.accepted += 1;
      seen.values += JSON.stringify(ours).length;
    });
  });
  for (let round = 0; seen.accepted < count; round++)
    fc.assert(property, { seed: seed + round, numRuns: runsFor(count - seen.accepted) });
  return seen;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

function parsed(text: Uint8Array, version: SpecVersion, by: Engine): IgnitionConfig {
  const { config, diagnostics } = parseIgnition(text, { engine: by, lints: false });
  if (config === undefined) throw new Error(`we refuse what Ignition accepts: ${JSON.stringify(diagnostics)}`);
  const translated = translateIgnition(config, version);
  if (translated.config === undefined) throw new Error(`no way up: ${JSON.stringify(translated.diagnostics)}`);
  return withoutAdvertisements(translated.config, config.ignition.version, version);
}

/** The one meant difference: Ignition loses the advertisement between 3.4 and 3.5. */
function withoutAdvertisements(config: IgnitionConfig, from: SpecVersion, target: SpecVersion): IgnitionConfig {
  const luks = config.storage?.luks;
  if (luks === undefined || from > "3.4.0" || target < "3.5.0") return config;
  const without = luks.map(({ clevis, ...rest }) => {
    const tang = clevis?.tang?.map(({ advertisement: _, ...server }) => server);
    if (clevis === undefined) return rest;
    return { ...rest, clevis: tang === undefined ? clevis : { ...clevis, tang } };
  });
  return { ...config, storage: { ...config.storage, luks: without } };
}

/**
 * What Go prints though it was never there: `{}` for a section, empty text for a field that cannot be absent
 * in that spec.
 */
function stripEmpty(value: unknown, version: SpecVersion = latestSpec): unknown {
  if (Array.isArray(value)) return value.map((item) => stripEmpty(item, version) ?? {});
  if (value === null) return undefined;
  if (typeof value !== "object") return value;
  const entries = Object.entries(value)
    .map(([key, inner]) => [key, stripEmpty(inner, version)] as const)
    .filter(
      ([key, inner]) =>
        inner !== undefined && !(Array.isArray(inner) && inner.length === 0) && !isPlainZero(key, inner, version),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function isPlainZero(key: string, value: unknown, version: SpecVersion): boolean {
  if (key === "number") return value === 0;
  if (value !== "") return false;
  if (key === "url") return true;
  if (key === "source") return version === "3.0.0";
  return version < "3.3.0" && ["level", "target", "config", "pin"].includes(key);
}

function difference(ours: unknown, theirs: unknown, documents: readonly Uint8Array[]): Error {
  const texts = documents.map((document) => Buffer.from(document).toString()).join("\n");
  return new Error(
    `ours:\n${JSON.stringify(ours, null, 1)}\nIgnition's:\n${JSON.stringify(theirs, null, 1)}\non\n${texts}`,
  );
}
