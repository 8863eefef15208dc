import { valueLike } from "../ground/build-shape.ts";
import { hasSections } from "../unit/has-sections.ts";
import { checkOptions } from "../ground/check-options.ts";
import { matchGlob } from "./match-glob.ts";
import type { Unit } from "../unit/unit-file.ts";

/** Where fleet was told to run a unit: the meaning of its [X-Fleet] section. */
export interface FleetPlacement {
  /** On every machine that fits, rather than on one. */
  readonly global: boolean;
  /** On that machine only. */
  readonly machineId?: string;
  /** On the machine where these units run. */
  readonly peers: readonly string[];
  /** On machines with one of the values for every key. */
  readonly metadata: readonly { readonly key: string; readonly values: readonly string[] }[];
  /** Never beside units whose names match these globs. */
  readonly conflicts: readonly string[];
  /** These units are moved elsewhere. */
  readonly replaces: readonly string[];
}

const legacy: ReadonlyMap<string, string> = new Map([
  ["X-ConditionMachineID", "MachineID"],
  ["X-ConditionMachineBootID", "MachineID"],
  ["X-ConditionMachineOf", "MachineOf"],
  ["X-ConditionMachineMetadata", "MachineMetadata"],
  ["X-Conflicts", "Conflicts"],
]);

const current: ReadonlySet<string> = new Set([
  "MachineID",
  "MachineOf",
  "MachineMetadata",
  "Conflicts",
  "Replaces",
  "Global",
]);

/** The key that fleet understands today for one of its own; undefined for a key that it does not know. */
export function fleetKey(key: string): { readonly key: string; readonly deprecated: boolean } | undefined {
  const modern = legacy.get(key);
  if (modern !== undefined) return { key: modern, deprecated: true };
  return current.has(key) ? { key, deprecated: false } : undefined;
}

/** Replaces the four specifiers that fleet knows: `%n`, `%N`, `%p` and `%i`. */
function expand(value: string, name: string): string {
  const stem = name.slice(0, name.lastIndexOf(".") < 0 ? undefined : name.lastIndexOf("."));
  const at = stem.indexOf("@");
  const parts: Readonly<Record<string, string>> = {
    n: name,
    N: stem,
    p: at < 0 ? stem : stem.slice(0, at),
    i: at < 0 ? "" : stem.slice(at + 1),
  };
  return value.replace(/%([nNpi])/g, (_, letter: string) => parts[letter] ?? "");
}

/** The pairs of a MachineMetadata= value: several only when the value starts and ends with a double quote. */
export function fleetMetadata(
  value: string,
): readonly { readonly text: string; readonly pair?: readonly [key: string, value: string] }[] {
  const texts =
    value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1).split(/"\s+"/) : [value];
  return texts.map((text) => {
    const parts = text.split("=");
    const [key, wanted] = parts;
    return parts.length === 2 && key !== undefined && key !== "" && wanted !== undefined && wanted !== ""
      ? { text, pair: [key, wanted] }
      : { text };
  });
}

/**
 * Reads the [X-Fleet] section of a unit, deprecated keys included, with fleet's specifiers replaced.
 * Undefined when the unit has none. Malformed metadata is dropped, as fleet does: `validateUnit` reports it.
 *
 * @example
 * ```ts
 * import { parseUnit, xFleet } from "@drydock/systemd";
 *
 * const { unit } = parseUnit("[X-Fleet]\nConflicts=web@*.service\n", { name: "web@1.service" });
 * console.log(xFleet(unit)?.conflicts); // [ 'web@*.service' ]
 * ```
 */
export function xFleet(unit: Unit): FleetPlacement | undefined {
  checkOptions("xFleet", hasSections, unit);
  if (!unit.sections.some(({ name }) => name === "X-Fleet")) return undefined;
  const values = new Map<string, string[]>();
  for (const { name, entries } of unit.sections) {
    if (name !== "X-Fleet") continue;
    for (const { key, value } of entries) {
      const known = fleetKey(key);
      if (known !== undefined) values.set(known.key, [...(values.get(known.key) ?? []), expand(value, unit.name)]);
    }
  }
  const of = (key: string): readonly string[] => (values.get(key) ?? []).filter((value) => value !== "");
  const metadata = new Map<string, string[]>();
  for (const { pair } of of("MachineMetadata").flatMap(fleetMetadata)) {
    if (pair !== undefined) metadata.set(pair[0], [...(metadata.get(pair[0]) ?? []), pair[1]]);
  }
  const machineId = of("MachineID").at(-1);
  return {
    global: ["true", "yes", "1", "on", "t"].includes((of("Global").at(-1) ?? "").toLowerCase()),
    ...(machineId === undefined ? {} : { machineId }),
    peers: of("MachineOf"),
    metadata: [...metadata].map(([key, wanted]) => ({ key, values: wanted })),
    conflicts: of("Conflicts").flatMap((value) => value.split(/\s+/)),
    replaces: of("Replaces"),
  };
}

const placementShape = valueLike<FleetPlacement>(
  (value) =>
    typeof value === "object" &&
    value !== null &&
    ["peers", "conflicts", "replaces"].every((field) => Array.isArray(Reflect.get(value, field))),
  "a placement, read by xFleet",
);

/**
 * Why fleet would refuse a placement, in its own words; undefined when it is legal. Only the first reason
 * counts, as with fleet.
 *
 * @example
 * ```ts
 * import { illegalPlacement } from "@drydock/systemd";
 *
 * const placement = { global: true, peers: ["db.service"], metadata: [], conflicts: [], replaces: [] };
 * console.log(illegalPlacement(placement)); // Global cannot be used with Peers
 * ```
 */
export function illegalPlacement(placement: FleetPlacement): string | undefined {
  checkOptions("illegalPlacement", placementShape, placement);
  const { global, machineId, peers, conflicts, replaces } = placement;
  for (const peer of peers) {
    for (const conflict of conflicts)
      if (matchGlob(conflict, peer)) return `unresolvable requirements: peer "${peer}" matches conflict "${conflict}"`;
    for (const replace of replaces)
      if (matchGlob(replace, peer)) return `unresolvable requirements: peer "${peer}" matches replace "${replace}"`;
  }
  if (machineId !== undefined) {
    if (peers.length > 0) return "MachineID cannot be used with Peers";
    if (conflicts.length > 0) return "MachineID cannot be used with Conflicts";
    if (global) return "MachineID cannot be used with Global";
    if (replaces.length > 0) return "MachineID cannot be used with Replaces";
  }
  if (global && peers.length > 0) return "Global cannot be used with Peers";
  if (global && replaces.length > 0) return "Global cannot be used with Replaces";
  return conflicts.length > 0 && replaces.length > 0 ? "Conflicts cannot be used with Replaces" : undefined;
}
