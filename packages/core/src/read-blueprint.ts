import { textOf } from "@drydock/systemd/ground";
import type { Blueprint, BlueprintParts } from "./blueprint.ts";
import type { ClusterReading } from "./cluster/cluster-reading.ts";
import { membersOf } from "./cluster/formation.ts";
import { nameRules } from "./cluster/name-rules.ts";
import { rolesOf } from "./cluster/named-role.ts";
import { servicesOf } from "./cluster/service.ts";
import { quote, useOneOf, type Finding } from "./finding.ts";
import type { Surroundings } from "./network/standing-subnet.ts";
import { subnetsOf } from "./network/subnet-plan.ts";
import { parts, type AnyPart } from "./parts.ts";
import { readPart } from "./read-part.ts";

/**
 * Reads every part, whatever was given, and computes what the rules look at from those that have the right
 * shape.
 */
export function readBlueprint(
  blueprint: Blueprint,
  surroundings: Surroundings = {},
): {
  /** The parts that could be read. */
  readonly parts: Partial<BlueprintParts>;
  readonly reading: ClusterReading;
  readonly findings: readonly Finding[];
} {
  const { given, unreadable } = fieldsOf(blueprint);
  const refused = new Set(unreadable.map(({ path }) => path));
  const isNamed = refused.has("name") || (typeof given["name"] === "string" && given["name"] !== "");
  const findings = [...unreadable, ...(isNamed ? [] : nameRules(given["name"])), ...unknownParts(given)];
  const read: Record<string, unknown> = {};
  for (const [name, part] of Object.entries<AnyPart>(parts)) {
    const value = given[name];
    if (refused.has(name) || (value === undefined && name !== "network")) continue;
    const one = attempt(name, () =>
      "entry" in part ? readEntries(part, value, name) : readPart(part.schema, part, value, name),
    );
    if ("findings" in one) findings.push(...one.findings);
    if ("value" in one) read[name] = one.value;
  }
  return { parts: read, reading: readingOf(given, read, surroundings), findings };
}

/** The fields of a blueprint, each looked at once: what is given need not be plain data. */
function fieldsOf(blueprint: unknown): {
  readonly given: Readonly<Record<string, unknown>>;
  readonly unreadable: readonly Finding[];
} {
  const unreadable: Finding[] = [];
  if (!isRecord(blueprint)) return { given: {}, unreadable };
  const keys = attempt("", () => ({ value: Object.keys(blueprint) }));
  const names = new Set(["name", ...Object.keys(parts), ...("value" in keys ? keys.value : [])]);
  const given = [...names].flatMap((name) => {
    const one = attempt(name, () => ({ value: blueprint[name] }));
    if ("value" in one) return [[name, one.value] as const];
    unreadable.push(...one.findings);
    return [];
  });
  return { given: Object.fromEntries(given), unreadable };
}

/** What is read, or a finding where looking at the value throws, as a getter or a proxy of its own may. */
function attempt<Result extends object>(path: string, read: () => Result): Result | { readonly findings: Finding[] } {
  try {
    return read();
  } catch (error) {
    const message = `this cannot be looked at: ${textOf(error).split("\n", 1)[0] ?? ""}`;
    return { findings: [{ path, message, remedy: "Give plain data.", rule: "shape" }] };
  }
}

/** What the rules look at. The schemas of the parts hold what was read to the parts' types. */
function readingOf(
  given: Readonly<Record<string, unknown>>,
  read: Partial<BlueprintParts>,
  surroundings: Surroundings,
): ClusterReading {
  const { network, etcd, pools = {}, secrets = {}, tags = {} } = read;
  const { subnets, homeless } =
    network === undefined ? { subnets: [], homeless: [] } : subnetsOf(network, surroundings);
  const roles = rolesOf({ etcd, pools });
  return {
    name: typeof given["name"] === "string" ? given["name"] : "",
    network,
    etcd,
    secrets,
    tags,
    declared: {
      roles: [...(given["etcd"] === undefined ? [] : ["etcd"]), ...namesIn(given["pools"])],
      secrets: namesIn(given["secrets"]),
    },
    subnets,
    homeless,
    roles,
    members: etcd === undefined ? [] : membersOf(etcd, subnets),
    services: servicesOf(roles, subnets),
  };
}

function unknownParts(given: Readonly<Record<string, unknown>>): Finding[] {
  return Object.keys(given)
    .filter((field) => field !== "name" && !Object.hasOwn(parts, field))
    .map((field) => ({
      path: field,
      message: `a blueprint has no part ${quote(field)}`,
      remedy: useOneOf(field, Object.keys(parts)),
      rule: "part-unknown",
    }));
}

/** The entries of a part that could be read, by name, and what keeps the others from it. */
function readEntries(part: Extract<AnyPart, { readonly entry: unknown }>, value: unknown, path: string) {
  const findings: Finding[] = [];
  // Pairs, because a name may be any text: set on an object, the name "__proto__" is lost.
  const entries: (readonly [name: string, entry: unknown])[] = [];
  if (!isRecord(value) || Array.isArray(value)) {
    const remedy = `Write ${path}: { name: ... }.`;
    findings.push({ path, message: `${quote(value)} stands where an object by name belongs`, remedy, rule: "shape" });
    return { findings, value: {} };
  }
  for (const [name, entry] of Object.entries(value)) {
    const one = readPart(part.entry, part, entry, `${path}.${name}`);
    if ("value" in one) entries.push([name, one.value]);
    else findings.push(...one.findings);
  }
  return { findings, value: Object.fromEntries(entries) };
}

function namesIn(part: unknown): string[] {
  return isRecord(part) ? Object.keys(part) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
