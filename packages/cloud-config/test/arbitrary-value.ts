import type { Shape, TextRule } from "@drydock/systemd/ground";
import fc from "fast-check";
import { anyCharacter } from "../../systemd/test/any-character.ts";
import { compareVersions } from "../src/target/compare-versions.ts";

/** Strings that YAML, jinja, shells or Unicode make hard. */
export const hardText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.string({ unit: anyCharacter, maxLength: 12 }),
  fc.constantFrom(
    ..."off no yes y N null ~ 0644 0o7 1.10 12:30 1e3 0x1F .inf 2001-01-01 <<".split(" "),
    "",
    " ",
    "a: b",
    "- x",
    "# c",
    "a #b",
    "'",
    '"',
    "\\",
    "\\n",
    "a\nb",
    "a\nb\n",
    "a\n\n\n",
    "\na",
    " a\nb",
    "a \nb ",
    "a\n  b\n",
    "\ta\nb",
    "a\tb\nc",
    "a\r\nb",
    "a\u2028b\nc",
    "\u{85}",
    "\u{feff}x",
    "\u{1f600}",
    "%TAG",
    "@x",
    "`x`",
    "{a}",
    "[a]",
    "*a",
    "&a",
    "!a",
    "|",
    ">",
    "---",
    "...",
    "---\na",
    "...\na",
    "a\n---\nb",
    "a\n...\n",
    "\0",
    "\u{7f}",
    "\u{12}\na",
    "\0\nb\n",
    "\u{9f}\na",
    "\u{7f}\n",
    "x\u{e000}y\n",
  ),
);

/** Values that a shape accepts at a version, leaving out optional fields at random. */
export function arbitraryOf(shape: Shape, version: string): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case "text":
      return shape.rule === undefined ? hardText.filter((text) => !/\p{Surrogate}/u.test(text)) : textLike(shape.rule);
    case "whole number":
      return fc.integer({ min: shape.min ?? -5, max: Math.min(shape.max ?? 1e6, 2 ** 31) });
    case "flag":
      return fc.boolean();
    case "one of":
      return fc.constantFrom(...shape.values);
    case "list": {
      const limits = { minLength: shape.min, maxLength: Math.min(shape.max, shape.min + 3) };
      return shape.unique
        ? fc.uniqueArray(arbitraryOf(shape.item, version), limits)
        : fc.array(arbitraryOf(shape.item, version), limits);
    }
    case "map":
      return fc.dictionary(
        shape.keys === undefined ? fc.stringMatching(/^[A-Za-z0-9/_.-]{1,9}$/) : textLike(shape.keys),
        arbitraryOf(shape.value, version),
        {
          minKeys: Math.max(1, shape.min),
          maxKeys: 2,
          noNullPrototype: true,
        },
      );
    case "object":
      return arbitraryObject(shape, version);
    case "either":
      return fc.oneof(
        ...shape.options.filter((option) => exists(option, version)).map((option) => arbitraryOf(option, version)),
      );
    case "anything":
      return fc.constant("opaque");
    case "value":
      throw new Error(`no document holds ${shape.says}`);
  }
}

function arbitraryObject(shape: Extract<Shape, { kind: "object" }>, version: string): fc.Arbitrary<unknown> {
  const [chosen] = shape.oneOf;
  const fields = Object.entries(shape.fields).filter(
    ([name, field]) =>
      exists(field, version) && field.kind !== "anything" && (name === chosen || !shape.oneOf.includes(name)),
  );
  const filled = (value: object): boolean => Object.keys(value).length >= shape.min;
  const needed = fields.filter(([name, field]) => field.required === true || name === chosen).map(([name]) => name);
  const model = Object.fromEntries(fields.map(([name, field]) => [name, arbitraryOf(field, version)]));
  const record = fc.record(model, { requiredKeys: needed, noNullPrototype: true });
  if (fields.length <= 14) return record.filter(filled);
  return fc
    .tuple(
      record,
      fc.shuffledSubarray(
        fields.map(([name]) => name),
        { maxLength: 8 },
      ),
    )
    .map(([value, kept]) =>
      Object.fromEntries(Object.entries(value).filter(([name]) => kept.includes(name) || needed.includes(name))),
    );
}

function exists(shape: Shape, version: string): boolean {
  const born = shape.since === undefined || compareVersions(version, shape.since) >= 0;
  return born && (shape.until === undefined || compareVersions(version, shape.until) < 0);
}

/** The strings of a rule. Many fields share one, and fast-check takes long to make strings of a pattern. */
function textLike(rule: TextRule): fc.Arbitrary<string> {
  const made = texts.get(rule) ?? textOf(rule);
  texts.set(rule, made);
  return made;
}

const texts = new Map<TextRule, fc.Arbitrary<string>>();

/** Where the pattern looks around, fast-check cannot invert it, and samples stand in. */
function textOf({ pattern, says, also = () => true }: TextRule): fc.Arbitrary<string> {
  if (says.startsWith("a date"))
    return fc
      .date({ min: new Date("1970-01-01"), max: new Date("2099-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
  if (says === "a host name")
    return fc.array(fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/), { minLength: 1, maxLength: 3 }).map(dotted);
  return fc
    .stringMatching(new RegExp(pattern.source, pattern.flags.replace("s", "").replace("i", "")))
    .filter((text) => pattern.test(text) && also(text) && !/\p{Surrogate}/u.test(text));
}

function dotted(labels: readonly string[]): string {
  return labels.join(".");
}
