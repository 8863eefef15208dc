import fc from "fast-check";
import { expect, it } from "vitest";
import { copyOf } from "./copy.ts";

const things = fc.anything({ withDate: true, withMap: true, withSet: true, withTypedArray: true, withBigInt: true });

it("a copy is what a structured clone is", () => {
  fc.assert(
    fc.property(things, (thing) => {
      expect(copyOf(thing)).toEqual(structuredClone(thing));
    }),
  );
});

it("nothing of a copy is shared with what was copied", () => {
  const deep = { Tags: [{ Key: "a" }], At: new Date(5), Bytes: Uint8Array.of(1) };
  const copy = copyOf(deep);
  deep.Tags[0]!.Key = "b";
  deep.Tags.push({ Key: "c" });
  deep.At.setTime(6);
  deep.Bytes[0] = 2;
  expect(copy).toEqual({ Tags: [{ Key: "a" }], At: new Date(5), Bytes: Uint8Array.of(1) });
});

it("a member with the name of the prototype stays a member", () => {
  const odd: unknown = JSON.parse(`{"__proto__":{"a":1},"b":2}`);
  expect(JSON.stringify(copyOf(odd))).toBe(`{"__proto__":{"a":1},"b":2}`);
});

it.each([() => 1, { Body: { pipe: () => undefined } }, [Symbol("s")]])(
  "what cannot be copied is refused: %s",
  (thing) => {
    expect(() => copyOf<unknown>(thing)).toThrow(expect.objectContaining({ name: "DataCloneError" }));
  },
);
