import type { FaultEffect } from "./fault.ts";

type Answer = Extract<FaultEffect, { readonly kind: "foreign-answer" }>["answer"];

/** Services that speak JSON: a page is no answer to them, while it reads as an empty one in XML. */
const inJson: ReadonlySet<string> = new Set(["SecretsManager", "SSM", "ResourceGroupsTaggingAPI"]);

/**
 * What the SDK makes of an answer that is not AWS's, as its clients of 2026 do (observed against servers on
 * loopback): an output without members, or an error without a code of AWS's.
 *
 * @throws what the SDK throws.
 */
export function foreignAnswer(service: string, answer: Answer): { $metadata: { httpStatusCode: number } } {
  const $metadata = { httpStatusCode: 200, attempts: 1, totalRetryDelay: 0 };
  if (answer === "empty" || (answer === "page" && !inJson.has(service))) return { $metadata };
  if (answer === "page") {
    const error = new SyntaxError("Unexpected token '<', \"<html><body\"... is not valid JSON");
    throw Object.assign(error, { $metadata });
  }
  if (answer === "cut") throw Object.assign(new Error("aborted"), { code: "ECONNRESET", $metadata });
  throw Object.assign(new Error("Unknown"), {
    name: "Unknown",
    $fault: "server",
    $metadata: { ...$metadata, httpStatusCode: 502 },
  });
}
