import { readFileSync } from "node:fs";

/** Clock ticks in a second, as Linux counts them for programs: proc(5), `sysconf(_SC_CLK_TCK)`. */
const ticks = 100;

/**
 * Seconds of CPU that the ended children of this process took, with those of their own that they waited for:
 * fields 16 and 17 of `/proc/self/stat`, proc(5). 0 on a system without it.
 */
export function childrenCpu(): number {
  try {
    const fields = readFileSync("/proc/self/stat", "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return (Number(fields[13]) + Number(fields[14])) / ticks;
  } catch {
    return 0;
  }
}
