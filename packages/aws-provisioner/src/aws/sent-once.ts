import type { MetadataBearer, Pluggable } from "@smithy/types";
import { isUnanswered, UnansweredError } from "../engine/unanswered.ts";

/**
 * Middleware that keeps the SDK from repeating those operations (`CreateVpc`) where one may have had its
 * effect: when no answer came, or a server's failure. It is for what makes a second one each time; the engine
 * looks before it repeats.
 */
export function neverRepeated(operations: readonly string[]): Pluggable<object, MetadataBearer> {
  const commands = new Set(operations.map((operation) => `${operation}Command`));
  return {
    applyToStack: (stack) =>
      stack.add(
        (next, { commandName = "" }) =>
          async (request) => {
            try {
              return await next(request);
            } catch (error) {
              if (!commands.has(commandName)) throw error;
              throw isUnanswered(error) || isServerFailure(error) ? new UnansweredError(error) : error;
            }
          },
        // Within the SDK's own repetition, which stands at this step with high priority.
        { step: "finalizeRequest", priority: "low", name: "drydockSentOnce", override: true },
      ),
  };
}

/** A status of 5xx, save for the refusals that EC2 sends with 503 before it does anything. */
function isServerFailure(error: unknown): boolean {
  if (!(error instanceof Error) || /LimitExceeded|Throttl/.test(error.name)) return false;
  const status = httpStatus(error);
  return status !== undefined && status >= 500;
}

/** The status that an error of the SDK came with. */
export function httpStatus(error: Error): number | undefined {
  if (!("$metadata" in error) || typeof error.$metadata !== "object" || error.$metadata === null) return undefined;
  const { httpStatusCode } = error.$metadata as { httpStatusCode?: unknown };
  return typeof httpStatusCode === "number" ? httpStatusCode : undefined;
}
