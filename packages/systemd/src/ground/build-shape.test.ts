import { describe, expect, it } from "vitest";
import { deprecated, flag, list, map, noted, notEmpty, object, required, since, text, until } from "./build-shape.ts";

describe("a shape that is built on another", () => {
  it("keeps what was said of it, and leaves the other as it was", () => {
    const place = required(since("3.1.0", until("3.4.0", deprecated("3.3.0", "another", text))));
    expect(place).toEqual({
      kind: "text",
      required: true,
      since: "3.1.0",
      until: "3.4.0",
      deprecated: { since: "3.3.0", use: "another" },
    });
    expect(text).toEqual({ kind: "text" });
  });

  it("keeps its notes beside new ones, of which the last of a name counts", () => {
    interface Notes {
      readonly name?: string;
      readonly order?: number;
    }
    const first = noted<boolean, Notes>({ name: "a", order: 1 }, flag);
    expect(noted<boolean, Notes>({ order: 2 }, first).notes).toEqual({ name: "a", order: 2 });
    expect(first.notes).toEqual({ name: "a", order: 1 });
  });

  it("is not empty where it is a mapping, and as it was where it is none", () => {
    expect(notEmpty(map(text))).toEqual({ ...map(text), min: 1 });
    expect(notEmpty(object<{ readonly name: string }>({ name: text }))).toMatchObject({ kind: "object", min: 1 });
    expect(notEmpty(list(text))).toEqual(list(text));
  });
});
