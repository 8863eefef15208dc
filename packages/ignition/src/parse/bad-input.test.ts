import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseIgnition } from "./parse-ignition.ts";
import type { IgnitionConfig } from "../spec/ignition-config.ts";
import { schemaOf, type Struct } from "../spec/schema.ts";
import { validateIgnition } from "../validate/validate-ignition.ts";

const head = '{"ignition":{"version":"3.4.0"},';
const megabyte = 2 ** 20;

function firstEntry(text: string | Uint8Array): string {
  const [first] = parseIgnition(text).diagnostics;
  return first === undefined
    ? "none"
    : `${first.severity} ${first.path} ${first.line}:${first.column} ${first.message.slice(0, 80)}`;
}

/** The steps to every field that holds text, with a `0` for each list. */
function* textFields({ fields }: Struct, path: readonly string[]): Generator<readonly string[]> {
  for (const { kind, name, struct } of fields) {
    const steps = kind === "list" ? [...path, name, "0"] : [...path, name];
    if (struct !== undefined) yield* textFields(struct, steps);
    else if (kind === "text" || kind === "list") yield steps;
  }
}

function nested([step, ...rest]: readonly string[], text: string): object {
  const inner = rest.length === 0 ? text : nested(rest, text);
  return step === "0" ? [inner] : { [step ?? ""]: inner };
}

describe("bad input has a clear entry", () => {
  it("random bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { config, diagnostics } = parseIgnition(bytes);
        expect(config).toBeUndefined();
        expect(diagnostics.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it("any JSON value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        for (const text of [JSON.stringify(value), `${head}"storage":${JSON.stringify(value)}}`]) {
          expect(parseIgnition(text).diagnostics).toBeInstanceOf(Array);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("any value in memory, in the place of a config", () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
        (value) => {
          for (const config of [
            value,
            { ignition: { version: "3.4.0" }, storage: value, passwd: { users: [value] } },
          ]) {
            expect(validateIgnition(config as IgnitionConfig)).toBeInstanceOf(Array);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ["10,000 levels of arrays", "[".repeat(10_002), "error $ 1:10002 invalid character '[' exceeded max depth"],
    [
      "a million levels of objects",
      '{"a":'.repeat(1_000_000),
      "error $ 1:50002 invalid character '{' exceeded max depth",
    ],
    ["a million values", `[${"0,".repeat(1_000_000)}0]`, "error $ 1:400000 more than 200000 values in one document"],
    [
      "__proto__",
      `${head}"__proto__":{"storage":{"files":[{"path":"x"}]}}}`,
      "warning $.__proto__ 1:33 unused key __proto__",
    ],
    [
      "half a surrogate pair",
      `${head}"storage":{"files":[{"path":"/\\ud800"}]}}`,
      "error $.storage.files.0.path 1:61 the text holds half a surrogate pair, or bytes that are not UTF-8, which Ignitio",
    ],
    [
      "a path of slashes",
      `${head}"storage":{"links":[{"path":"/a","target":"b"}],"files":[{"path":"${"/a".repeat(megabyte)}"}]}}`,
      "error $.storage.files.0 1:91 file path includes link in config",
    ],
  ])("%s", (_, text, entry) => {
    expect(firstEntry(text)).toBe(entry);
  });

  it("nesting below the limit is no problem", () => {
    expect(firstEntry(`${head}"x":${"[".repeat(9_998)}${"]".repeat(9_998)}}`)).toBe("warning $.x 1:33 unused key x");
  });

  it("bytes that are not UTF-8", () => {
    const text = Buffer.concat([
      Buffer.from(`${head}"storage":{"files":[{"path":"/`),
      Buffer.from([0xff]),
      Buffer.from('"}]}}'),
    ]);
    expect(firstEntry(text)).toMatch(/^error \$\.storage\.files\.0\.path 1:61 the text holds/);
  });

  it("a long hostile text in every field", () => {
    const texts = ["a", "@", ".", "/", "%", "=", " ", "\n", '"', "\\", "#", "\n[S]\nA=b", "data:,", "http://["].map(
      (piece) => piece.repeat(5_000 / piece.length),
    );
    for (const path of textFields(schemaOf("3.6.0"), [])) {
      for (const text of texts) {
        for (const start of ["", "data:text/plain;a=", "http://", "[Service]\nExecStart="]) {
          const document = JSON.stringify({ ...nested(path, start + text), ignition: { version: "3.6.0" } });
          expect(parseIgnition(document).diagnostics).toBeInstanceOf(Array);
        }
      }
    }
  });

  it("50 MB of contents", () => {
    const text = `${head}"storage":{"files":[{"path":"/etc/a","contents":{"source":"data:,${"a%20".repeat(12.5 * megabyte)}"}}]}}`;
    expect(parseIgnition(text).diagnostics).toEqual([]);
  });

  it("__proto__ pollutes nothing", () => {
    parseIgnition(
      `${head}"__proto__":{"polluted":1},"storage":{"__proto__":{"polluted":1},"files":[{"__proto__":{"polluted":1},"path":"/a"}]}}`,
    );
    expect(Object.prototype).not.toHaveProperty("polluted");
  });

  it("an object that stands for billions of values", () => {
    let config: unknown = { path: "/a" };
    for (let level = 0; level < 60; level++) config = { storage: config, passwd: config };
    expect(validateIgnition(config as IgnitionConfig)).toHaveLength(1);
  });

  it("a getter that throws", () => {
    const config = {
      get ignition(): never {
        throw new Error("no");
      },
    };
    expect(validateIgnition(config as IgnitionConfig).map(({ message }) => message)).toEqual([
      "expected an object, found an object that cannot be read (no)",
    ]);
  });

  it("values that no JSON can hold are named at their place", () => {
    const cycle: Record<string, unknown> = {};
    cycle["user"] = cycle;
    const config: unknown = {
      ignition: { version: "3.4.0" },
      storage: { files: [{ path: "/a", mode: Number.NaN, user: new Date(0), contents: { source: 10n } }, cycle] },
      passwd: { users: [{ name: () => "x" }] },
    };
    expect(validateIgnition(config as IgnitionConfig).map(({ path, message }) => `${path}: ${message}`))
      .toMatchInlineSnapshot(`
      [
        "$.storage.files.0.mode: expected an integer, found NaN",
        "$.storage.files.0.user: expected an object, found an instance of Date",
        "$.storage.files.0.contents.source: expected a string, found a bigint",
        "$.passwd.users.0.name: expected a string, found a function",
      ]
    `);
  });
});
