import { createRequire } from "node:module";

const load = createRequire(import.meta.url);

/**
 * The services of AWS that Drydock calls, each with its client. A service's part of the SDK is loaded when its client is first
 * used, and not at all where nothing is: EC2's alone is 2 MB. It is loaded by `require`, since the SDK is CommonJS, and Node
 * reads such a module twice when it is imported: once only to find the names of its exports.
 */
export const services = {
  autoScaling: () =>
    (load("@aws-sdk/client-auto-scaling") as typeof import("@aws-sdk/client-auto-scaling")).AutoScaling,
  balancing: () =>
    (load("@aws-sdk/client-elastic-load-balancing-v2") as typeof import("@aws-sdk/client-elastic-load-balancing-v2"))
      .ElasticLoadBalancingV2,
  ec2: () => (load("@aws-sdk/client-ec2") as typeof import("@aws-sdk/client-ec2")).EC2,
  iam: () => (load("@aws-sdk/client-iam") as typeof import("@aws-sdk/client-iam")).IAM,
  route53: () => (load("@aws-sdk/client-route-53") as typeof import("@aws-sdk/client-route-53")).Route53,
  s3: () => (load("@aws-sdk/client-s3") as typeof import("@aws-sdk/client-s3")).S3,
  secretsManager: () =>
    (load("@aws-sdk/client-secrets-manager") as typeof import("@aws-sdk/client-secrets-manager")).SecretsManager,
  ssm: () => (load("@aws-sdk/client-ssm") as typeof import("@aws-sdk/client-ssm")).SSM,
  sts: () => (load("@aws-sdk/client-sts") as typeof import("@aws-sdk/client-sts")).STS,
  tagging: () =>
    (
      load(
        "@aws-sdk/client-resource-groups-tagging-api",
      ) as typeof import("@aws-sdk/client-resource-groups-tagging-api")
    ).ResourceGroupsTaggingAPI,
} as const;

export type ServiceName = keyof typeof services;

/** The service clients, each made on first use. */
export type Clients = { readonly [Name in ServiceName]: InstanceType<ReturnType<(typeof services)[Name]>> };
