import type { Needs } from "./bucket.ts";
import { ec2Needs } from "./rates/ec2.ts";
import {
  autoScalingNeeds,
  elasticLoadBalancingNeeds,
  iamNeeds,
  s3Needs,
  ssmNeeds,
  stsNeeds,
  taggingNeeds,
} from "./rates/others.ts";
import { route53Needs } from "./rates/route53.ts";
import { secretsManagerNeeds } from "./rates/secrets-manager.ts";

/** The buckets of each service, by its id. */
export const needsOfService: Readonly<Record<string, Needs>> = {
  AutoScaling: autoScalingNeeds,
  EC2: ec2Needs,
  ElasticLoadBalancingV2: elasticLoadBalancingNeeds,
  IAM: iamNeeds,
  ResourceGroupsTaggingAPI: taggingNeeds,
  Route53: route53Needs,
  S3: s3Needs,
  SecretsManager: secretsManagerNeeds,
  SSM: ssmNeeds,
  STS: stsNeeds,
};
