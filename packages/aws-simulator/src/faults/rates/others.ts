import { isRead } from "../../latency.ts";
import { bucket, type Bucket, type Need, type Needs } from "../bucket.ts";

function one(key: string, size: Bucket): Need[] {
  return [{ key, size, tokens: 1 }];
}

/** One bucket for all actions (re:Post, "autoscaling api calls throttled"); its size is assumed. */
export const autoScalingNeeds: Needs = () => one("AutoScaling", bucket(60, 10));

/**
 * One bucket for all that only looks (Elastic Load Balancing user guide, "Request throttling"), and others
 * for registrations and changes, whose sizes are assumed.
 */
export const elasticLoadBalancingNeeds: Needs = (operation) => {
  const isRegistration = operation === "RegisterTargets" || operation === "DeregisterTargets";
  const name = isRead(operation) ? "reads" : isRegistration ? "registrations" : "changes";
  return one(`ElasticLoadBalancingV2 ${name}`, bucket(40, 10));
};

/** Several buckets for actions and accounts, none of them published: these are assumed. */
export const iamNeeds: Needs = (operation) => one(`IAM.${operation}`, bucket(40, isRead(operation) ? 10 : 5));

/** Objects by Amazon S3's published rates of a prefix; what is asked of a bucket as a whole is assumed. */
export const s3Needs: Needs = (operation) => {
  if (/^(?:Get|Head)Object/.test(operation)) return one("S3 reads of objects", bucket(5500, 5500));
  if (/^(?:Put|Copy|Delete)Objects?$/.test(operation)) return one("S3 writes of objects", bucket(3500, 3500));
  return one(`S3.${operation}`, bucket(50, isRead(operation) ? 10 : 5));
};

/**
 * 40 a second for `GetParameter*` together (AWS General Reference, Systems Manager quotas); others assumed.
 */
export const ssmNeeds: Needs = (operation) =>
  operation.startsWith("GetParameter")
    ? one("SSM GetParameter*", bucket(40, 40))
    : one(`SSM.${operation}`, bucket(20, isRead(operation) ? 10 : 3));

/** Assumed. */
export const stsNeeds: Needs = () => one("STS", bucket(100, 50));

/** Assumed. */
export const taggingNeeds: Needs = (operation) =>
  one(`ResourceGroupsTaggingAPI.${operation}`, isRead(operation) ? bucket(15, 15) : bucket(5, 5));
