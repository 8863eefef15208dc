import { DrydockError } from "@drydock/systemd/ground";

/**
 * Why the kernel would refuse an operation; `outside` stands for a link that leads out of the simulated root.
 */
export type FileSystemErrorCode =
  | "missing"
  | "not-a-directory"
  | "is-a-directory"
  | "exists"
  | "not-permitted"
  | "too-many-links"
  | "outside";

const words: Readonly<Record<FileSystemErrorCode, string>> = {
  missing: "no such file or directory",
  "not-a-directory": "not a directory",
  "is-a-directory": "is a directory",
  exists: "file exists",
  "not-permitted": "operation not permitted",
  "too-many-links": "too many levels of symbolic links",
  outside: "a symbolic link leads outside the root, where the result depends on the machine that runs Ignition",
};

/** A refused operation on the simulated file system. */
export class FileSystemError extends DrydockError<FileSystemErrorCode> {
  static override readonly type: string = "FileSystemError";

  constructor(code: FileSystemErrorCode, path: string) {
    super(code, `${path}: ${words[code]}`);
  }
}
