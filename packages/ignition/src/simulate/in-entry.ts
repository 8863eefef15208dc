import { FileSystemError } from "./file-system-error.ts";
import { StageFailure } from "./stage-failure.ts";

/** Runs a part of the stage; what the file system refuses becomes a failure of that entry of the config. */
export function inEntry<T>(at: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof FileSystemError) throw new StageFailure(at, error.message);
    throw error;
  }
}
