import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCharacter } from "../../test/any-character.ts";
import { largestUnit, parseUnit, printUnit, UnitError, validateUnit, type Unit } from "../index.ts";

const word = fc.string({
  unit: fc.constantFrom(...Array.from("abcXYZ019=-_.%$;#[]'\"\\é漢🚢/:@+")),
  minLength: 1,
  maxLength: 12,
});
const value = fc.oneof(
  fc.array(word, { maxLength: 8 }).map((words) => words.join(" ")),
  fc.array(word, { minLength: 200, maxLength: 600 }).map((words) => words.join("  ")),
  fc.constant(""),
);
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,20}$/);
const sections = fc.array(fc.record({ name, entries: fc.array(fc.record({ key: name, value }), { maxLength: 5 }) }), {
  minLength: 1,
  maxLength: 4,
});

/** What go-systemd's raw value stands for: its continuations undone. */
function unfold(text: string): string {
  return text.replaceAll("\\\n", " ");
}

describe("printing and parsing", () => {
  it("are inverse for systemd, and the same settings for go-systemd, whatever the values", () => {
    fc.assert(
      fc.property(sections, (made) => {
        const text = printUnit({ sections: made });
        expect(Math.max(...text.split("\n").map((line) => Buffer.byteLength(line)))).toBeLessThan(2048);
        const parsed = parseUnit(text);
        expect(parsed.diagnostics).toEqual([]);
        expect(parsed.unit.sections).toEqual(made);
        const go = parseUnit(text, { dialect: "go-systemd" });
        expect(go.diagnostics).toEqual([]);
        expect(
          go.unit.sections.map((section) => ({
            ...section,
            entries: section.entries.map((entry) => ({ ...entry, value: unfold(entry.value) })),
          })),
        ).toEqual(made);
      }),
    );
  });

  it.each([
    ["a line break", "a\n[Install]\nWantedBy=evil.target"],
    ["a carriage return", "a\rb"],
    ["a NUL", "a\0b"],
    ["half a surrogate pair", "a\ud800"],
    ["a noncharacter", "a\ufffe"],
    ["a leading blank", " a"],
    ["a trailing no-break space", "a\u00a0"],
    ["2,048 bytes without a space", "é".repeat(1024)],
  ])("refuses to print %s", (_, text) => {
    expect(() => printUnit({ sections: [{ name: "Unit", entries: [{ key: "Description", value: text }] }] })).toThrow(
      UnitError,
    );
  });

  it.each([["a=b"], [" a"], ["#a"], ["[a"], [""], ["a\nb"], ["a\\"]])("refuses the key %j", (key) => {
    expect(() => printUnit({ sections: [{ name: "Unit", entries: [{ key, value: "x" }] }] })).toThrow(UnitError);
  });

  it("wraps so that a value survives at every length around the limit", () => {
    for (let length = 2020; length <= 2080; length++) {
      for (const text of [
        "x".repeat(length - 1000) + " " + "y".repeat(999),
        `${"x ".repeat(length / 2)}# ; \\ ; z`,
        `${"é ".repeat(length / 3)}🚢 ${"🚢".repeat(300)}`,
        `${"y".repeat(1000)} ${"z".repeat(length - 1012)}\\`,
      ]) {
        const made = [{ name: "Service", entries: [{ key: "ExecStart", value: text }] }];
        const printed = printUnit({ sections: made });
        expect(Math.max(...printed.split("\n").map((line) => Buffer.byteLength(line)))).toBeLessThan(2048);
        expect(parseUnit(printed).unit.sections).toEqual(made);
        expect(parseUnit(printed, { dialect: "go-systemd" }).diagnostics).toEqual([]);
      }
    }
  });
});

