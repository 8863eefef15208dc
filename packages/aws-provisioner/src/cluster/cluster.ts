import type { BlueprintParts } from "@drydock/core";

/** A finished cluster, as the account shows it. */
export interface Cluster<Parts extends BlueprintParts = BlueprintParts> {
  readonly name: string;
  readonly region: string;
  readonly account: string;
  readonly network: {
    readonly vpcId: string;
    /** Subnet ids by name: `public-1`, `private-3`. */
    readonly subnets: Readonly<Record<string, string>>;
  };
  readonly etcd: Parts extends { readonly etcd: object } ? EtcdOutputs : EtcdOutputs | undefined;
  readonly pools: Readonly<
    Record<Parts extends { readonly pools: infer Pools } ? keyof Pools & string : string, PoolOutputs>
  >;
  /** Exposed services by name. */
  readonly services: Readonly<Record<string, ServiceOutputs>>;
  /** ARNs of the cluster's secrets by name; values are fetched by whoever may. */
  readonly secrets: Readonly<Record<string, string>>;
}

export interface EtcdOutputs {
  /** Client URLs of the members. */
  readonly endpoints: readonly string[];
  readonly members: readonly { readonly name: string; readonly address: string }[];
}

export interface PoolOutputs {
  /** Auto Scaling group, where the pool is one. */
  readonly group: string | undefined;
  /** Ids of its machines, without those that are on their way out, as after a replacement. */
  readonly instances: readonly string[];
}

export interface ServiceOutputs {
  /**
   * `http://...`, `https://...` or `host:port`, by the name in the private zone where the service has one.
   */
  readonly url: string;
  /** The balancer's own name, by AWS: what resolves from outside where the balancer is internet-facing. */
  readonly dnsName: string;
  readonly balancer: string;
  readonly port: number;
}
