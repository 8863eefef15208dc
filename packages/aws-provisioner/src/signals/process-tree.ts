import { readFileSync } from "node:fs";

/** The processes of this machine, as far as it lets them be seen. */
export interface ProcessTree {
  /** The parent of a process; undefined where that cannot be told, or where there is no such process. */
  parentOf(pid: number): number | undefined;
  /** Whether a process was started with such a variable in its environment. */
  hasVariable(pid: number, name: string): boolean;
}

/** This process and, where there is a `/proc` as on Linux, all others of the same user. */
export const processTree: ProcessTree = {
  parentOf(pid) {
    if (pid === process.pid) return process.ppid;
    // `pid (name) state ppid ...`, and a name may have parentheses of its own.
    const stat = read(pid, "stat");
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    return stat === "" ? undefined : parent;
  },
  hasVariable: (pid, name) =>
    read(pid, "environ")
      .split("\0")
      .some((variable) => variable.startsWith(`${name}=`)),
};

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
