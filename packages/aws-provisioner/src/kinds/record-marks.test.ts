import { expect, it } from "vitest";
import { markOf } from "../engine/shared.ts";
import { isMarkSet, markSet, readMarkSet } from "./record-marks.ts";

it.each([0, 1, 60, 61, 150])("a zone tells %i records of Drydock's in texts that Route 53 takes", (count) => {
  const marks = Array.from({ length: count }, (_, at) => markOf(`record ${at}`)).toSorted();
  const set = markSet("quay.internal", marks);
  // Route 53 promises no order of the values.
  const listed = { ...set, Name: `${set.Name}.`, ResourceRecords: set.ResourceRecords?.toReversed() };
  expect(readMarkSet(listed)).toEqual(marks);
  expect(isMarkSet("quay.internal", listed)).toBe(true);
  expect(set.ResourceRecords?.every(({ Value = "" }) => /^"[\w=-]{1,255}"$/.test(Value))).toBe(true);
});

it("a text of somebody else's under another name, or of another form, tells nothing", () => {
  expect(isMarkSet("quay.internal", { Name: "quay.internal.", Type: "TXT" })).toBe(false);
  expect(isMarkSet("quay.internal", { Name: "_drydock.quay.internal.", Type: "A" })).toBe(false);
  expect(
    readMarkSet({ Name: "_drydock.quay.internal.", Type: "TXT", ResourceRecords: [{ Value: '"v=spf1 -all"' }] }),
  ).toEqual([]);
});
