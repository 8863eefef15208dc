import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { DrydockError } from "@drydock/systemd/ground";
import type { LedgerRecord } from "./ledger.ts";
import { parseRecord, printRecord } from "./record-text.ts";
import { sealed } from "./saved-plan/seal.ts";
import { mutantsOf } from "./testing/mutants.ts";
import { toyAccount } from "./testing/toy-run.ts";
import { houses } from "./testing/toy-wishes.ts";

/** Of a house that is moved with its door, one that is painted, and one that goes. */
let record: LedgerRecord;
beforeAll(async () => {
  const { build, plan } = toyAccount();
  await build(houses({ name: "moved", doors: ["front"] }, { name: "painted" }, { name: "gone" }));
  const wish = houses({ name: "moved", plot: "2", doors: ["front"] }, { name: "painted", color: "blue" });
  const { plan: made } = await plan(wish, { tags: { team: "blue" } });
  record = {
    format: 1,
    cluster: "toy",
    account: "123456789012",
    region: "us-west-2",
    operation: "5f3a",
    plan: sealed(made),
    leaving: Object.fromEntries(made.steps.filter(({ action }) => action === "delete").map(({ id }) => [id, { a: 1 }])),
    state: "open",
  };
});

const read = (text: string | Buffer) =>
  parseRecord(Buffer.from(text), "a.json is not a ledger record", "Move it away.");
/** Without what is undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function told(text: string | Buffer): string {
  try {
    read(text);
  } catch (error) {
    return (error as Error).message;
  }
  return "is taken";
}

describe("a record as text", () => {
  it("is read back as it was, in whatever spaces, and ends in a digest", () => {
    const text = printRecord(record);
    expect(text).toMatch(/,"digest":"[0-9a-f]{32}"\}\n$/);
    expect(read(text)).toEqual(plain(record));
    const indented = JSON.stringify(JSON.parse(text), undefined, 2);
    for (const same of [indented, indented.replaceAll("\n", "\r\n"), `\uFEFF${text}`, text.trim()])
      expect(read(same)).toEqual(plain(record));
  });

  it("is read back as it was where it is large, with each document once", () => {
    const document = "one line of a long document\n".repeat(400);
    const resources = Array.from({ length: 40 }, (_, at) => {
      const name = `h${at}`;
      return { address: `house/${name}`, kind: "house", name, props: { color: document, plot: name }, after: [] };
    });
    const documents = Object.fromEntries(Object.keys(record.leaving ?? {}).map((id) => [id, { color: document }]));
    const large = { ...record, plan: sealed({ ...record.plan, resources }), leaving: documents };
    const text = printRecord(large);
    expect(read(text)).toEqual(plain(large));
    expect(text.split("one line").length - 1).toBe(400);
    expect(told(text.replace("one line", "one lime"))).toContain("digest: it is not that of the rest");
    expect(told(text.replace("@0", "@9").replace(/,"digest".*/, "}"))).toContain('there is no text "@9"');
  });

  it("is read without a digest, as earlier releases wrote it", () => {
    expect(read(JSON.stringify(record))).toEqual(plain(record));
  });

  it("has every field that a later release gives it, where its digest is right", () => {
    const later = { ...record, later: { at: [1] } };
    expect(read(printRecord(later))).toEqual(plain(later));
  });

  it("is not written where it could not be read", () => {
    const spoilt = { ...record, plan: { ...record.plan, tags: { team: Number.NaN } } } as never;
    expect(() => printRecord(spoilt)).toThrow(/^this is no ledger record\n {2}plan\.tags\.team: NaN is out of range\n/);
  });
});