describe("the two parsers", () => {
  it.each([
    ["a comment inside a continuation", "[Unit]\nDescription=a \\\n# c\n b\n", "a   b", "a \\\n# c"],
    ["a value that ends in two backslashes", "[Unit]\nDescription=a\\\\\nAfter=b\n", "a\\\\", "a\\\\\nAfter=b"],
    ["a continuation", "[Unit]\nDescription=a\\\n b\n", "a  b", "a\\\n b"],
    ["carriage returns", "[Unit]\r\nDescription=a\r\n", "a", "a"],
    ["a continuation at the end", "[Unit]\nDescription=a\\", "a", "a\\"],
  ])("read %s each in its way", (_, text, systemd, go) => {
    expect(parseUnit(text).unit.sections[0]?.entries[0]?.value).toBe(systemd);
    expect(parseUnit(text, { dialect: "go-systemd" }).unit.sections[0]?.entries[0]?.value).toBe(go);
  });

  it.each([
    ["[Unit", "unable to find end of section", 1, 1],
    ["[Unit]x\n", 'found garbage after section name : "x"', 1, 7],
    ["[Unit]\nfoo\n", "unexpected newline encountered while parsing option name", 2, 1],
    ["[Unit]\n\n  foo", "EOF", 3, 3],
    [`[Unit]\nA=${"x".repeat(2046)}\n`, "line too long (max 2048 bytes)", 2, 1],
  ])("go-systemd refuses %j in its own words", (text, message, line, column) => {
    expect(parseUnit(text, { dialect: "go-systemd" }).diagnostics).toEqual([
      { severity: "error", path: "$", message, rule: "go-systemd", line, column },
    ]);
  });

  it("takes 2,047 bytes a line, as go-systemd does", () => {
    expect(parseUnit(`[Unit]\nA=${"x".repeat(2045)}\n`, { dialect: "go-systemd" }).diagnostics).toEqual([]);
  });

  it("shows garbage in bytes for the older go-systemd", () => {
    expect(parseUnit("[Unit]é", { dialect: "go-systemd", goSystemd: "22.0" }).diagnostics[0]?.message).toBe(
      "found garbage after section name : [195 169]",
    );
  });

  it("says where each assignment stands", () => {
    const { positions } = parseUnit("# c\n[Unit]\n\n  After = a.target\nWants=\\\n  b.target\n");
    expect(positions).toEqual([
      {
        line: 2,
        column: 1,
        entries: [
          { key: { line: 4, column: 3 }, value: { line: 4, column: 11 } },
          { key: { line: 5, column: 1 }, value: { line: 6, column: 3 } },
        ],
      },
    ]);
  });
});

describe("hostile text", () => {
  const texts: readonly (readonly [string, string])[] = [
    ["50 MB", "[Unit]\n".repeat(7_500_000)],
    ["one line of 4 MB", "x".repeat(4_000_000)],
    ["a megabyte of sections", "[A]\n".repeat(250_000)],
    ["a megabyte of continuations", `[Unit]\nA=${"\\\n".repeat(500_000)}`],
    ["a megabyte of assignments", `[Unit]\n${"é=é\n".repeat(150_000)}`],
    ["4 MB of blanks", `[Unit]\nA=${" ".repeat(4_000_000)}`],
    ["a megabyte of comments", "#\\\n".repeat(300_000)],
    ["a million quotes", `[Service]\nExecStart=${"\"\\'".repeat(330_000)}`],
    ["a million percent signs", `[Service]\nExecStart=/a ${"%".repeat(1_000_000)}`],
    ["a megabyte of dependencies", `[Unit]\nAfter=${"a.service ".repeat(100_000)}`],
  ];

  it.each(texts)("%s is answered", (_, text) => {
    const found = validateUnit(text, { name: "a.service" });
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(5000);
  });

  it("is refused by size before it is read", () => {
    expect(parseUnit("x".repeat(largestUnit + 1)).diagnostics).toEqual([
      expect.objectContaining({ rule: "size", severity: "error" }),
    ]);
    expect(parseUnit(new Uint8Array(largestUnit + 1)).diagnostics).toEqual([
      expect.objectContaining({ rule: "size", severity: "error" }),
    ]);
  });

  it("as random bytes or text never makes anything throw", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: anyCharacter, maxLength: 300 })),
        fc.string({ maxLength: 30 }),
        (source, unitName) => {
          parseUnit(source);
          parseUnit(source, { dialect: "go-systemd" });
          validateUnit(source, { name: unitName });
          validateUnit(source, { name: "a.service" });
        },
      ),
      { numRuns: 500 },
    );
  });

  it("as data of any shape is answered with diagnostics", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (thing) => {
        const shaped: unknown[] = [
          thing,
          { sections: thing },
          { name: "a.service", sections: [thing] },
          { name: thing, of: thing, sections: [{ name: "Unit", entries: [thing] }] },
        ];
        for (const one of shaped) {
          const found: unknown = Reflect.apply(validateUnit, undefined, [one]);
          expect(Array.isArray(found)).toBe(true);
          try {
            Reflect.apply(printUnit, undefined, [one]);
          } catch (error) {
            expect(error).toBeInstanceOf(UnitError);
          }
        }
      }),
    );
  });

  it("of bytes that are no UTF-8 is an error at its line", () => {
    const bytes = Buffer.concat([Buffer.from("[Unit]\nDescription="), Buffer.from([0xff]), Buffer.from("\n")]);
    expect(parseUnit(bytes).diagnostics).toEqual([
      expect.objectContaining({ severity: "error", rule: "encoding", line: 2 }),
    ]);
    const honest: Unit = parseUnit(Buffer.from("[Unit]\nDescription=\ufffd\n")).unit;
    expect(honest.sections[0]?.entries[0]?.value).toBe("\ufffd");
  });
});
