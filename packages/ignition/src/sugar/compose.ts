import { type Diagnostic, shown } from "@drydock/systemd/ground";
import { printJson } from "../render/print-json.ts";
import type { Config } from "../spec/ignition-config.ts";
import { keyField } from "../spec/entry-key.ts";
import { type Field, schemaOf } from "../spec/schema.ts";
import { latestSpec } from "../spec/spec-version.ts";
import { lowestSpec } from "../translate/lowest-spec.ts";
import { translateIgnition } from "../translate/translate-ignition.ts";
import type { Fragment } from "./fragment.ts";
import { problem } from "./problem.ts";
import { SugarError } from "./sugar-error.ts";

/**
 * One config of several parts, at the oldest spec that can express it. Entries of one name (a unit and its
 * drop-ins, a user and more keys) become one; unlike a merge, no part wins over another.
 *
 * @throws {SugarError} `bad-part`, with a diagnostic for each place where two parts disagree.
 *
 * @example
 * ```ts
 * import { composeIgnition, directory, file } from "@drydock/ignition";
 *
 * const etc = { storage: { directories: [directory("/etc/app")] } };
 * const conf = { storage: { files: [file("/etc/app/a.conf")] } };
 * composeIgnition(etc, conf).storage; // { directories: [{ path: "/etc/app" }], files: [{ path: "/etc/app/a.conf" }] }
 * ```
 */
export function composeIgnition(...fragments: readonly Fragment[]): Config {
  const problems: Diagnostic[] = [];
  const root = { namespace: undefined, struct: schemaOf(latestSpec) };
  let whole: unknown = {};
  for (const fragment of fragments) whole = combine(whole, fragment, root, "$", problems);
  if (problems.length > 0) throw new SugarError("composeIgnition", problems);
  const { ignition, ...sections } = whole as Fragment;
  const newest: Config = { ...sections, ignition: { ...ignition, version: latestSpec } };
  return translateIgnition(newest, lowestSpec(newest)).config ?? newest;
}

type Fields = Readonly<Record<string, unknown>>;

/** What the schema says of two values that meet; nothing for what it does not know. */
type Known = Pick<Field, "namespace" | "struct"> | undefined;

function combine(first: unknown, second: unknown, known: Known, path: string, problems: Diagnostic[]): unknown {
  if (first === undefined || Object.is(first, second)) return second;
  if (second === undefined) return first;
  if (Array.isArray(first) && Array.isArray(second)) return combineLists(first, second, known, path, problems);
  if (isFields(first) && isFields(second)) {
    const names = [...new Set([...Object.keys(first), ...Object.keys(second)])];
    const fields = names.map((name) => {
      const field = known?.struct?.byName.get(name);
      return [name, combine(own(first, name), own(second, name), field, `${path}.${name}`, problems)] as const;
    });
    return Object.fromEntries(fields);
  }
  problems.push(
    problem(path, `one part says ${describe(first)}, another ${describe(second)}`, "Leave it to one of them."),
  );
  return first;
}

function combineLists(
  first: readonly unknown[],
  second: readonly unknown[],
  known: Known,
  path: string,
  problems: Diagnostic[],
): readonly unknown[] {
  const result = [...first];
  for (const entry of second) {
    const name = nameOf(entry, known);
    const at = name === undefined ? -1 : result.findIndex((other) => nameOf(other, known) === name);
    if (at === -1) result.push(entry);
    else if (printJson(result[at]) !== printJson(entry)) {
      const inner = { namespace: undefined, struct: known?.struct };
      result[at] = combine(result[at], entry, inner, `${path}[${describe(name)}]`, problems);
    }
  }
  return result;
}

/**
 * What makes two entries one: its key where the list has one; a plain value is its own. Partitions go by
 * label, never by number.
 */
function nameOf(entry: unknown, known: Known): unknown {
  if (!isFields(entry)) return entry;
  const { namespace, struct } = known ?? {};
  if (namespace === undefined || struct === undefined) return undefined;
  return entry[struct.name === "Partition" ? "label" : keyField(struct.name)];
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A field that a fragment itself has; nothing under a name that every object inherits. */
function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function describe(value: unknown): string {
  const text = jsonOf(value) ?? shown(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** The value as JSON; undefined where it has none, or is inside itself. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
