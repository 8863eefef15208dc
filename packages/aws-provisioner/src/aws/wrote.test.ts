import { describe, expect, it } from "vitest";
import { markOf } from "../engine/shared.ts";
import { markTags, readMarks, tellsMarks } from "./wrote.ts";

function marks(count: number): string[] {
  return Array.from({ length: count }, (_, at) => markOf(`entry ${at}`));
}

describe("what a resource's tags tell of what was written", () => {
  it.each([0, 1, 59, 60, 61, 120, 200])("is read back of %i entries, in values that every service takes", (count) => {
    const tags = markTags({ policies: marks(count), managed: [] });
    expect(readMarks(tags)).toEqual({ policies: marks(count), managed: [] });
    expect(tags.every(({ Key, Value }) => tellsMarks(Key) && /^[\w-]{1,256}$/.test(Value))).toBe(true);
  });

  it("reads on only as far as it was written last", () => {
    const before = markTags({ ingress: marks(130) });
    const after = markTags({ ingress: marks(60) });
    const written = new Map([...before, ...after].map(({ Key, Value }) => [Key, Value]));
    expect(readMarks([...written].map(([Key, Value]) => ({ Key, Value })))).toEqual({ ingress: marks(60) });
    expect([...written.keys()]).toEqual([
      "drydock:wrote:ingress",
      "drydock:wrote:ingress.2",
      "drydock:wrote:ingress.3",
    ]);
  });

  it("is nothing of a field that no tag names", () => {
    expect(readMarks([{ Key: "drydock:cluster", Value: "quay" }])).toBeUndefined();
    expect(readMarks(undefined)).toBeUndefined();
  });
});
