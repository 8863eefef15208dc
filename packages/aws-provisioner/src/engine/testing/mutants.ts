import fc from "fast-check";

/** A JSON text that was spoilt in one place, and how. */
export interface Mutant {
  readonly how: string;
  readonly bytes: Buffer;
}

type Key = string | number;
type Path = readonly Key[];

const others: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e300,
  "",
  "x",
  "../x",
  "\u001b[2J",
  "\ud800",
  [],
  [null],
  {},
  { $ref: "x" },
  { $ref: 5, field: [] },
  { constructor: { prototype: {} } },
];

/**
 * Every way in which a saved value may be spoilt in one place: its bytes, its values, its keys and its
 * order.
 */
export function mutantsOf(value: unknown): fc.Arbitrary<Mutant> {
  const text = JSON.stringify(value);
  const bytes = Buffer.from(text);
  const paths = pathsIn(value);
  const inObjects = paths.filter((path) => typeof path.at(-1) === "string");
  const lists = paths.filter((path) => {
    const list = at(value, path);
    return Array.isArray(list) && list.length > 1;
  });
  const edit = (how: string, path: Path, change: (parent: never, key: never) => void): Mutant => {
    const copy = structuredClone(value);
    change(at(copy, path.slice(0, -1)) as never, path.at(-1) as never);
    return { how: `${how} ${path.join(".")}`, bytes: Buffer.from(JSON.stringify(copy)) };
  };
  const bytewise = [
    fc.nat(bytes.length - 1).map((length) => ({ how: `cut at ${length}`, bytes: bytes.subarray(0, length) })),
    fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })).map(([place, bits]) => {
      const copy = Buffer.from(bytes);
      copy[place] = (copy[place] ?? 0) ^ bits;
      return { how: `byte ${place} by ${bits}`, bytes: copy };
    }),
  ];
  const valuewise = (any: fc.Arbitrary<Path>) => [
    fc
      .tuple(any, fc.constantFrom(...others))
      .map(([path, other]) =>
        edit(`${JSON.stringify(other)} for`, path, (parent: Record<Key, unknown>, key: Key) => (parent[key] = other)),
      ),
    any.map((path) =>
      edit("without", path, (parent: Record<Key, unknown>, key: Key) =>
        Array.isArray(parent) ? parent.splice(Number(key), 1) : delete parent[key],
      ),
    ),
  ];
  const keywise = (any: fc.Arbitrary<Path>) => [
    any.map((path) => edit("added beside", path, (parent: Record<Key, unknown>) => (parent["added"] = 1))),
    any.map((path) =>
      edit("renamed", path, (parent: Record<Key, unknown>, key: Key) => {
        parent[`${key}s`] = parent[key];
        delete parent[key];
      }),
    ),
    any.map((path) => doubled(value, path)),
  ];
  const orderwise = (any: fc.Arbitrary<Path>) =>
    fc.tuple(any, fc.nat(), fc.nat()).map(([path, one, other]) =>
      edit(`swapped ${one} and ${other} in`, path, (parent: Record<Key, unknown[]>, key: Key) => {
        const list = parent[key] ?? [];
        const [a, b] = [one % list.length, other % list.length];
        [list[a], list[b]] = [list[b], list[a]];
      }),
    );
  const all = fc.oneof(
    ...bytewise,
    ...(paths.length > 0 ? valuewise(fc.constantFrom(...paths)) : []),
    ...(inObjects.length > 0 ? keywise(fc.constantFrom(...inObjects)) : []),
    ...(lists.length > 0 ? [orderwise(fc.constantFrom(...lists))] : []),
  );
  // A counterexample is told in a line.
  return all.map(({ how, ...mutant }) => ({ ...mutant, how, [fc.toStringMethod]: () => how }));
}

/** The text with a key of an object twice, which no value can have. */
function doubled(value: unknown, path: Path): Mutant {
  const copy = structuredClone(value);
  const parent = at(copy, path.slice(0, -1)) as Record<Key, unknown>;
  const key = String(path.at(-1));
  const mark = "a mark that stands nowhere else";
  parent[mark] = parent[key];
  return {
    how: `twice ${path.join(".")}`,
    bytes: Buffer.from(JSON.stringify(copy).replace(JSON.stringify(mark), JSON.stringify(key))),
  };
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((parent, key) => (parent as Record<Key, unknown>)[key], value);
}

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return path.length === 0 ? [] : [path];
  const below = Object.entries(value).flatMap(([key, item]) =>
    pathsIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length === 0 ? below : [path, ...below];
}
