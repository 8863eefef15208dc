import type { FinalizeHandler, MiddlewareStack } from "@smithy/types";
import { isUnanswered, UnansweredError } from "../engine/unanswered.ts";

interface Sendable<Input extends object, Output extends object> {
  readonly middlewareStack: MiddlewareStack<Input, Output>;
}

/**
 * The command, which the SDK then no longer repeats on its own where it may have had its effect: when no answer came, or a server's
 * failure. For what makes a second one each time; the engine looks before it repeats.
 */
export function sentOnce<Input extends object, Output extends object, Command extends Sendable<Input, Output>>(
  command: Command & Sendable<Input, Output>,
): Command {
  const watched =
    (next: FinalizeHandler<Input, Output>): FinalizeHandler<Input, Output> =>
    async (request) => {
      try {
        return await next(request);
      } catch (error) {
        throw isUnanswered(error) || isServerFailure(error) ? new UnansweredError(error) : error;
      }
    };
  // Within the SDK's own repetition, which stands at this step with high priority.
  command.middlewareStack.add(watched, { step: "finalizeRequest", priority: "low", name: "drydockSentOnce" });
  return command;
}

/** A status of 5xx, save for the refusals that EC2 sends with 503 before it does anything. */
function isServerFailure(error: unknown): boolean {
  if (!(error instanceof Error) || /LimitExceeded|Throttl/.test(error.name)) return false;
  if (!("$metadata" in error) || typeof error.$metadata !== "object" || error.$metadata === null) return false;
  const { httpStatusCode } = error.$metadata as { httpStatusCode?: unknown };
  return typeof httpStatusCode === "number" && httpStatusCode >= 500;
}
