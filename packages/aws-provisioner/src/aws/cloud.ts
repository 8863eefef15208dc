import type { AutoScaling } from "@aws-sdk/client-auto-scaling";
import type { EC2, Filter, ResourceType, TagSpecification } from "@aws-sdk/client-ec2";
import type { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { IAM } from "@aws-sdk/client-iam";
import type { Route53 } from "@aws-sdk/client-route-53";
import type { S3 } from "@aws-sdk/client-s3";
import type { SecretsManager } from "@aws-sdk/client-secrets-manager";
import type { SSM } from "@aws-sdk/client-ssm";
import type { SecretSource } from "@drydock/core";
import { kindFor } from "../engine/kind.ts";
import type { SecretValue } from "./secret-value.ts";
import type { TagPair } from "./tags.ts";

/** The service clients, made on first use. */
export interface Clients {
  readonly ec2: EC2;
  readonly autoScaling: AutoScaling;
  readonly balancing: ElasticLoadBalancingV2;
  readonly iam: IAM;
  readonly route53: Route53;
  readonly s3: S3;
  readonly secretsManager: SecretsManager;
  readonly ssm: SSM;
}

/** One look at the account: what kinds list through. Answers are shared within it and forgotten after it. */
export interface Look extends Clients {
  readonly cluster: string;
  readonly region: string;
  /** Account id, and the partition of its ARNs (`aws`, `aws-cn`, `aws-us-gov`). */
  readonly account: string;
  readonly partition: string;
  /** The filter that EC2's listings take for the cluster's resources. */
  readonly owned: readonly Filter[];
  /** Runs `list` the first time that `key` is asked for in this look, and gives the same promise afterwards. */
  readonly once: <T>(key: string, list: () => Promise<T>) => Promise<T>;
  /** Options for each SDK call: the signal of the caller. */
  readonly http: { readonly abortSignal: AbortSignal };
}

/** One mutation: what kinds change through. */
export interface Step extends Look {
  /** Full address, `subnet/public-1`. */
  readonly address: string;
  /** Idempotency token for this step's create: at most 64 ASCII characters, the same in every process that resumes the operation. */
  readonly token: string;
  /** Tags for the resource, as key and value: the cluster, the address, the version, the name and the blueprint's own. */
  readonly tags: readonly TagPair[];
  /** The same for a create that takes no token: with the operation's id, by which a resumed run finds it. */
  readonly tagsWithOperation: readonly TagPair[];
  /** Value of a secret, from the place that its source names; made anew for generated ones, signed for certificates. */
  readonly secretValue: (source: SecretSource) => Promise<SecretValue>;
  /** A random value of that many bytes, in hexadecimal. */
  readonly randomHex: (bytes: number) => string;
  /** EC2's form of the tags. */
  readonly tagged: (
    resourceType: ResourceType,
    options?: { operation?: boolean; more?: readonly TagPair[] },
  ) => TagSpecification[];
}

/** AWS to the engine: what its kinds look through and what they change through. */
export interface Aws {
  readonly look: Look;
  readonly step: Step;
}

export const kind = kindFor<Aws>();
