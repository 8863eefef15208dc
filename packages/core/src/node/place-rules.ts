import type { ClusterReading } from "../cluster/cluster-reading.ts";
import type { NamedRole } from "../cluster/named-role.ts";
import { quote, type Finding } from "../finding.ts";
import { etcdUnit } from "./etcd-node.ts";
import { nestedPath } from "./nested-path.ts";
import { drydockPlaces, dropinPath, unitPath, type Place } from "./node-places.ts";

/** Folders whose files are Drydock's alone, whatever a node has of them. */
const reserved = /^\/(opt|etc)\/drydock(\/|$)/;

/** What a role puts on its nodes lies where nothing else is written: files, units, drop-ins and secrets. */
export function* placeRules(reading: ClusterReading): Iterable<Finding> {
  for (const role of reading.roles) {
    const places = drydockPlaces(reading, role);
    yield* unitPlaces(role, places);
    const units = [...places, ...ownUnits(role)];
    yield* filePlaces(role, units);
    yield* secretPlaces(role, units);
  }
}

function* unitPlaces({ path, spec }: NamedRole, places: readonly Place[]): Iterable<Finding> {
  const taken = new Set(places.map((place) => place.path));
  for (const [index, { unit }] of spec.units.entries()) {
    // These names are Drydock's on every node, of which the rules of units speak.
    if (unit.name.startsWith("drydock-") || unit.name === etcdUnit || !taken.has(unitPath(unit.name))) continue;
    yield {
      path: `${path}.units.${index}`,
      message: `${quote(unit.name)} is a unit that Drydock writes for this role`,
      remedy: "Give it another name, or add to that unit by a drop-in.",
      rule: "unit-reserved",
    };
  }
  const seen = new Map<string, number>();
  for (const [index, dropin] of spec.dropins.entries()) {
    const at = `${path}.dropins.${index}`;
    const what = `drop-in ${quote(dropin.name)} of ${quote(dropin.of)}`;
    const first = seen.get(dropinPath(dropin));
    if (taken.has(dropinPath(dropin))) {
      const message = `${what} is Drydock's own`;
      yield {
        path: at,
        message,
        remedy: "Give it another name: what comes later by name counts.",
        rule: "unit-reserved",
      };
    } else if (first !== undefined) {
      const message = `${what} is drop-in ${first} already`;
      yield { path: at, message, remedy: "Give each drop-in of a unit a name of its own.", rule: "unit-duplicate" };
    } else seen.set(dropinPath(dropin), index);
  }
}

/** The role's own units and drop-ins, which become files. */
function ownUnits({ spec }: NamedRole): Place[] {
  const remedy = "Say it once, as a unit or as a file.";
  return [
    ...spec.units.map(({ unit }) => ({ path: unitPath(unit.name), by: `unit ${quote(unit.name)}`, remedy })),
    ...spec.dropins.map((dropin) => ({ path: dropinPath(dropin), by: `drop-in ${quote(dropin.name)}`, remedy })),
  ];
}

function* filePlaces({ path, spec }: NamedRole, places: readonly Place[]): Iterable<Finding> {
  for (const [index, file] of spec.files.entries()) {
    if (reserved.test(file.path)) continue;
    yield* collision(file.path, places, `${path}.files.${index}.path`, "file-reserved");
  }
}

function* secretPlaces({ path, spec }: NamedRole, places: readonly Place[]): Iterable<Finding> {
  for (const [name, use] of Object.entries(spec.secrets)) {
    const at = `${path}.secrets.${name}.path`;
    if (reserved.test(use.path)) {
      const message = `${use.path} is in a folder of Drydock's own`;
      yield { path: at, message, remedy: "Put it elsewhere.", rule: "secret-path-taken" };
    } else yield* collision(use.path, places, at, "secret-path-taken");
  }
}

/** Of two files one may not stand in the place of the other, nor of a folder above it. */
function* collision(path: string, places: readonly Place[], at: string, rule: string): Iterable<Finding> {
  const place = places.find((one) => one.path === path || nestedPath(one.path, path));
  if (place === undefined) return;
  const message =
    place.path === path
      ? `${path} is written by ${place.by} already`
      : `${path} cannot be there beside ${place.path}, which is written by ${place.by}: one of the two is a folder`;
  yield { path: at, message, remedy: place.remedy, rule };
}
