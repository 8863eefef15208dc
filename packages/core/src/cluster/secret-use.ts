import { z } from "zod";
import { present } from "../present.ts";

/** Where a secret lies on a node, and which units wait for it. */
export interface SecretUse {
  readonly path: string;
  /** Owner as `chown` takes it. */
  readonly owner: string;
  /** Mode in octal, `0600`. */
  readonly mode: string;
  /** Units that are started only once it lies there. */
  readonly before: readonly string[];
}

export interface SecretUseOptions {
  /** Absolute path of the file that holds the value. */
  readonly path: string;
  /** Owner as `chown` takes it. Default `root:root`. */
  readonly owner?: string;
  /** Mode in octal. Default `0600`. */
  readonly mode?: string;
  /** Units that are started only once it lies there. Default none. */
  readonly before?: readonly string[];
}

export const secretUseSchema = z.strictObject({
  path: z.string(),
  owner: z.string(),
  mode: z.string(),
  before: z.array(z.string()),
});

/** A secret's use with its defaults; a bare string is the path. */
export function secretUseFrom(options: SecretUseOptions | string): SecretUse {
  const {
    path,
    owner = "root:root",
    mode = "0600",
    before = [],
    ...unknown
  } = typeof options === "string" ? { path: options } : (options ?? {});
  return { path, owner, mode, before, ...present(unknown) };
}
