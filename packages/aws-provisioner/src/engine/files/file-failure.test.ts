import { expect, it } from "vitest";
import { fileFailure } from "./file-failure.ts";

/** As Node makes it. */
function failed(code: string, words: string, syscall: string): Error {
  const error = new Error(`${code}: ${words}, ${syscall} '/x/a.json.1.draft' -> '/x/a.json'`);
  return Object.assign(error, { code, errno: -1, syscall, path: "/x/a.json.1.draft" });
}

it("each error of the file system comes with the path and what to do", () => {
  const errors = [
    failed("EACCES", "permission denied", "open"),
    failed("EROFS", "read-only file system", "open"),
    failed("ENOSPC", "no space left on device", "write"),
    failed("EDQUOT", "disk quota exceeded", "write"),
    failed("EISDIR", "illegal operation on a directory", "rename"),
    failed("ENOTDIR", "not a directory", "mkdir"),
    failed("ENAMETOOLONG", "name too long", "open"),
    failed("ENOENT", "no such file or directory", "rename"),
    failed("EMFILE", "too many open files", "open"),
    failed("EIO", "i/o error", "fsync"),
    failed("ESTRANGE", "what nobody has heard of", "open"),
  ];
  const lines = errors.map((error) =>
    (fileFailure(error, "write", "/x/a.json") as Error).message.replace(/ \(id \d+\)/, ""),
  );
  expect(lines.join("\n")).toMatchInlineSnapshot(`
    "cannot write /x/a.json: EACCES: permission denied
    Let this user read and write the folder and what is in it, or give fileLedger another folder. Whatever was made is found by its tags, with or without the record.
    cannot write /x/a.json: EROFS: read-only file system
    Nothing can be written there: give fileLedger a folder of another file system. Whatever was made is found by its tags, with or without the record.
    cannot write /x/a.json: ENOSPC: no space left on device
    Free space on the disk, and run again. Whatever was made is found by its tags, with or without the record.
    cannot write /x/a.json: EDQUOT: disk quota exceeded
    Free space on the disk, and run again. Whatever was made is found by its tags, with or without the record.
    cannot write /x/a.json: EISDIR: illegal operation on a directory
    A folder stands where a file must be: move it away, or give fileLedger another folder. Whatever was made is found by its tags, with or without the record.
    cannot write /x/a.json: ENOTDIR: not a directory
    A file stands where a folder must be: move it away, or give fileLedger another folder. Whatever was made is found by its tags, with or without the record.
    cannot write /x/a.json: ENAMETOOLONG: name too long
    The path is too long: give fileLedger a folder with a shorter one. Whatever was made is found by its tags, with or without the record.
    cannot write /x/a.json: ENOENT: no such file or directory
    Something was taken away meanwhile: run again, and leave the folder to this process alone. Whatever was made is found by its tags, with or without the record.
    cannot write /x/a.json: EMFILE: too many open files
    Too many files are open: close some, or raise the limit (ulimit -n), and run again. Whatever was made is found by its tags, with or without the record.
    cannot write /x/a.json: EIO: i/o error
    The disk is at fault: give fileLedger a folder on another one. Whatever was made is found by its tags, with or without the record.
    cannot write /x/a.json: ESTRANGE: what nobody has heard of
    Give fileLedger a folder that can be read and written. Whatever was made is found by its tags, with or without the record."
  `);
});

it("any other error is left as it is", () => {
  for (const error of [new TypeError("x"), "x", undefined]) expect(fileFailure(error, "read", "/x")).toBe(error);
});
