import type { FlightLog } from "./flight-log.ts";

/** A log that lives as long as the process. */
export interface MemoryLog extends FlightLog {
  /** All that was written so far, of all runs: lines of JSON. */
  text(): string;
}

/**
 * Keeps the log of calls in memory, for tests.
 *
 * @example
 * ```ts
 * import { createNetwork, memoryLog } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { network } from "@drydock/core";
 *
 * const record = memoryLog();
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * await createNetwork("shared", network({ cidr: "10.30.0.0/16" }), { ...connection, record });
 * console.log(record.text().includes('"operation":"CreateVpc"')); // true
 * ```
 */
export function memoryLog(): MemoryLog {
  const pieces: string[] = [];
  return {
    text: () => pieces.join(""),
    begin: () => ({
      async write(lines) {
        pieces.push(lines);
      },
    }),
  };
}
