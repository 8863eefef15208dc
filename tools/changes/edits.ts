import { type Blueprint, validateBlueprint } from "../../packages/core/src/index.ts";
import { type Place, places } from "./places.ts";
import { values, without } from "./values.ts";
import { whole } from "./whole.ts";

/** One field of a cluster with another value. */
export interface Edit {
  /** `pools.web.expose[].port: 80 -> 8443` */
  readonly name: string;
  readonly place: string;
  readonly before: Blueprint;
  readonly after: Blueprint;
}

type Data = { [name: string]: unknown };

/** A blueprint whose fields are changed, and the pools on which a change of a role is tried. */
interface Edited {
  readonly blueprint: Blueprint;
  readonly roles: readonly string[];
}

/** The whole cluster, by a group that scales, and machines of their own. */
const wholeCluster: Edited = { blueprint: whole, roles: ["web", "db"] };

/** Fields that say of what sort a part is: another one is another part. */
const sorts = /(?:^|\.)kind$|^network\.(?:vpcId|subnets)/;

const changeable = places().filter(({ path }) => !sorts.test(path));

/** Every change of one field, of each part that has it; and of one that the whole has not, its being taken back. */
export function edits(): Edit[] {
  return changeable.flatMap((place) => editsOf(place, wholeCluster)).flatMap((edit) => [edit, ...takenBack(edit)]);
}

function takenBack({ name, place, before, after }: Edit): Edit[] {
  const [, path, value] = /^(.*): none -> (.*)$/s.exec(name) ?? [];
  const isSound = validateBlueprint(after).every(({ severity }) => severity !== "error");
  return value === undefined || value === "none" || !isSound
    ? []
    : [{ name: `${path}: ${value} -> none`, place, before: after, after: before }];
}

/** The changes of the field of that number; there are as many numbers as one likes. */
export function editsAt(number: number, edited: Edited): Edit[] {
  const place = changeable[number % changeable.length];
  return place === undefined ? [] : editsOf(place, edited);
}

function editsOf(place: Place, { blueprint, roles }: Edited): Edit[] {
  const given = values.find(([end]) => end.test(place.path))?.slice(1);
  const [part = "", ...inner] = place.path.split(/\.|(?=\[\])/);
  const named = part === "pools" ? roles.map((role) => [part, role, ...inner.slice(1)]) : [[part, ...inner]];
  return named.flatMap((path) => {
    const before = valueAt(blueprint, path);
    const others = (given ?? othersThan(before, place)).filter(
      (value) => JSON.stringify(value) !== JSON.stringify(before),
    );
    return others.flatMap((value): Edit[] => {
      const after = structuredClone(blueprint) as unknown as Data;
      if (!put(after, path, value)) return [];
      const shown = [before, value].map((one) => (one === undefined || one === without ? "none" : JSON.stringify(one)));
      return [
        {
          name: `${path.join(".").replaceAll(".[]", "[]")}: ${shown.join(" -> ")}`,
          place: place.path,
          before: blueprint,
          after: after as unknown as Blueprint,
        },
      ];
    });
  });
}

function othersThan(before: unknown, { takes, words }: Place): readonly unknown[] {
  if (words.length > 0) return words;
  if (takes.includes("boolean")) return [before !== true];
  if (takes.includes("number")) return [typeof before === "number" ? before + 1 : 1];
  return [];
}

/** The first thing at a path, in which `[]` is the first of a list, and `*` of a mapping. */
function valueAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => {
    if (typeof at !== "object" || at === null) return undefined;
    return (at as Data)[keyIn(at, name)];
  }, data);
}

function keyIn(at: object, name: string): string {
  if (name === "[]") return "0";
  return name === "*" ? (Object.keys(at)[0] ?? "") : name;
}

/** Puts a value where that path leads; false where the whole has nothing on the way there. */
function put(data: Data, path: readonly string[], value: unknown): boolean {
  const around = path.slice(0, -1);
  const last = path.at(-1) ?? "";
  let at: unknown = data;
  for (const [depth, name] of around.entries()) {
    if (typeof at !== "object" || at === null) return false;
    const key = keyIn(at, name);
    // What is an object in the whole may be absent, such as a pinned release.
    if ((at as Data)[key] === undefined && name !== "[]" && name !== "*") {
      (at as Data)[key] = path[depth + 1] === "[]" ? [] : {};
    }
    at = (at as Data)[key];
  }
  if (typeof at !== "object" || at === null) return false;
  const key = keyIn(at, last);
  if (value === without) delete (at as Data)[key];
  else (at as Data)[key === "" ? "other" : key] = value;
  return true;
}
