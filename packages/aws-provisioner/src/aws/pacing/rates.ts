import type { ServiceName } from "../services.ts";
import { autoScalingRates } from "./rates/auto-scaling.ts";
import { ec2Rates } from "./rates/ec2.ts";
import { elasticLoadBalancingRates } from "./rates/elastic-load-balancing.ts";
import { iamRates } from "./rates/iam.ts";
import { route53Rates } from "./rates/route53.ts";
import { s3Rates } from "./rates/s3.ts";
import { secretsManagerRates } from "./rates/secrets-manager.ts";
import { ssmRates } from "./rates/ssm.ts";
import { stsRates } from "./rates/sts.ts";
import { taggingRates } from "./rates/tagging.ts";
import type { ServiceRates } from "./service-rates.ts";

/** The buckets of each service, beside their source. A new service is a line, and says what it may. */
export const serviceRates: Readonly<Record<ServiceName, ServiceRates>> = {
  autoScaling: autoScalingRates,
  balancing: elasticLoadBalancingRates,
  ec2: ec2Rates,
  iam: iamRates,
  route53: route53Rates,
  s3: s3Rates,
  secretsManager: secretsManagerRates,
  ssm: ssmRates,
  sts: stsRates,
  tagging: taggingRates,
};
