import { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { EC2 } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import { IAM } from "@aws-sdk/client-iam";
import { Route53 } from "@aws-sdk/client-route-53";
import { S3 } from "@aws-sdk/client-s3";
import { SecretsManager } from "@aws-sdk/client-secrets-manager";
import { SSM } from "@aws-sdk/client-ssm";
import { STS } from "@aws-sdk/client-sts";
import type { Clients } from "./cloud.ts";
import type { Connection } from "./connection.ts";

export interface AllClients extends Clients {
  readonly sts: STS;
  /** Region that the clients came to. */
  region(): Promise<string>;
  /** Closes the sockets. */
  close(): void;
}

interface SdkClient {
  readonly middlewareStack: { use(plugin: never): void };
  destroy(): void;
}

/** The SDK's clients, each made when it is first used, all with the same configuration and middleware. */
export function connect({ region, client = {}, plugins = [] }: Connection): AllClients {
  const made = new Map<string, SdkClient>();
  const configuration = { maxAttempts: 6, ...client, ...(region === undefined ? {} : { region }) };
  const lazy = <Client extends SdkClient>(name: string, construct: (config: never) => Client): Client => {
    const known = made.get(name);
    if (known !== undefined) return known as Client;
    const fresh = construct(configuration as never);
    for (const plugin of plugins) fresh.middlewareStack.use(plugin as never);
    made.set(name, fresh);
    return fresh;
  };
  return {
    get ec2() {
      return lazy("ec2", (config) => new EC2(config));
    },
    get autoScaling() {
      return lazy("autoScaling", (config) => new AutoScaling(config));
    },
    get balancing() {
      return lazy("balancing", (config) => new ElasticLoadBalancingV2(config));
    },
    get iam() {
      return lazy("iam", (config) => new IAM(config));
    },
    get route53() {
      return lazy("route53", (config) => new Route53(config));
    },
    get s3() {
      return lazy("s3", (config) => new S3(config));
    },
    get secretsManager() {
      return lazy("secretsManager", (config) => new SecretsManager(config));
    },
    get ssm() {
      return lazy("ssm", (config) => new SSM(config));
    },
    get sts() {
      return lazy("sts", (config) => new STS(config));
    },
    region() {
      return this.ec2.config.region();
    },
    close() {
      for (const client of made.values()) client.destroy();
    },
  };
}
