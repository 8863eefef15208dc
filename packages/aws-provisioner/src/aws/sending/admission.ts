import type { MetadataBearer, Pluggable } from "@smithy/types";
import type { Gate } from "../../engine/lease/gate.ts";
import { UnansweredError } from "../../engine/unanswered.ts";
import { isReading } from "./call.ts";

/** An attempt that was given up before a byte of it was sent. */
export class NotSentError extends UnansweredError {
  constructor() {
    super(new Error("the lease of the cluster is to be renewed first"));
  }
}

/**
 * The last middleware before the socket, after credentials were fetched and the request was signed, which may
 * take long: lets nothing pass that changes anything unless the run holds the cluster at this very moment.
 */
export function lastLook(gate: Gate): Pluggable<object, MetadataBearer> {
  return {
    applyToStack: (stack) =>
      stack.add(
        (next, { commandName = "" }) =>
          (request) => {
            if (!isReading({ operation: commandName }) && gate.lease?.isFresh() === false) throw new NotSentError();
            return next(request);
          },
        { step: "deserialize", priority: "low", name: "drydockLease", override: true },
      ),
  };
}
