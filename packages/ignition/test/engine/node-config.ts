// One file, because its generators share the few paths on which files, links and directories are to meet.
import { hexDigest } from "@drydock/systemd/ground";
import fc from "fast-check";
import { gzip } from "../../src/fit/gzip.ts";
import { encodeDataUrl } from "../../src/data-url/data-url.ts";
import { printJson } from "../../src/render/print-json.ts";
import { makeTree, type Tree, type TreeSource } from "../../src/simulate/tree.ts";
import type { Config } from "../../src/spec/ignition-config.ts";
import type { Directory, File, Link } from "../../src/spec/node.ts";
import type { Resource } from "../../src/spec/resource.ts";
import { type SpecVersion, specVersions } from "../../src/spec/spec-version.ts";
import type { Unit } from "../../src/spec/systemd-section.ts";

/**
 * Paths of few names meet: files under files, nodes on what the disk holds already, nodes behind links. Those
 * of many mostly do not.
 */
const few = ["a", "b", "c", "etc"];
const many = [...few, "d", "e", "f", "g", "h", "var", "opt", "x y", "\u00e9", "data.d"];
function pathOf(names: readonly string[]): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join("/")}`);
}
const text = fc.oneof(fc.string({ maxLength: 20 }), fc.string({ unit: "grapheme", maxLength: 20 }), fc.constant(""));
const owner = fc.option(
  fc.oneof(
    { weight: 60, arbitrary: fc.record({ id: fc.constantFrom(0, 1, 500, 65_533) }) },
    { weight: 1, arbitrary: fc.record({ name: fc.constantFrom("core", "root", "") }) },
  ),
  { nil: undefined },
);
function mode(bits: number): fc.Arbitrary<number | undefined> {
  return fc.option(fc.nat(bits), { nil: undefined });
}
const overwrite = fc.option(fc.boolean(), { nil: undefined });

const soundResource: fc.Arbitrary<Resource> = fc.oneof(
  { weight: 6, arbitrary: text.map((contents): Resource => ({ source: encodeDataUrl(contents) })) },
  {
    weight: 2,
    arbitrary: text.map((contents): Resource => ({
      source: encodeDataUrl(gzip(Buffer.from(contents))),
      compression: "gzip",
    })),
  },
  {
    weight: 2,
    arbitrary: text.map((contents): Resource => ({
      source: encodeDataUrl(contents),
      verification: { hash: `sha512-${hexDigest("sha512", contents)}` },
    })),
  },
  { weight: 1, arbitrary: fc.constant<Resource>({ source: "" }) },
);
const brokenResource = fc.constantFrom<Resource>(
  { source: encodeDataUrl("no gzip"), compression: "gzip" },
  { source: encodeDataUrl("other"), verification: { hash: `sha512-${hexDigest("sha512", "bytes")}` } },
  { source: encodeDataUrl("x"), verification: { hash: `sha512-${"z".repeat(128)}` } },
  { source: "data:,%zz" },
);

/** A record without the keys that have no value. */
function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

function optional<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined });
}

interface Nodes {
  readonly files: fc.Arbitrary<File>;
  readonly directories: fc.Arbitrary<Directory>;
  readonly links: fc.Arbitrary<Link>;
}

function nodesOf(names: readonly string[], resource: fc.Arbitrary<Resource>): Nodes {
  const path = pathOf(names);
  const node = { path, overwrite, user: owner, group: owner };
  const target = fc.oneof(path, fc.constantFrom("b", "../c", "a/b", "./a", "/", "/dev/null"));
  return {
    files: fc
      .record({
        ...node,
        mode: mode(0o7777),
        contents: optional(resource),
        append: optional(fc.array(resource, { minLength: 1, maxLength: 2 })),
      })
      .map(
        (value) =>
          compact(value.contents?.source === undefined ? { ...value, overwrite: undefined } : value) as unknown as File,
      ),
    directories: fc.record({ ...node, mode: mode(0o7777) }).map((value) => compact(value) as unknown as Directory),
    // Not at /etc itself: systemctl, which the engine calls, then fails in ways of its own.
    links: fc
      .record({
        ...node,
        path: path.filter((place) => place !== "/etc"),
        target,
        hard: fc.option(fc.boolean(), { nil: undefined, freq: 2 }),
      })
      .map((value) => compact(value) as unknown as Link),
  };
}

const calm = nodesOf(many, soundResource);
const hostile = nodesOf(
  few,
  fc.oneof({ weight: 10, arbitrary: soundResource }, { weight: 1, arbitrary: brokenResource }),
);

const install = "[Install]\nWantedBy=multi-user.target\n";
const unitText = fc.constantFrom(
  "[Service]\nExecStart=/bin/true\n",
  `[Service]\nExecStart=/bin/true\n\n${install}`,
  "[Unit]\nDescription=x\n\n[Install]\nAlso=one.service\n",
  "",
);
const unitName = fc.constantFrom(
  "one.service",
  "two.service",
  "three.timer",
  "four@.service",
  "four@x.service",
  "four@y.service",
  "five.path",
  "four@z.service",
);
const unit = fc
  .record({
    name: unitName,
    enabled: optional(fc.boolean()),
    mask: optional(fc.boolean()),
    contents: optional(unitText),
    dropins: optional(
      fc.uniqueArray(fc.record({ name: fc.constantFrom("a.conf", "b.conf"), contents: optional(unitText) }), {
        selector: (dropin) => dropin.name,
        maxLength: 2,
      }),
    ),
  })
  .map((value) => compact({ ...value, dropins: value.dropins?.map(compact) }) as unknown as Unit);

function unique<T>(arbitrary: fc.Arbitrary<T>, key: (value: T) => string, maxLength: number): fc.Arbitrary<T[]> {
  return fc.uniqueArray(arbitrary, { selector: key, maxLength });
}

/**
 * Configs of files, directories, links and units; some are refused by the validator, which the caller leaves
 * out.
 */
export function nodeConfig(specs: readonly SpecVersion[]): fc.Arbitrary<Config> {
  const configOf = ({ files, directories, links }: Nodes): fc.Arbitrary<Config> =>
    fc
      .record({
        version: fc.constantFrom(...specs),
        files: unique(files, (each) => each.path, 6),
        directories: unique(directories, (each) => each.path, 3),
        links: unique(links, (each) => each.path, 3),
        units: unique(unit, (each) => each.name, 4),
      })
      .map(({ version, units, ...storage }) => ({ ignition: { version }, storage, systemd: { units } }));
  return fc.oneof({ weight: 3, arbitrary: configOf(calm) }, { weight: 1, arbitrary: configOf(hostile) });
}

/** Configs as `nodeConfig` makes them, some behind a packed `replace`, some with a child to merge. */
export function referringConfig(specs: readonly SpecVersion[]): fc.Arbitrary<Config> {
  const config = nodeConfig(specs);
  const replacing = config.map((inner): Config => {
    const text = printJson(inner);
    const replace = {
      source: encodeDataUrl(gzip(Buffer.from(text))),
      compression: "gzip",
      verification: { hash: `sha512-${hexDigest("sha512", text)}` },
    };
    return { ignition: { version: "3.1.0", config: { replace } } };
  });
  const merging = fc.tuple(config, config).map(([parent, child]): Config => {
    const merge = [{ source: encodeDataUrl(printJson(child)) }];
    return { ...parent, ignition: { ...parent.ignition, config: { merge } } };
  });
  return fc.oneof(
    { weight: 4, arbitrary: config },
    { weight: 1, arbitrary: replacing },
    { weight: 1, arbitrary: merging },
  );
}

/** The specs that an engine reads. */
export function specsOf(engine: "2.14.0" | "2.27.0"): readonly SpecVersion[] {
  return engine === "2.14.0" ? specVersions.slice(0, 4) : specVersions;
}

const rootEntry: fc.Arbitrary<TreeSource> = fc.oneof(
  fc.record({
    type: fc.constant("file" as const),
    contents: text,
    mode: fc.constantFrom(0o600, 0o644, 0o755),
    uid: fc.constantFrom(0, 7),
    gid: fc.constantFrom(0, 8),
  }),
  fc.record({
    type: fc.constant("directory" as const),
    mode: fc.constantFrom(0o755, 0o700, 0o1777),
    uid: fc.constantFrom(0, 7),
    gid: fc.constantFrom(0, 8),
  }),
  fc.record({
    type: fc.constant("link" as const),
    target: fc.constantFrom("a", "b", "../b", "/a", "/c/a", "c/nowhere"),
    uid: fc.constantFrom(0, 9),
    gid: fc.constant(0),
  }),
);

const osUnits: fc.Arbitrary<Record<string, TreeSource>> = fc.constantFrom<Record<string, TreeSource>>(
  {},
  {
    "/usr/lib/systemd/system/one.service": `[Service]\nExecStart=/bin/true\n\n${install}`,
    "/etc/systemd/system/multi-user.target.wants/one.service": {
      type: "link",
      target: "/usr/lib/systemd/system/one.service",
    },
  },
  {
    "/usr/lib/systemd/system/two.service": "[Service]\nExecStart=/bin/true\n",
    "/etc/systemd/system/two.service": { type: "link", target: "/dev/null" },
  },
  { "/usr/lib/systemd/system/four@.service": `[Service]\nExecStart=/bin/true\n\n${install}` },
  {
    "/etc/passwd": "root:x:0:0::/root:/bin/sh\ncore:x:500:501::/home/core:/bin/sh\n",
    "/etc/group": "root:x:0:\ncore:x:501:\n",
  },
  { "/etc/systemd/system-preset/20-ignition.preset": "enable earlier.service\n" },
);

/** A disk that is not empty: mostly nothing, else a few files, directories, links and units. */
export const existingRoot: fc.Arbitrary<Tree> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(makeTree({})) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        unique(fc.tuple(fc.oneof(pathOf(few), pathOf(many)), rootEntry), ([place]) => place, 5),
        osUnits,
      )
      .map(([entries, units]) => treeOf([...entries, ...Object.entries(units)])),
  },
);

/** A tree of those entries that can stand together: nothing beneath a file or a link. */
function treeOf(entries: readonly (readonly [string, TreeSource])[]): Tree {
  const kept: Record<string, TreeSource> = {};
  const isLink = (entry: TreeSource): boolean => typeof entry === "object" && "target" in entry;
  const isLeaf = (place: string): boolean => {
    const entry = kept[place];
    return (
      entry !== undefined && (typeof entry === "string" || entry instanceof Uint8Array || entry.type !== "directory")
    );
  };
  for (const [place, entry] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const parents = place.split("/").map((_, index, parts) => parts.slice(0, index).join("/"));
    if (!parents.some(isLeaf) && !(place === "/etc" && isLink(entry))) kept[place] = entry;
  }
  return makeTree(kept);
}
