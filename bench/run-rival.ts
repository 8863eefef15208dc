import { spawn } from "node:child_process";
import { childrenCpu } from "./children-cpu.ts";

/** How a program ended. */
export interface Ended {
  /** Its exit status; null where it could not be started or a signal ended it. */
  readonly status: number | null;
  readonly output: string;
  readonly complaints: string;
  /** Seconds of CPU that it and its own children took; 0 where the system does not say. */
  readonly cpu: number;
}

/**
 * Runs a program beside this one. It must not be waited for synchronously: this process carries the proxy
 * through which the program's calls go, and a stopped proxy answers none of them.
 */
export function runRival(
  command: string,
  words: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  const before = childrenCpu();
  const child = spawn(command, words, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let complaints = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ status: null, output, complaints: error.message, cpu: 0 }));
    child.once("close", (status) => resolve({ status, output, complaints, cpu: childrenCpu() - before }));
  });
}