it("a text that is none is refused with what is wrong, and where", () => {
  const text = printRecord(record);
  const cases: Record<string, string | Buffer> = {
    "an empty file": "",
    "a file of zeros": Buffer.alloc(16),
    "a cut one": text.slice(0, 30),
    "a cut one of several lines": JSON.stringify(record, undefined, 2).slice(0, 70),
    "a cut text": text.slice(0, 25),
    "a line too many": `${text}{}`,
    "two records with a mark between": text.replace(",", ",\n<<<<<<< ours\n"),
    "UTF-16": Buffer.from(`\uFEFF${text}`, "utf16le"),
    "bytes that are no text": Buffer.from([0x7b, 0x22, 0xc3, 0x28]),
    "a key twice": text.replace('"format":1', '"format":1,"format":1'),
    "a key twice, deep": text.replace('"replacement":true', '"replacement":true,"replacement":false'),
    "a prototype": text.replace('"format":1', '"format":1,"__proto__":{"a":1}'),
    "a number out of range": text.replace(/"seconds":\d+/, '"seconds":1e999'),
    "a list": "[]",
    null: "null",
    "an older one with a slip": JSON.stringify({
      ...record,
      leaveing: {},
      plan: { ...record.plan, digests: undefined, tag: {} },
    }),
    "a newer one": text.replace('{"format":1', '{"format":3'),
    "a newer plan": text.replace('"plan":{"format":1', '"plan":{"format":3'),
    "another operation": text.replace('"5f3a"', '"5f3b"'),
    "a plan of elsewhere": JSON.stringify({
      ...record,
      plan: { ...record.plan, cluster: "quay", region: "eu-west-1" },
    }),
    "fields of nothing": JSON.stringify({ ...record, leaving: { "delete door/back": {} } }),
    "an operation that is none": JSON.stringify({ ...record, operation: "a\nb" }),
    "everything at once": JSON.stringify({
      ...record,
      state: "ajar",
      operation: "",
      plan: { ...record.plan, steps: {} },
    }),
  };
  const lines = Object.entries(cases).map(([name, one]) => `${name}\n${told(one).replaceAll(/^/gm, "    ")}`);
  expect(lines.join("\n")).toMatchInlineSnapshot(`
    "an empty file
        a.json is not a ledger record
          all of it: it is empty
        Move it away.
    a file of zeros
        a.json is not a ledger record
          all of it: it holds nothing but zeros, as a machine that lost its power leaves it
        Move it away.
    a cut one
        a.json is not a ledger record
          line 1, column 31: it ends in the middle
        Move it away.
    a cut one of several lines
        a.json is not a ledger record
          line 5, column 5: it ends in the middle
        Move it away.
    a cut text
        a.json is not a ledger record
          line 1, column 26: it ends in the middle
        Move it away.
    a line too many
        a.json is not a ledger record
          line 2, column 1: "{" stands after its end
        Move it away.
    two records with a mark between
        a.json is not a ledger record
          line 2, column 1: "<" stands where a name in quotation marks must be
        Move it away.
    UTF-16
        a.json is not a ledger record
          all of it: it is not UTF-8 but UTF-16, as some shells write it
        Move it away.
    bytes that are no text
        a.json is not a ledger record
          line 1, column 3: a byte is not UTF-8
        Move it away.
    a key twice
        a.json is not a ledger record
          line 1, column 13: "format" is there twice
        Move it away.
    a key twice, deep
        a.json is not a ledger record
          line 1, column 432: "replacement" is there twice, in plan.steps.0
        Move it away.
    a prototype
        a.json is not a ledger record
          line 1, column 13: "__proto__" is no name of a field
        Move it away.
    a number out of range
        a.json is not a ledger record
          line 1, column 442: the number 1e999 is out of range
        Move it away.
    a list
        a.json is not a ledger record
          all of it: Invalid input: expected object, received array
        Move it away.
    null
        a.json is not a ledger record
          all of it: Invalid input: expected object, received null
        Move it away.
    an older one with a slip
        a.json is not a ledger record
          leaveing: there is no field "leaveing"; did you mean "leaving"?
          plan.tag: there is no field "tag"; did you mean "tags"?
        Move it away.
    a newer one
        a.json is not a ledger record
          format: it was written by a newer Drydock, in format 3: this one reads up to 2
        Update Drydock.
    a newer plan
        a.json is not a ledger record
          plan.format: it was written by a newer Drydock, in format 3: this one reads up to 2
        Update Drydock.
    another operation
        a.json is not a ledger record
          digest: it is not that of the rest: something was changed since it was written
        Move it away.
    a plan of elsewhere
        a.json is not a ledger record
          plan.cluster: the plan is for "quay", and the record for "toy"
          plan.region: the plan is for "eu-west-1", and the record for "us-west-2"
        Move it away.
    fields of nothing
        a.json is not a ledger record
          leaving.delete door/back: the plan has no step "delete door/back"
        Move it away.
    an operation that is none
        a.json is not a ledger record
          operation: Invalid string: must match pattern /^[ -~]{1,128}$/
        Move it away.
    everything at once
        a.json is not a ledger record
          operation: Invalid string: must match pattern /^[ -~]{1,128}$/
          plan.steps: Invalid input: expected array, received object
          state: Invalid option: expected one of "open"|"closed"
        Move it away."
  `);
});

it("a text that is spoilt in one place says the same, or is refused with the place", () => {
  const written = JSON.parse(printRecord(record)) as object;
  const seen = { same: 0, refused: 0 };
  fc.assert(
    fc.property(mutantsOf(written), ({ bytes }) => {
      try {
        expect(read(bytes)).toEqual(plain(record));
        seen.same += 1;
      } catch (error) {
        if (!(error instanceof DrydockError)) throw error;
        expect(error.code).toBe("invalid-option");
        expect(error.diagnostics.length).toBeGreaterThan(0);
        seen.refused += 1;
      }
    }),
    { numRuns: 1000 },
  );
  // Both come up, or nothing is shown.
  expect(seen.same).toBeGreaterThan(0);
  expect(seen.refused).toBeGreaterThan(0);
});
