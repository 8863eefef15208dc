import { describe, expect, it } from "vitest";
import { configShape } from "./config-shape.ts";
import type { IgnitionShape } from "./marks.ts";
import { specVersions } from "./spec-version.ts";

/** Every place of the table with all that it holds. */
function placesIn(place: IgnitionShape): readonly IgnitionShape[] {
  const inner =
    place.kind === "object"
      ? Object.values(place.fields)
      : place.kind === "list"
        ? [place.item]
        : place.kind === "either"
          ? place.options
          : [];
  return [place, ...inner.flatMap(placesIn)];
}

describe("the table of all specs", () => {
  const places = placesIn(configShape);

  it("names specs that there are, and no place that no spec has", () => {
    const gates = places.flatMap(({ since, until }) => [since, until]).filter((gate) => gate !== undefined);
    expect(gates.length).toBeGreaterThan(10);
    expect(gates.filter((gate) => !specVersions.some((version) => version === gate))).toEqual([]);
  });

  it("calls every object by its name, and none of its objects by that of another", () => {
    const objects = places.filter((place) => place.kind === "object");
    expect(objects.filter(({ notes }) => notes?.name === undefined)).toEqual([]);
    const fieldsOf = new Map(objects.map((place) => [place.notes?.name, Object.keys(place.fields)]));
    for (const { fields, notes } of objects) expect(Object.keys(fields)).toEqual(fieldsOf.get(notes?.name));
  });

  it("offers one shape of a place in each spec", () => {
    for (const place of places) {
      if (place.kind !== "either") continue;
      const [before, after] = place.options;
      expect([place.options.length, before?.since, after?.until]).toEqual([2, undefined, undefined]);
      expect(before?.until).toBe(after?.since);
    }
  });
});
