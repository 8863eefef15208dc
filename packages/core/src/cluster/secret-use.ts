import * as z from "zod";
import type { Read } from "../written.ts";

export const secretUseFields = z.strictObject({
  path: z.string(),
  owner: z.string().default("root:root"),
  mode: z.string().default("0600"),
  before: z.array(z.string()).default([]),
});

/** What is said of a secret that nodes receive. */
export interface SecretUseOptions {
  /** Absolute path of the file that holds the value. */
  readonly path: string;
  /** Owner as `chown` takes it. Default `root:root`. */
  readonly owner?: string | undefined;
  /** Mode in octal. Default `0600`. */
  readonly mode?: string | undefined;
  /** Units that are started only once it lies there. Default none. */
  readonly before?: readonly string[] | undefined;
}

/** Where a secret lies on a node, and which units wait for it. */
export interface SecretUse extends Read<typeof secretUseFields> {}

/** A secret's use, or only the path of its file. */
export const secretUseSchema: z.ZodType<SecretUse, SecretUseOptions | string> = z.pipe(
  z.transform((use: SecretUseOptions | string) => (typeof use === "string" ? { path: use } : use) as Mutable),
  secretUseFields,
);

type Mutable = z.input<typeof secretUseFields>;
