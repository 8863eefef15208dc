import { AwsError } from "../aws-error.ts";
import type { Need } from "./bucket.ts";

/** Services whose code for it is that of their JSON protocol's kin, which ends in `Exception`. */
const exceptions: Readonly<Record<string, string>> = {
  ElasticLoadBalancingV2: "ThrottlingException",
  ResourceGroupsTaggingAPI: "ThrottledException",
  SecretsManager: "ThrottlingException",
  SSM: "ThrottlingException",
};

/**
 * What a service answers to a request that comes too fast (the services' API references, common errors).
 * EC2's words are those of public reports; of machines they are assumed.
 */
export function rateRefusal(service: string, operation: string, { ofResources }: Need, accountId: string): AwsError {
  if (service === "EC2") {
    const what = ofResources ? "resource" : "request";
    const message = `Request limit exceeded. Account ${accountId} has been throttled on ec2:${operation} because it exceeded its ${what} rate limit.`;
    return new AwsError("RequestLimitExceeded", message, { status: 503 });
  }
  if (service === "S3") return new AwsError("SlowDown", "Please reduce your request rate.", { status: 503 });
  return new AwsError(exceptions[service] ?? "Throttling", "Rate exceeded");
}
