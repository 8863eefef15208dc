import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";

/** A draft that is so much older than the next one belongs to nobody: a write takes milliseconds. */
const draftMilliseconds = 600_000;

/**
 * Puts a text in place of a file, which it makes where there is none, with the folders that lead to it.
 * Whoever reads sees the file of before or this one, whole, even when the process or the machine dies at any
 * moment; once it resolves, that is this one. Only the owner can read it.
 *
 * @throws Errors of the file system as they are; the file is as it was then.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  // No other writer has a draft of that name.
  const draft = `${path}.${randomUUID()}.draft`;
  let draftedAt: number;
  try {
    const file = await open(draft, "wx", 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
      draftedAt = (await file.stat()).mtimeMs;
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw error;
  }
  for (const changed of foldersBetween(made, folder)) await syncFolder(changed);
  await sweep(path, draftedAt);
}

/** The folder, and those above it of which one is new: each holds the name of something new. */
function foldersBetween(made: string | undefined, folder: string): string[] {
  if (made === undefined) return [folder];
  const top = dirname(made);
  const names = relative(top, folder).split(sep);
  return names
    .map((_, count) => join(top, ...names.slice(0, count + 1)))
    .toReversed()
    .concat(top);
}

/** A name is on disk only when its folder is. Windows opens no folders, and some file systems sync none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const file = await open(folder, "r");
  try {
    await file.sync();
  } catch (error) {
    if (!["EINVAL", "EBADF", "ENOTSUP", "ENOSYS"].includes(String((error as NodeJS.ErrnoException).code))) throw error;
  } finally {
    await file.close();
  }
}

/** Takes away what writers that were killed have left of the same file. */
async function sweep(path: string, now: number): Promise<void> {
  const [folder, own] = [dirname(path), basename(path)];
  const names = await readdir(folder).catch(() => []);
  const drafts = names.filter((name) => name.startsWith(`${own}.`) && name.endsWith(".draft"));
  await Promise.all(
    drafts.map(async (name) => {
      const draft = join(folder, name);
      const found = await stat(draft).catch(() => undefined);
      if (found === undefined || now - found.mtimeMs < draftMilliseconds) return;
      await rm(draft, { force: true }).catch(() => {});
    }),
  );
}
