// One file, because the grammar of documents and the ways to break them are one generator that refers to
// itself.
import * as fc from "fast-check";
import { type Field, schemaOf, type Struct } from "../../src/spec/schema.ts";
import type { SpecVersion } from "../../src/spec/spec-version.ts";
import { valuesOf } from "./field-values.ts";
import { type Layout, type Members, printTree, type Tree } from "./tree.ts";

/**
 * How broken documents are: percent of fields with a value that some rule minds, and of objects that are odd
 * JSON.
 */
interface Wildness {
  readonly badValues: number;
  readonly oddities: number;
}

const fine: Wildness = { badValues: 0, oddities: 0 };
const slightlyBroken: Wildness = { badValues: 4, oddities: 1 };
const hardlyBroken: Wildness = { badValues: 2, oddities: 0 };
const wrong: Wildness = { badValues: 30, oddities: 0 };
const broken: Wildness = { badValues: 12, oddities: 3 };

/**
 * The bytes of a document of that spec: most are valid or slightly broken, some are broken throughout, some
 * are not JSON.
 */
export function documentArbitrary(version: SpecVersion): fc.Arbitrary<Uint8Array> {
  const tree = fc.oneof(
    { weight: 3, arbitrary: treeArbitrary(version, fine) },
    { weight: 5, arbitrary: treeArbitrary(version, slightlyBroken) },
    { weight: 3, arbitrary: treeArbitrary(version, wrong) },
    { weight: 2, arbitrary: treeArbitrary(version, broken) },
  );
  return fc
    .tuple(
      tree,
      layoutArbitrary,
      fc.oneof({ weight: 14, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: damageArbitrary }),
    )
    .map(([root, layout, damage]) => {
      const bytes = Buffer.from(printTree(root, layout));
      return damage === undefined ? bytes : damage(bytes);
    });
}

/**
 * The bytes of a document that is valid, but for what one document cannot know of another, or not far from
 * it.
 */
export function validDocumentArbitrary(version: SpecVersion): fc.Arbitrary<Uint8Array> {
  const tree = fc.oneof(
    { weight: 4, arbitrary: treeArbitrary(version, fine) },
    { weight: 1, arbitrary: treeArbitrary(version, hardlyBroken) },
  );
  return tree.map((root) => Buffer.from(printTree(root, { indent: "", newline: "", escapeAll: false })));
}

const layoutArbitrary: fc.Arbitrary<Layout> = fc.constantFrom(
  { indent: "", newline: "", escapeAll: false },
  { indent: "  ", newline: "\n", escapeAll: false },
  { indent: "\t", newline: "\r\n", escapeAll: false },
  { indent: " ", newline: "\n\n", escapeAll: true },
);

