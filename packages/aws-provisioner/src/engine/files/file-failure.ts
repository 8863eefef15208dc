import { ProvisionError } from "../error.ts";

const found = "Whatever was made is found by its tags, with or without the record.";

/** What to do about an error of the file system, by its code. */
const remedies: Readonly<Record<string, string>> = {
  EROFS: "Nothing can be written there: give fileLedger a folder of another file system.",
  ENOSPC: "Free space on the disk, and run again.",
  EDQUOT: "Free space on the disk, and run again.",
  EISDIR: "A folder stands where a file must be: move it away, or give fileLedger another folder.",
  ENOTDIR: "A file stands where a folder must be: move it away, or give fileLedger another folder.",
  EEXIST: "A file stands where a folder must be: move it away, or give fileLedger another folder.",
  ENOENT: "Something was taken away meanwhile: run again, and leave the folder to this process alone.",
  ENAMETOOLONG: "The path is too long: give fileLedger a folder with a shorter one.",
  EMFILE: "Too many files are open: close some, or raise the limit (ulimit -n), and run again.",
  ENFILE: "Too many files are open: close some, or raise the limit (ulimit -n), and run again.",
  EIO: "The disk is at fault: give fileLedger a folder on another one.",
  EBUSY: "Another program holds the file: close it, and run again.",
};

/** What was asked of the file system. */
export type FileDeed = "read" | "write";

/** An error of the file system in words, with the path and what to do; any other error as it is. */
export function fileFailure(error: unknown, deed: FileDeed, path: string): unknown {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return error;
  const code = String(error.code);
  const remedy = isForbidden(code)
    ? permission()
    : (remedies[code] ?? "Give fileLedger a folder that can be read and written.");
  // Node's words end in the paths.
  const [why = code] = error.message.split(/, [a-z]+(?: '|$)/, 1);
  return new ProvisionError("ledger-failed", `cannot ${deed} ${path}: ${why}`, {
    cause: error,
    hint: `${remedy} ${found}`,
  });
}

function isForbidden(code: string): boolean {
  return code === "EACCES" || code === "EPERM";
}

/** With the user's id: what was once written by root is root's. */
function permission(): string {
  const id = process.geteuid?.();
  const user = id === undefined ? "this user" : `this user (id ${id})`;
  return `Let ${user} read and write the folder and what is in it, or give fileLedger another folder.`;
}
