import * as z from "zod/mini";
import type { Named, Read, Written } from "../written.ts";

const secretUseFields = {
  /** Absolute path of the file that holds the value. */
  path: z.string(),
  /** Owner by names, `user` or `user:group`. Default `root:root`. */
  owner: z._default(z.string(), "root:root"),
  /** Mode in octal. Default `0600`. */
  mode: z._default(z.string(), "0600"),
  /** Units that are started only once it lies there. Default none. */
  before: z._default(z.array(z.string()), []),
};

/** What is said of a secret that nodes receive. */
export interface SecretUseOptions extends Written<typeof secretUseFields>, Named {}

/** Where a secret lies on a node, and which units wait for it. */
export interface SecretUse extends Read<typeof secretUseFields> {}

/** A secret's use, or only the path of its file. */
export const secretUseSchema: z.ZodMiniType<SecretUse, SecretUseOptions | string> = z.pipe(
  z.transform((use: SecretUseOptions | string) => (typeof use === "string" ? { path: use } : use) as Mutable),
  z.strictObject(secretUseFields),
);

type Mutable = z.input<z.ZodMiniObject<typeof secretUseFields>>;
