import { digest } from "./digest.ts";

/**
 * The idempotency token of one mutation: the same in every process that resumes the operation, another for other parameters, so
 * that a provider never sees one token with two meanings. 32 of the 64 characters that AWS allows.
 */
export function tokenFor(operation: string, step: string, props: unknown): string {
  return digest([operation, step, props]);
}
