import type { Diagnostic } from "@drydock/systemd/ground";
import { parseIgnition } from "../../src/parse/parse-ignition.ts";
import { readJson } from "../../src/json/read-json.ts";
import type { JsonNode } from "../../src/json/json-node.ts";
import { positionsOf } from "../../src/json/locate.ts";
import type { Engine } from "../../src/spec/engine.ts";
import { type Answer, askOracle } from "../oracle/oracle.ts";

/** How often each named exception was made: a difference that is meant. */
export type Exceptions = Map<string, number>;

/** How the two differ on a document; undefined when they agree or a named exception covers it. */
export function differenceOn(
  document: Uint8Array,
  answer: Answer,
  engine: Engine,
  exceptions: Exceptions,
): string | undefined {
  const { config, diagnostics } = parseIgnition(document, { engine });
  const entries = diagnostics.filter(({ rule }) => rule === undefined);
  const accepted =
    config !== undefined || diagnostics.every(({ rule, severity }) => severity !== "error" || rule !== undefined);
  const ours = { accepted, entries: entries.map(printEntry) };
  const theirs = { accepted: answer.error === undefined, entries: theirEntries(answer) };
  if (isSame(ours, theirs)) return undefined;
  const exception = nameException(document, entries, answer, engine, ours);
  if (exception === undefined) return `ours:\n${show(ours)}\nIgnition ${engine}:\n${show(theirs)}`;
  exceptions.set(exception, (exceptions.get(exception) ?? 0) + 1);
  return undefined;
}

interface Verdict {
  readonly accepted: boolean;
  readonly entries: readonly string[];
}

function show({ accepted, entries }: Verdict): string {
  return [accepted ? "  accepted" : "  refused", ...entries.map((entry) => `  ${entry}`)].join("\n");
}

function printEntry({ severity, path, message, line, column }: Diagnostic): string {
  return `${severity} ${path} ${line ?? "-"}:${column ?? "-"} ${message}`;
}

/** A failure without a report stands for the one entry that we make of it. */
function theirEntries({ entries = [], error }: Answer): string[] {
  if (entries.length === 0 && error !== undefined) return [`error ${error}`];
  return entries.map((entry) =>
    printEntry({
      severity: entry.severity === "error" ? "error" : "warning",
      path: entry.path,
      message: entry.message,
      ...(entry.placed ? { line: entry.line, column: entry.column } : {}),
    }),
  );
}

function isSame(ours: Verdict, theirs: Verdict): boolean {
  if (ours.accepted !== theirs.accepted) return false;
  const bare = theirs.entries.length === 1 ? /^error ([^$].*)$/.exec(theirs.entries[0] ?? "")?.[1] : undefined;
  if (bare !== undefined) return ours.entries.length === 1 && ours.entries[0]?.endsWith(` ${bare}`) === true;
  return sortUnusedKeys(ours.entries).join("\n") === sortUnusedKeys(theirs.entries).join("\n");
}

/**
 * Ignition walks a Go map there, whose order is random: a run of unused keys of one object is compared as a
 * set.
 */
function sortUnusedKeys(entries: readonly string[]): string[] {
  const isUnused = (entry: string) => /^warning .* [Uu]nused key /s.test(entry);
  const sorted: string[] = [];
  let run: string[] = [];
  for (const entry of entries) {
    if (isUnused(entry)) run.push(entry);
    else {
      sorted.push(...run.sort(), entry);
      run = [];
    }
  }
  return [...sorted, ...run.sort()];
}

function nameException(
  document: Uint8Array,
  entries: readonly Diagnostic[],
  answer: Answer,
  engine: Engine,
  ours: Verdict,
): string | undefined {
  const [first] = entries;
  if (first?.message.includes("between -(2^53 - 1) and 2^53 - 1") === true) return "integer too large for JavaScript";
  const [theirFirst] = answer.entries ?? [];
  if (theirFirst?.message.startsWith("json: cannot unmarshal") === true && first !== undefined && !ours.accepted) {
    const expected = goTypePosition(document, first);
    if (expected === `${theirFirst.line}:${theirFirst.column}`) return "wrong type: a better message, at its place";
    return undefined;
  }
  if (ours.entries.some((entry) => entry.endsWith("partition numbers collide"))) {
    for (let attempt = 0; attempt < 30; attempt++) {
      const [again = {}] = askOracle(engine, [{ op: "validate", doc: Buffer.from(document).toString("base64") }]);
      if (isSame(ours, { accepted: again.error === undefined, entries: theirEntries(again) })) {
        return "partition numbers collide: Ignition picks one at random";
      }
    }
  }
  return undefined;
}

/**
 * Where Go says that the value of our entry has the wrong type: one past a scalar, one past an opening
 * bracket.
 */
function goTypePosition(document: Uint8Array, entry: Diagnostic): string | undefined {
  const bytes = Buffer.from(document);
  const reading = readJson(bytes, 1_000_000);
  if ("problem" in reading) return undefined;
  const nodes: JsonNode[] = [reading.root];
  const all: JsonNode[] = [];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    all.push(node);
    if (node.kind === "object") nodes.push(...node.members.map(({ value }) => value));
    if (node.kind === "array") nodes.push(...node.items);
  }
  const starts = positionsOf(
    bytes,
    all.map(({ start }) => start),
  );
  const node = all.find(({ start }) => {
    const position = starts.get(start);
    return position?.line === entry.line && position?.column === entry.column;
  });
  if (node === undefined) return undefined;
  const offset = node.kind === "object" || node.kind === "array" ? node.start + 1 : node.end;
  const position = positionsOf(bytes, [offset]).get(offset);
  return `${position?.line}:${position?.column}`;
}
