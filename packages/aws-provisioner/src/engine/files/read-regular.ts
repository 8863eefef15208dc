import { constants, type Stats } from "node:fs";
import { lstat, open } from "node:fs/promises";
import { limits } from "../from-outside/limits.ts";

/** The bytes of a file, or why it is none to be read. */
export type FileBytes = { readonly bytes: Buffer } | { readonly odd: string };

/**
 * The bytes of a plain file; undefined where there is none. What is none is not read: a pipe would be waited
 * for, and of a link a write replaces not what it leads to but the link.
 *
 * @throws Errors of the file system as they are.
 */
export async function readRegular(path: string): Promise<FileBytes | undefined> {
  const found = await lstat(path).catch(orAbsent);
  if (found === undefined) return undefined;
  const odd = oddness(found);
  if (odd !== undefined) return { odd };
  // Something else may have come in its place: no flag of these waits, or follows.
  const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW } = constants;
  const file = await open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW).catch(orAbsent);
  if (file === undefined) return undefined;
  try {
    const other = oddness(await file.stat());
    return other === undefined ? { bytes: await file.readFile() } : { odd: other };
  } finally {
    await file.close();
  }
}

function oddness(stats: Stats): string | undefined {
  if (stats.isSymbolicLink()) return "it is a link";
  if (stats.isDirectory()) return "it is a folder";
  if (stats.isFIFO()) return "it is a pipe";
  if (!stats.isFile()) return "it is a device or a socket";
  return stats.size > limits.size ? `it is larger than ${limits.size / 2 ** 20} MB` : undefined;
}

function orAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
  return undefined;
}
