import { expect, it } from "vitest";
import { changedSizes } from "./group-sizes.ts";

const current = { min: 2, max: 3, desired: 2 };

it.each<[string, Parameters<typeof changedSizes>[1], readonly string[], object]>([
  ["what changes", { min: 1, max: 4, desired: 2 }, ["min", "max"], { MinSize: 1, MaxSize: 4 }],
  ["one bound, where the other stays", { min: 1, max: 3, desired: 2 }, ["min"], { MinSize: 1 }],
  ["a most below the least that others have set, with that", { max: 1 }, ["max"], { MaxSize: 1, MinSize: 1 }],
  ["a most at the least that others have set, alone", { max: 2 }, ["max"], { MaxSize: 2 }],
  ["a least above the most that others have set, with that", { min: 5 }, ["min"], { MinSize: 5, MaxSize: 5 }],
  ["a least at the most that others have set, alone", { min: 3 }, ["min"], { MinSize: 3 }],
  ["how many there are to be", { min: 2, max: 3, desired: 3 }, ["desired"], { DesiredCapacity: 3 }],
  ["nothing", {}, [], {}],
])("an update writes %s", (_, wanted, fields, written) => {
  const given = Object.entries(changedSizes(current, wanted, fields)).filter(([, value]) => value !== undefined);
  expect(Object.fromEntries(given)).toEqual(written);
});
