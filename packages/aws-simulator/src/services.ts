import { autoScaling } from "./autoscaling/service.ts";
import { ec2 } from "./ec2/service.ts";
import { elasticLoadBalancing } from "./elastic-load-balancing/service.ts";
import type { Service } from "./handler.ts";
import { iam } from "./iam/service.ts";
import { resourceGroupsTagging } from "./resource-groups-tagging-api/service.ts";
import { route53 } from "./route53/service.ts";
import { s3 } from "./s3/service.ts";
import { secretsManager } from "./secrets-manager/service.ts";
import { ssm } from "./ssm/service.ts";
import { sts } from "./sts/service.ts";

/** Every service of the simulated account, one a line. */
export const services: readonly Service[] = [
  autoScaling,
  ec2,
  elasticLoadBalancing,
  iam,
  resourceGroupsTagging,
  route53,
  s3,
  secretsManager,
  ssm,
  sts,
];