/** Changes a few bytes: the text may no longer be JSON, or UTF-8. */
const damageArbitrary: fc.Arbitrary<(bytes: Buffer) => Uint8Array> = fc
  .record({
    at: fc.nat(1_000_000),
    remove: fc.constantFrom(0, 0, 1, 2, 1_000_000),
    insert: fc.oneof(
      fc.constantFrom(
        "",
        ",",
        "{",
        "}",
        "[",
        "]",
        '"',
        "null",
        "\\",
        "\\u12",
        "\\ud800",
        "1e",
        "-",
        "tru",
        "\ufeff",
        "//",
        "'",
      ),
      fc.uint8Array({ maxLength: 2 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
    ),
  })
  .map(({ at, remove, insert }) => (bytes: Buffer) => {
    const start = at % (bytes.length + 1);
    const inserted = Buffer.from(insert, insert === "\ufeff" ? "utf8" : "latin1");
    return Buffer.concat([bytes.subarray(0, start), inserted, bytes.subarray(start + remove)]);
  });

function treeArbitrary(version: SpecVersion, wildness: Wildness): fc.Arbitrary<Tree> {
  const versionTree: fc.Arbitrary<Tree> = odd(fc.constant<Tree>(version), wildness, () =>
    fc.constantFrom<Tree>(
      "",
      "3.3",
      "v3.3.0",
      "3.0.1",
      "2.2.0",
      "3.9.0",
      "03.1.0",
      "3.2.0-",
      "3.2.0+x",
      "4.0.0",
      3,
      null,
    ),
  );
  return structArbitrary(schemaOf(version), wildness, versionTree);
}

function structArbitrary(struct: Struct, wildness: Wildness, version: fc.Arbitrary<Tree>): fc.Arbitrary<Tree> {
  const members = struct.fields.map((field) => memberArbitrary(field, struct, wildness, version));
  const complete: fc.Arbitrary<Members> = fc.tuple(...members).map((all) => ({ members: all.flat() }));
  return odd(complete, wildness, () =>
    fc.tuple(complete, oddMemberArbitrary(struct), fc.nat(20)).map(([{ members: list }, extra, at]) => {
      const place = at % (list.length + 1);
      return { members: [...list.slice(0, place), extra, ...list.slice(place)] };
    }),
  );
}

/** A key that the spec lacks, or one that it has in another case, again, or with a value of another type. */
function oddMemberArbitrary(struct: Struct): fc.Arbitrary<readonly [string, Tree]> {
  const names = struct.fields.map(({ name }) => name);
  const key = fc.oneof(
    fc.constantFrom(...names),
    fc.constantFrom(...names.map((name) => name.toUpperCase())),
    fc.constantFrom(...names.map((name) => name.replace("s", "ſ").replace("k", "\u212a"))),
    fc.constantFrom(
      "foo",
      "luks",
      "kernelArguments",
      "cex",
      "__proto__",
      "constructor",
      "",
      "é",
      "a\nb",
      "httpHeaders",
    ),
  );
  const value = fc.constantFrom<Tree>(
    null,
    { members: [] },
    [],
    "x",
    0,
    true,
    [null],
    { raw: "1.0" },
    { raw: "4e2" },
    { raw: "-0" },
    [{ members: [] }],
    ["/dev/sda"],
    { members: [["name", "a"]] },
    { raw: '"\\ud83d\\ude00"' },
    { raw: '"\\udc00\\ud800"' },
  );
  return fc.tuple(key, value);
}

function odd(arbitrary: fc.Arbitrary<Tree>, wildness: Wildness, other: () => fc.Arbitrary<Tree>): fc.Arbitrary<Tree> {
  if (wildness.oddities === 0) return arbitrary;
  const { oddities } = wildness;
  return fc.oneof({ weight: 100 - oddities, arbitrary }, { weight: oddities, arbitrary: other() });
}

function memberArbitrary(
  field: Field,
  struct: Struct,
  wildness: Wildness,
  version: fc.Arbitrary<Tree>,
): fc.Arbitrary<readonly (readonly [string, Tree])[]> {
  const value = valueArbitrary(field, struct, wildness, version).map((tree) => [[field.name, tree] as const]);
  const isNeeded = field.required || needed.has(`${struct.name}.${field.name}`);
  if (isNeeded && wildness !== broken) return value;
  return fc.oneof(
    { weight: isNeeded ? 200 : presence(field, struct), arbitrary: value },
    { weight: 20, arbitrary: fc.constant([]) },
  );
}

/** Fields without which a rule is broken, in one spec or another. */
const needed = new Set([
  "Config.ignition",
  "Raid.devices",
  "Raid.level",
  "Luks.device",
  "Link.target",
  "Partition.number",
  "Resource.source",
  "ConfigReference.source",
  "AuthorityReference.source",
  "Filesystem.format",
  "Tang.thumbprint",
  "ClevisCustom.pin",
  "ClevisCustom.config",
]);

/** Of 20 + n documents, how many have the field: sections often, details seldom. */
function presence(field: Field, struct: Struct): number {
  if (struct.name === "Config" || struct.name === "Systemd") return 30;
  if (field.name === "contents" || field.name === "source" || field.name === "target" || field.name === "level")
    return 60;
  if (["hard", "startMiB", "sizeMiB", "overwrite"].includes(field.name)) return 30;
  return field.struct !== undefined ? 10 : 6;
}

function valueArbitrary(
  field: Field,
  struct: Struct,
  wildness: Wildness,
  version: fc.Arbitrary<Tree>,
): fc.Arbitrary<Tree> {
  if (struct.name === "Ignition" && field.name === "version") return version;
  if (field.struct !== undefined) {
    const child = structArbitrary(field.struct, wildness, version);
    if (field.kind === "object") return odd(child, wildness, () => fc.constantFrom<Tree>(null, { members: [] }));
    const item = odd(child, wildness, () => fc.constant<Tree>(null));
    const items =
      wildness === broken
        ? fc.array(item, { maxLength: 4 })
        : fc.uniqueArray(item, { maxLength: 4, selector: (tree) => keyOf(tree) });
    return odd(items, wildness, () => fc.constantFrom<Tree>(null, [], { members: [] }, "x"));
  }
  const scalar = scalarArbitrary(field, struct, wildness);
  if (field.kind !== "list") return scalar;
  const items = fc.array(scalar, { minLength: struct.name === "Raid" && wildness !== broken ? 1 : 0, maxLength: 3 });
  return odd(wildness === broken ? items : items.map(unique), wildness, () => fc.constantFrom<Tree>(null, [null], [1]));
}

/** What Ignition tells list entries apart by. */
function keyOf(tree: Tree): string {
  const members = typeof tree === "object" && tree !== null && "members" in tree ? tree.members : [];
  const key = members.find(([name]) => ["path", "device", "name", "source", "url", "number"].includes(name));
  return JSON.stringify(key ?? null);
}

function unique(items: readonly Tree[]): readonly Tree[] {
  return [...new Set(items)];
}

function scalarArbitrary(field: Field, struct: Struct, wildness: Wildness): fc.Arbitrary<Tree> {
  const { good, bad } = valuesOf(struct.name, field.name, field.kind);
  const isNodePath = field.name === "path" && struct.name !== "Filesystem" && wildness !== wrong;
  const valid = fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom<Tree>(...good) },
    {
      weight: isNodePath ? 8 : 0,
      arbitrary: fc.integer({ min: 0, max: 5000 }).map((number): Tree => `/srv/${number}`),
    },
  );
  const choice =
    bad.length === 0 || wildness.badValues === 0
      ? valid
      : fc.oneof(
          { weight: 100 - wildness.badValues, arbitrary: valid },
          { weight: wildness.badValues, arbitrary: fc.constantFrom<Tree>(...bad) },
        );
  return odd(choice, wildness, () =>
    fc.constantFrom<Tree>(
      null,
      "420",
      4.5,
      true,
      { members: [] },
      [],
      { raw: "9223372036854775808" },
      { raw: "9007199254740993" },
    ),
  );
}
