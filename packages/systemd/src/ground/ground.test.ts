import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "./canonical-json.ts";
import { hasErrors, printDiagnostics } from "./diagnostic.ts";
import { DrydockError } from "./drydock-error.ts";
import { nearest } from "./nearest.ts";

describe("printDiagnostics", () => {
  it("says where and what, then the rule, then the remedy on a line of its own", () => {
    const where = { severity: "error", path: "fleet.pools.web", message: "no size" } as const;
    expect(
      printDiagnostics([
        { ...where, rule: "pool-size", remedy: "Give one." },
        { severity: "warning", path: "$", message: "odd", line: 3 },
        { severity: "info", path: "$.Unit", message: "old", line: 4, column: 6 },
        { severity: "error", path: "$", message: "empty" },
      ]),
    ).toMatchInlineSnapshot(`
      "error at fleet.pools.web: no size [pool-size]
        Give one.
      warning at line 3: odd
      info at $.Unit, line 4 col 6: old
      error: empty"
    `);
    expect([hasErrors([where]), hasErrors([{ ...where, severity: "info" }]), hasErrors([])]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

class BlueprintError extends DrydockError<"invalid-blueprint"> {
  static override readonly type: string = "BlueprintError";
}

it("a diagnostic's path brings nothing to a terminal that it would act on", () => {
  const path = "$.tags.a\u001b[31m\nb\u009b";
  expect(printDiagnostics([{ severity: "error", path, message: "no" }])).toBe(
    String.raw`error at $.tags.a\u001b[31m\u000ab\u009b: no`,
  );
});

it("an error becomes data, whatever its cause is", () => {
  const error = new DrydockError("odd", "no", { cause: Object.create(null) as unknown });
  expect(error.toJSON().cause).toBe("[object Object]");
});

describe("DrydockError", () => {
  it("is recognised by another copy of its class, and not by another class", async () => {
    const copyAt = "./drydock-error.ts?copy";
    const copy = (await import(/* @vite-ignore */ copyAt)) as { readonly DrydockError: typeof DrydockError };
    expect(copy.DrydockError).not.toBe(DrydockError);
    class Copied extends copy.DrydockError<"invalid-blueprint"> {
      static override readonly type: string = "BlueprintError";
    }
    const error = new Copied("invalid-blueprint", "no");
    expect(error).toBeInstanceOf(DrydockError);
    expect(error).toBeInstanceOf(BlueprintError);
    expect(new DrydockError("other", "no")).not.toBeInstanceOf(BlueprintError);
    for (const value of [undefined, null, 1, {}, new Error("no")]) expect(value).not.toBeInstanceOf(DrydockError);
  });

  it("bears its class's name, its hint below its message, and becomes data", () => {
    const cause = new TypeError("inner\nmore");
    const error = new BlueprintError("invalid-blueprint", "2 errors", {
      hint: "Mend them.",
      address: "vpc/main",
      cause,
    });
    expect([error.name, error.message, error.cause]).toEqual(["BlueprintError", "2 errors\nMend them.", cause]);
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: "BlueprintError",
      code: "invalid-blueprint",
      message: "2 errors\nMend them.",
      hint: "Mend them.",
      address: "vpc/main",
      cause: "TypeError: inner",
    });
    expect(new DrydockError("plain", "no").toJSON()).toEqual({ name: "DrydockError", code: "plain", message: "no" });
  });
});

describe("nearest", () => {
  it.each([
    ["Restrat", "Restart"],
    ["RESTART", "Restart"],
    ["write-files", "write_files"],
    ["Restart", "Restart"],
    ["Rstrt", "Restart"],
    ["Foo", undefined],
    ["", undefined],
    ["x".repeat(65), undefined],
  ])("of %j is %j", (name, expected) => {
    expect(nearest(name, ["RestartSec", "Restart", "write_files", "Type"])).toBe(expected);
  });

  it("is the name itself where that is known, and otherwise one that is known", () => {
    const word = fc.string({ minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(word, fc.uniqueArray(word, { minLength: 1, maxLength: 8 }), (name, known) => {
        const found = nearest(name, [...known, name]);
        expect(found?.toLowerCase().replaceAll(/[-.\s]/g, "_")).toBe(name.toLowerCase().replaceAll(/[-.\s]/g, "_"));
        const other = nearest(name, known);
        expect(other === undefined || known.includes(other)).toBe(true);
      }),
    );
  });
});

describe("canonicalJson", () => {
  it("is one text for equal values, whatever the order of their keys", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    expect(canonicalJson({ b: undefined, a: [1, { d: 1, c: null }] })).toBe('{"a":[1,{"c":null,"d":1}]}');
  });
});
