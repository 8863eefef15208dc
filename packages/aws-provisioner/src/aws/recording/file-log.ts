import { constants } from "node:fs";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { ProvisionError } from "../../engine/error.ts";
import type { FlightLog, LogSink } from "./flight-log.ts";

/**
 * Keeps the log of calls in a file, a line of JSON for each attempt, to which every run adds its own: what is
 * secret is not in it, and what it tells of an account is for its owner alone, so that nobody else may read
 * the file. `replay` of `@drydock/aws-simulator` has a run go again as the log says.
 *
 * The file is made when the first run begins, with its folder where there is none. Where it cannot be
 * written, the run goes on without, and an event `unrecorded` says so once.
 *
 * @throws {ProvisionError} `invalid-option` for what is no path.
 *
 * @example
 * ```ts
 * import { mkdtemp, readFile } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import { createNetwork, flightLog } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { network } from "@drydock/core";
 *
 * const path = join(await mkdtemp(join(tmpdir(), "drydock-")), "calls.jsonl");
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * await createNetwork("shared", network({ cidr: "10.30.0.0/16" }), { ...connection, record: flightLog(path) });
 * console.log((await readFile(path, "utf8")).split("\n").length > 20); // true
 * ```
 */
export function flightLog(path: string): FlightLog {
  if (typeof path !== "string" || path === "" || path.includes("\0")) {
    throw new ProvisionError("invalid-option", "flightLog: no file is given", {
      hint: 'Give the path of a file, such as "calls.jsonl"; it is made when it is not there.',
    });
  }
  return { begin: () => fileSink(path) };
}

function fileSink(path: string): LogSink {
  let opened: Promise<FileHandle> | undefined;
  return {
    async write(lines) {
      const file = await (opened ??= openAtEnd(path));
      await file.appendFile(lines);
    },
    async close() {
      const file = await opened;
      await file?.close();
    },
  };
}

/** Opens a file to which only is added, and that its owner alone may read. */
async function openAtEnd(path: string): Promise<FileHandle> {
  const { O_APPEND, O_CREAT, O_RDWR } = constants;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, O_APPEND | O_CREAT | O_RDWR, 0o600);
  try {
    const facts = await file.stat();
    if (!facts.isFile()) return file;
    // The mode counts only where the file is made.
    if ((facts.mode & 0o077) !== 0) await file.chmod(0o600);
    if (facts.size === 0) return file;
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, facts.size - 1);
    // A run that was killed may have left half a line: the first of this one must not be a part of it.
    if (buffer.toString() !== "\n") await file.appendFile("\n");
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}
