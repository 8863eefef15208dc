import { textOrBytes } from "../text-or-bytes.ts";
import { checkOptions, either, flag, list, object, text, valueLike, whole } from "@drydock/systemd/ground";
import { encodeDataUrl } from "../data-url/data-url.ts";
import type { Directory, File, Link, Owner } from "../spec/node.ts";
import type { Resource } from "../spec/resource.ts";
import { nodeOptions } from "./owner-options.ts";

/** A user or group: its number, or its name on the node. */
export type OwnerRef = number | string;

/** What a file, directory or link may say about its place on the node. */
export interface NodeOptions {
  /** Owner; root when absent. */
  readonly user?: OwnerRef;
  /** Owning group; root when absent. */
  readonly group?: OwnerRef;
  /** Whether whatever stands at the path is removed first; false when absent. */
  readonly overwrite?: boolean;
}

/** What a file holds, and who may do what with it. */
export interface FileOptions extends NodeOptions {
  /** The bytes of the file (text as UTF-8), or a resource that is fetched at boot. */
  readonly contents?: string | Uint8Array | Resource;
  /** Added after the contents, in order; with no `contents`, added to the file that the OS ships. */
  readonly append?: readonly (string | Uint8Array | Resource)[];
  /** Permission bits such as `0o600`; 0o644 when absent. */
  readonly mode?: number;
}

/** Who may do what with a directory. */
export interface DirectoryOptions extends NodeOptions {
  /** Permission bits such as `0o700`; 0o755 when absent. */
  readonly mode?: number;
}

/** Which kind of link it is, and whose. */
export interface LinkOptions extends NodeOptions {
  /** A hard link instead of a symbolic one; false when absent. */
  readonly hard?: boolean;
}

const contentsOption = either(
  text,
  valueLike<Uint8Array>((value) => value instanceof Uint8Array, "bytes"),
  valueLike<Resource>((value) => typeof value === "object" && value !== null && !Array.isArray(value), "a resource"),
);
const fileOptions = object<FileOptions>({
  ...nodeOptions,
  contents: contentsOption,
  append: list(contentsOption),
  mode: whole(),
});
const directoryOptions = object<DirectoryOptions>({ ...nodeOptions, mode: whole() });
const linkOptions = object<LinkOptions>({ ...nodeOptions, hard: flag });

/**
 * The bytes as a resource that needs no network: a `data:` URL, with an empty `compression` so that a merge
 * cannot inherit one.
 *
 * @example
 * ```ts
 * import { inline } from "@drydock/ignition";
 *
 * inline("ahoy"); // { source: "data:,ahoy", compression: "" }
 * ```
 */
export function inline(contents: string | Uint8Array): { source: string; compression: "" } {
  checkOptions("inline", textOrBytes, contents);
  return { source: encodeDataUrl(contents), compression: "" };
}

/**
 * A file at an absolute path. Its path and its values are checked by `renderIgnition` and `validateIgnition`.
 *
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { file } from "@drydock/ignition";
 *
 * file("/etc/motd", { contents: "ahoy", mode: 0o600, user: "core" }).mode; // 384
 * file("/etc/hosts", { append: ["10.0.0.1 db"] }).append?.length; // 1
 * ```
 */
export function file(path: string, options: FileOptions = {}): File {
  checkOptions("file", fileOptions, options);
  const { contents, append, mode } = options;
  return {
    path,
    ...nodeFields(options),
    ...(contents === undefined ? {} : { contents: toResource(contents) }),
    ...(append === undefined ? {} : { append: append.map(toResource) }),
    ...(mode === undefined ? {} : { mode }),
  };
}

/**
 * A directory at an absolute path; missing parents are made, owned by root, 0o755.
 *
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { directory } from "@drydock/ignition";
 *
 * directory("/var/lib/app", { mode: 0o700, user: 500 }); // { path: "/var/lib/app", user: { id: 500 }, mode: 0o700 }
 * ```
 */
export function directory(path: string, options: DirectoryOptions = {}): Directory {
  checkOptions("directory", directoryOptions, options);
  return { path, ...nodeFields(options), ...(options.mode === undefined ? {} : { mode: options.mode }) };
}

/**
 * A symbolic link at `path` that points to `target`; a hard one with `hard: true`, whose target must be
 * absolute.
 *
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { link } from "@drydock/ignition";
 *
 * link("/etc/localtime", "/usr/share/zoneinfo/UTC").target; // "/usr/share/zoneinfo/UTC"
 * ```
 */
export function link(path: string, target: string, options: LinkOptions = {}): Link {
  checkOptions("link", linkOptions, options);
  return { path, target, ...nodeFields(options), ...(options.hard === undefined ? {} : { hard: options.hard }) };
}

function nodeFields({ user, group, overwrite }: NodeOptions): { user?: Owner; group?: Owner; overwrite?: boolean } {
  return {
    ...(user === undefined ? {} : { user: toOwner(user) }),
    ...(group === undefined ? {} : { group: toOwner(group) }),
    ...(overwrite === undefined ? {} : { overwrite }),
  };
}

function toOwner(ref: OwnerRef): Owner {
  return typeof ref === "number" ? { id: ref } : { name: ref };
}

function toResource(contents: string | Uint8Array | Resource): Resource {
  return typeof contents === "string" || contents instanceof Uint8Array ? inline(contents) : contents;
}
