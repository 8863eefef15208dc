import { callDurations } from "./latency/call-durations.ts";
import type { Duration } from "./latency/duration.ts";
import { type Transition, transitions } from "./latency/transitions.ts";
import type { Random } from "./random.ts";

/**
 * How long things take: "typical" takes each duration's usual value, "sampled" draws from its range (from the
 * seed), "none" answers at once and lets every transition end at the instant it begins, still in order.
 */
export type LatencyMode = "typical" | "sampled" | "none";

/** The durations of one account. Both functions answer in milliseconds. */
export interface Latency {
  readonly mode: LatencyMode;
  /** From sending a request to its answer. */
  call(service: string, operation: string): number;
  /** From a request's effect to the end of the transition that it starts. */
  transition(name: Transition): number;
}

/** Makes the durations that `mode` asks for. */
export function latencyOf(mode: LatencyMode, random: Random): Latency {
  const milliseconds = ({ typical, range: [least, most] }: Duration): number => {
    if (mode === "none") return 0;
    if (mode === "typical") return typical * 1000;
    return Math.round((least + random() * (most - least)) * 1000);
  };
  return {
    mode,
    call: (service, operation) => milliseconds(callDuration(service, operation)),
    transition: (name) => milliseconds(transitions[name]),
  };
}

function callDuration(service: string, operation: string): Duration {
  return (
    callDurations[`${service}.${operation}`] ??
    (isRead(operation) ? callDurations["read"] : callDurations["write"]) ?? { typical: 0.3, range: [0.1, 1] }
  );
}

/** Whether an operation only reads, by its name. */
export function isRead(operation: string): boolean {
  return /^(Describe|Get|List|Head|BatchGet)/.test(operation);
}
