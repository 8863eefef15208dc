import type { Diagnostic } from "@drydock/systemd/ground";
import { renderJson } from "../render-json.ts";
import type { Config } from "../spec/ignition-config.ts";
import { latestSpec } from "../spec/spec-version.ts";
import { lowestSpec, translateIgnition } from "../translate-ignition.ts";
import type { Fragment } from "./fragment.ts";
import { problem } from "./problem.ts";
import { SugarError } from "./sugar-error.ts";

/** What tells the entries of a list apart; the lists that are absent here hold plain values. */
const keys: Readonly<Record<string, string>> = {
  "passwd.users": "name",
  "passwd.groups": "name",
  "storage.disks": "device",
  "storage.disks.partitions": "label",
  "storage.raid": "name",
  "storage.luks": "name",
  "storage.filesystems": "device",
  "storage.directories": "path",
  "storage.files": "path",
  "storage.links": "path",
  "systemd.units": "name",
  "systemd.units.dropins": "name",
  "ignition.config.merge": "source",
  "ignition.security.tls.certificateAuthorities": "source",
};

/**
 * One config of several parts, at the oldest spec that can express it. Entries of one name (a unit and its drop-ins, a user and more keys)
 * become one;
 * unlike a merge, no part wins over another: where two disagree, a `SugarError` names each place.
 */
export function composeIgnition(...fragments: readonly Fragment[]): Config {
  const problems: Diagnostic[] = [];
  let whole: unknown = {};
  for (const fragment of fragments) whole = combine(whole, fragment, [], "$", problems);
  if (problems.length > 0) throw new SugarError("composeIgnition", problems);
  const { ignition, ...sections } = whole as Fragment;
  const newest: Config = { ...sections, ignition: { ...ignition, version: latestSpec } };
  return translateIgnition(newest, lowestSpec(newest)).config ?? newest;
}

type Fields = Readonly<Record<string, unknown>>;

function combine(
  first: unknown,
  second: unknown,
  schema: readonly string[],
  path: string,
  problems: Diagnostic[],
): unknown {
  if (first === undefined || Object.is(first, second)) return second;
  if (second === undefined) return first;
  if (Array.isArray(first) && Array.isArray(second)) return combineLists(first, second, schema, path, problems);
  if (isFields(first) && isFields(second)) {
    const names = [...new Set([...Object.keys(first), ...Object.keys(second)])];
    const fields = names.map(
      (name) => [name, combine(first[name], second[name], [...schema, name], `${path}.${name}`, problems)] as const,
    );
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
  schema: readonly string[],
  path: string,
  problems: Diagnostic[],
): readonly unknown[] {
  const key = keys[schema.join(".")];
  const result = [...first];
  for (const entry of second) {
    const name = nameOf(entry, key);
    const at = name === undefined ? -1 : result.findIndex((other) => nameOf(other, key) === name);
    if (at === -1) result.push(entry);
    else if (renderJson(result[at]) !== renderJson(entry))
      result[at] = combine(result[at], entry, schema, `${path}[${describe(name)}]`, problems);
  }
  return result;
}

function nameOf(entry: unknown, key: string | undefined): unknown {
  if (key === undefined) return isFields(entry) ? undefined : entry;
  return isFields(entry) ? entry[key] : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
