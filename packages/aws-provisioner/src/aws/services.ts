import { createRequire } from "node:module";
import type { AutoScaling } from "@aws-sdk/client-auto-scaling";
import type { EC2 } from "@aws-sdk/client-ec2";
import type { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { IAM } from "@aws-sdk/client-iam";
import type { ResourceGroupsTaggingAPI } from "@aws-sdk/client-resource-groups-tagging-api";
import type { Route53 } from "@aws-sdk/client-route-53";
import type { S3 } from "@aws-sdk/client-s3";
import type { SecretsManager } from "@aws-sdk/client-secrets-manager";
import type { SSM } from "@aws-sdk/client-ssm";
import type { STS } from "@aws-sdk/client-sts";

type ClientClass<Client> = new (configuration: object) => Client;

/** The services of AWS that Drydock calls, each with its client. A new service is a line. */
export const services = {
  autoScaling: client<AutoScaling>("auto-scaling", "AutoScaling"),
  balancing: client<ElasticLoadBalancingV2>("elastic-load-balancing-v2", "ElasticLoadBalancingV2"),
  ec2: client<EC2>("ec2", "EC2"),
  iam: client<IAM>("iam", "IAM"),
  route53: client<Route53>("route-53", "Route53"),
  s3: client<S3>("s3", "S3"),
  secretsManager: client<SecretsManager>("secrets-manager", "SecretsManager"),
  ssm: client<SSM>("ssm", "SSM"),
  sts: client<STS>("sts", "STS"),
  tagging: client<ResourceGroupsTaggingAPI>("resource-groups-tagging-api", "ResourceGroupsTaggingAPI"),
} as const;

export type ServiceName = keyof typeof services;

/** The service clients, each made on first use. */
export type Clients = { readonly [Name in ServiceName]: InstanceType<ReturnType<(typeof services)[Name]>> };

const load = createRequire(import.meta.url);

/**
 * Loads a service's part of the SDK when it is called: nothing is loaded for a service that nothing uses, and
 * EC2's part alone is 2 MB. It is loaded by `require`, since the SDK is CommonJS, and Node reads such a
 * module twice when it is imported: once only to find the names of its exports.
 */
function client<Client>(service: string, name: string): () => ClientClass<Client> {
  return () =>
    (load(`@aws-sdk/client-${service}`) as Readonly<Record<string, ClientClass<Client>>>)[name] ?? missing(name);
}

function missing(name: string): never {
  throw new TypeError(`the AWS SDK that is installed has no client ${name}`);
}
