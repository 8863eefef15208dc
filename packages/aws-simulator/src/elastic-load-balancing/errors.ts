import type { AwsError } from "../aws-error.ts";
import { modelledError } from "../request/modelled-error.ts";

const statuses: Readonly<Record<string, number>> = { PriorRequestNotComplete: 429, HealthUnavailable: 500 };

/**
 * Makes an error of the service's API model from its wire code: `ListenerNotFound` is the SDK's
 * `ListenerNotFoundException`.
 */
export function balancingError(code: string, message: string): AwsError {
  return modelledError(`${code}Exception`, code, message, statuses[code] ?? 400);
}
