import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCharacter } from "../../test/any-character.ts";
import {
  escapeName,
  escapePath,
  instantiate,
  partsOfUnitName,
  printDiagnostics,
  unescapeName,
  unescapePath,
  UnitError,
  validateUnitName,
} from "../index.ts";

describe("escaping", () => {
  it.each([
    ["plain", "plain"],
    [".foo-bar\\x/é", "\\x2efoo\\x2dbar\\x5cx-\\xc3\\xa9"],
    ["\n", "\\x0a"],
    ["", ""],
  ])("escapeName(%j) → %s", (text, name) => {
    expect(escapeName(text)).toBe(name);
    expect(unescapeName(name)).toBe(text);
  });

  it.each([
    ["/", "-", "/"],
    ["/a//b/", "a-b", "/a/b"],
    ["/.a", "\\x2ea", "/.a"],
    ["/a/./b", "a-b", "/a/b"],
    ["/dev/disk/by-label/data", "dev-disk-by\\x2dlabel-data", "/dev/disk/by-label/data"],
  ])("escapePath(%j) → %s", (path, name, clean) => {
    expect(escapePath(path)).toBe(name);
    expect(unescapePath(name)).toBe(clean);
  });

  it.each(["", "/a/../b", "..", "."])("escapePath refuses %j", (path) => {
    expect(() => escapePath(path)).toThrow(UnitError);
  });

  it.each(["a\\x", "a\\x0", "a\\xzz", "\\", "\\xff", "\\x00"])("unescapeName refuses %j", (name) => {
    expect(() => unescapeName(name)).toThrow(UnitError);
  });

  it.each(["a\0b", "\ud800"])("escapeName refuses %j", (text) => {
    expect(() => escapeName(text)).toThrow(UnitError);
  });

  it("goes there and back", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: anyCharacter }).filter((text) => !text.includes("\0")),
        (text) => unescapeName(escapeName(text)) === text,
      ),
    );
  });
});

describe("unit names", () => {
  it.each([
    "a.service",
    "a@.service",
    "a@b@c.socket",
    "dev-disk-by\\x2dlabel.device",
    "-.mount",
    "a.b.timer",
    `${"a".repeat(247)}.service`,
  ])("%s is one", (name) => {
    expect(validateUnitName(name)).toEqual([]);
  });

  it.each([
    ["", "empty"],
    [".service", "nothing stands before"],
    ["@.service", "nothing stands before"],
    ["a b.service", "escapeName()"],
    ["../../x.service", "A unit name is no path"],
    ["a.snapshot", "snapshot units are gone"],
    ["a", "has no suffix"],
    ["a.", "no unit type"],
    ["é.service", "may not stand"],
    ["a\n.service", "may not stand"],
    [`${"a".repeat(248)}.service`, "at most 255"],
  ])("%j is none", (name, expected) => {
    expect(printDiagnostics(validateUnitName(name))).toContain(expected);
    expect(partsOfUnitName(name)).toBeUndefined();
  });

  it("come apart at the first @", () => {
    expect(partsOfUnitName("a@b@c.service")).toEqual({
      prefix: "a",
      instance: "b@c",
      type: "service",
    });
    expect(partsOfUnitName("a.b.service")).toEqual({ prefix: "a.b", type: "service" });
    expect(instantiate("getty@.service", "tty1")).toBe("getty@tty1.service");
    expect(instantiate("getty.service", "tty1")).toBeUndefined();
  });
});
