import * as z from "zod";
import type { Named, Read, Written } from "../written.ts";

const secretUseFields = {
  /** Absolute path of the file that holds the value. */
  path: z.string(),
  /** Owner as `chown` takes it. Default `root:root`. */
  owner: z.string().default("root:root"),
  /** Mode in octal. Default `0600`. */
  mode: z.string().default("0600"),
  /** Units that are started only once it lies there. Default none. */
  before: z.array(z.string()).default([]),
};

/** What is said of a secret that nodes receive. */
export interface SecretUseOptions extends Written<typeof secretUseFields>, Named {}

/** Where a secret lies on a node, and which units wait for it. */
export interface SecretUse extends Read<typeof secretUseFields> {}

/** A secret's use, or only the path of its file. */
export const secretUseSchema: z.ZodType<SecretUse, SecretUseOptions | string> = z.pipe(
  z.transform((use: SecretUseOptions | string) => (typeof use === "string" ? { path: use } : use) as Mutable),
  z.strictObject(secretUseFields),
);

type Mutable = z.input<z.ZodObject<typeof secretUseFields>>;
