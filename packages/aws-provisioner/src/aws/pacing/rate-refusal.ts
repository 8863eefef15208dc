import { httpStatus } from "../http-status.ts";

/**
 * Codes of calls that came too fast: EC2's, those of Auto Scaling, IAM, STS and Route 53, those of the JSON
 * services and of Elastic Load Balancing, and S3's (the services' API references, common errors). Trouble
 * within a service, such as `InternalError`, is none.
 */
const codes =
  /^(?:RequestLimitExceeded|EC2Throttled|Throttling|Throttled|RequestThrottled|TooManyRequests|BandwidthLimitExceeded|SlowDown)(?:Exception|Error)?$/;

/** Whether AWS refused a call for its pace. */
export function isRateRefusal(error: unknown): boolean {
  return error instanceof Error && (codes.test(error.name) || httpStatus(error) === 429);
}

/**
 * Whether it says that the tokens were those of resources; mostly it says that they were those of requests.
 */
export function isOfResources(error: unknown): boolean {
  return error instanceof Error && /resource (?:rate )?limit|resource token/i.test(error.message);
}
