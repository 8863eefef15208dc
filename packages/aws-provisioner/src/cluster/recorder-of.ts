import { type Recorder, recorder } from "../aws/recording/recorder.ts";
import { systemClock } from "../engine/clock.ts";
import { reasonOf } from "../engine/error.ts";
import type { Untimed } from "../engine/event.ts";
import type { LookOptions } from "./options.ts";

/** The log of a run, where its options have one. */
export function recorderOf(
  { record, clock = systemClock, client }: LookOptions,
  emit: ((event: Untimed) => void) | undefined,
): Recorder | undefined {
  if (record === undefined) return undefined;
  const made = recorder({
    log: record,
    clock,
    limits: clock.virtual === true ? clock : systemClock,
    onLoss: (reason) => emit?.({ type: "unrecorded", reason: reasonOf(reason) }),
  });
  const { secretAccessKey, sessionToken } = Object(client?.credentials) as Readonly<Record<string, unknown>>;
  for (const secret of [secretAccessKey, sessionToken]) if (typeof secret === "string") made.secret(secret);
  return made;
}
