import { describe, expect, it } from "vitest";
import { made, numbersIn, replaced, sound, type Leaf, type Numbered } from "../test/every-number.ts";
import { numberFields, placeOf } from "../test/number-fields.ts";
import { validateBlueprint, type Blueprint } from "./index.ts";
import { parts } from "./parts.ts";

/** What no field takes, but where it counts without end, or where more than a network takes is a warning. */
const impossible = [1e9, Number.MAX_SAFE_INTEGER, 2 ** 53, 1e308, Infinity, -Infinity, -1, 0.5, NaN];
const unbounded = /^secrets\.token\.version$|^pools\.web\.size\.max$/;

function pathsOf(given: Blueprint): string[] {
  return validateBlueprint(given).map(({ path }) => path.slice("fleet.".length));
}

/** Whether something is said of that place: of the field itself, or of the object that it stands in. */
function isTold(paths: readonly string[], leaf: Leaf): boolean {
  const [place, around] = [leaf.join("."), leaf.slice(0, -1).join(".")];
  return paths.some((path) => path === place || path === around || path.startsWith(`${place}.`));
}

it("nothing is said of the blueprint that has every number", () => {
  expect(pathsOf(made(sound))).toEqual([]);
});

describe.each(numbersIn(sound).map((leaf) => [leaf.join("."), leaf] as const))("%s", (name, leaf) => {
  it.each(impossible)("is told for %s, given to its function", (value) => {
    const paths = pathsOf(made(replaced(sound, leaf, value) as Numbered));
    if (!(unbounded.test(name) && value >= 1 && Number.isSafeInteger(value))) expect(paths).not.toEqual([]);
    if (paths.length > 0) expect([paths, isTold(paths, leaf)]).toEqual([paths, true]);
  });
});

const read = JSON.parse(JSON.stringify(made(sound))) as Blueprint;

it("the blueprint has a number for each field of the schemas that takes one", () => {
  const fields = numberFields(parts);
  expect(fields).toContainEqual(["pools.*.size.max"]);
  expect(fields).toContainEqual(["etcd.rootVolume", "pools.*.rootVolume"]);
  const given = new Set(numbersIn(read).map((leaf) => placeOf(leaf, parts)));
  expect(fields.filter((places) => !places.some((place) => given.has(place))).map(([place]) => place)).toEqual([]);
});

it.each(numbersIn(read).map((leaf) => [leaf.join("."), leaf] as const))(
  "%s as JSON brings it is told too",
  (_, leaf) => {
    for (const value of [1e9, 2 ** 53, -1, 0.5]) {
      const paths = pathsOf(replaced(read, leaf, value) as Blueprint);
      if (!(leaf.at(-1) === "version" && value === 1e9)) expect(paths).not.toEqual([]);
    }
  },
);
