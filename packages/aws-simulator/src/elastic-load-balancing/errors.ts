import type { AwsError } from "../aws-error.ts";
import { modelledError, validationError } from "../request/modelled-error.ts";

const statuses: Readonly<Record<string, number>> = { PriorRequestNotComplete: 429, HealthUnavailable: 500 };

/**
 * Makes an error of the service's API model from its wire code: `ListenerNotFound` is the SDK's
 * `ListenerNotFoundException`.
 */
export function balancingError(code: string, message: string): AwsError {
  return modelledError(`${code}Exception`, code, message, statuses[code] ?? 400);
}

/** `ValidationError` for a marker that no listing gave. */
export function invalidMarker(): AwsError {
  return validationError("Invalid marker");
}

/** Refuses what is no ARN of that kind. */
export function checkArn(arn: string, kind: string, noun: string): void {
  if (new RegExp(`^arn:[^:]+:elasticloadbalancing:[^:]+:\\d{12}:${kind}/.+$`).test(arn)) return;
  throw validationError(`'${arn}' is not a valid ${noun} ARN`);
}
