import type { Status } from "../engine/kind.ts";

/** What AWS says of something: its own reason, or else its word for the state of what is not ready. */
export function stateReason(status: Status, state: string | undefined, ...reasons: (string | undefined)[]) {
  const reason = reasons.find((one) => one !== undefined && one !== "");
  return reason ?? (status === "ready" || state === undefined ? undefined : `in state ${state}`);
}

/** Of what has no other states than those in which it is ready, and those in which it is not yet. */
export function stateOf(state: string | undefined, ...ready: readonly string[]) {
  const status = state !== undefined && ready.includes(state) ? "ready" : "pending";
  return { status, reason: stateReason(status, state) } as const;
}
