import type { Resource } from "./resource.ts";
import type { SpecVersion } from "./spec-version.ts";

/** An owning user or group, by number or by name, never both. */
export interface Owner {
  id?: number;
  name?: string;
}

/** What files, directories and links have in common; one path may be declared once among all three. */
export interface Node {
  /** Absolute and fully simplified. */
  path: string;
  /** Whether what stands at the path is removed first; false when absent. */
  overwrite?: boolean;
  user?: Owner;
  group?: Owner;
}

/** A file with its contents. */
export interface File<V extends SpecVersion = SpecVersion> extends Node {
  /** Without a source an existing file is left as it is and a missing one is made empty. */
  contents?: Resource<V>;
  /** Fragments added after the contents, in order. */
  append?: readonly Resource<V>[];
  /**
   * A decimal JSON number for an octal mode: 0o644 (the default) is 420. Bits 0o7000 take effect from spec
   * 3.6.
   */
  mode?: number;
}

/** A directory; missing parents are made. */
export interface Directory extends Node {
  /** 0o755 when absent. */
  mode?: number;
}

/** A symbolic or hard link. */
export interface Link extends Node {
  /**
   * Required after merging. A hard link's target should be absolute: a relative one is resolved from the
   * root.
   */
  target?: string;
  /** A hard link; false when absent. */
  hard?: boolean;
}
