import type { MetadataBearer, Pluggable } from "@smithy/types";
import type { Gate } from "../../engine/lease/gate.ts";
import { UnansweredError } from "../../engine/unanswered.ts";
import { isReading } from "./call.ts";
import { lookingLate } from "./late-look.ts";

/** An attempt that was given up before a byte of it was sent. */
export class NotSentError extends UnansweredError {
  constructor() {
    super(new Error("the lease of the cluster is to be renewed first"));
  }
}

/**
 * The last middleware before the socket, after credentials were fetched and the request was signed, which may
 * take long: lets nothing pass that changes anything unless the run holds the cluster at this very moment.
 * Where its connection has to be made first, the request is looked at once more after that.
 */
export function lastLook(gate: Gate): Pluggable<object, MetadataBearer> {
  return {
    applyToStack: (stack) =>
      stack.add(
        (next, { commandName = "" }) =>
          (request) => {
            if (isReading({ operation: commandName })) return next(request);
            const look = () => (gate.lease?.isFresh() === false ? new NotSentError() : undefined);
            const error = look();
            if (error !== undefined) throw error;
            return lookingLate(look, () => next(request));
          },
        { step: "deserialize", priority: "low", name: "drydockLease", override: true },
      ),
  };
}
