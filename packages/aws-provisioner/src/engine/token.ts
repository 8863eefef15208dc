import { digest } from "./digest.ts";

/**
 * The idempotency token of one mutation, 32 hexadecimal digits: the same in every process that resumes the
 * operation, another for other parameters, so that a provider never sees one token with two meanings.
 */
export function tokenFor(operation: string, step: string, props: unknown): string {
  return digest([operation, step, props]);
}
