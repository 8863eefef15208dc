/**
 * A design is a blueprint with everything computed: every address, name, rule and user-data document stands in it as plain
 * data. It is what a provisioner turns into resources, and holds nothing of any provider's resource model.
 */
export interface ClusterDesign {
  readonly name: string;
  /** Tags that every resource carries, beside the provisioner's own. */
  readonly tags: Readonly<Record<string, string>>;
  readonly network: NetworkDesign | ExistingNetworkDesign;
  readonly secrets: readonly SecretDesign[];
  /** Values made once, when the cluster is created, and kept for its life. */
  readonly parameters: readonly ParameterDesign[];
  readonly roles: readonly RoleDesign[];
  readonly balancers: readonly BalancerDesign[];
  readonly dns: DnsDesign | undefined;
  /** Buckets that the blueprint asks for, by name. */
  readonly buckets: readonly BucketDesign[];
  readonly outputs: OutputsDesign;
}

export interface NetworkDesign {
  readonly kind: "new";
  readonly cidr: string;
  /** Zones by name, or how many to take from those that the region offers; more than there are wrap around. */
  readonly zones: number | readonly string[];
  readonly subnets: readonly SubnetDesign[];
  readonly nat: "per-zone" | "single" | "none";
  /** Services reached without leaving the network; `s3` is a gateway endpoint and costs nothing. */
  readonly endpoints: readonly string[];
}

export interface SubnetDesign {
  /** `public-1`, `private-3`: the tier and the 1-based index. */
  readonly name: string;
  readonly tier: string;
  /** Index into the network's zones. */
  readonly zone: number;
  readonly cidr: string;
  /** Whether its default route leads to the internet gateway. */
  readonly public: boolean;
}

export interface ExistingNetworkDesign {
  readonly kind: "existing";
  readonly vpcId: string;
  readonly cidr: string;
  readonly subnets: readonly (SubnetDesign & { readonly id: string; readonly zoneName: string })[];
}

export interface BucketDesign {
  /** Name within the cluster. */
  readonly name: string;
}

/** Where a secret's value comes from. The value itself is never part of a design. */
export type SecretSource =
  | { readonly kind: "environment"; readonly variable: string; readonly format: "text" | "docker-config" }
  | { readonly kind: "file"; readonly path: string; readonly format: "text" | "docker-config" }
  | { readonly kind: "generated"; readonly length: number }
  | { readonly kind: "existing"; readonly arn: string }
  | { readonly kind: "authority"; readonly commonName: string; readonly days: number }
  | {
      readonly kind: "certificate";
      /** Name of the secret that holds the signing authority. */
      readonly authority: string;
      readonly commonName: string;
      readonly addresses: readonly string[];
      readonly names: readonly string[];
      readonly usages: readonly ("server" | "client")[];
      readonly days: number;
    };

export interface SecretDesign {
  /** Name within the cluster: `dockerConfig`, `tls/etcd-1`. */
  readonly name: string;
  readonly source: SecretSource;
  /** Raised by hand to have the value written again. */
  readonly version: number;
  readonly precious: boolean;
}

export interface ParameterDesign {
  /** Name within the cluster: `etcd/token`. */
  readonly name: string;
  readonly value: { readonly generated: "token" } | { readonly text: string };
}

/** An instance tag whose value exists only once something else does. */
export type TagValue = string | { readonly parameter: string } | { readonly volume: string };

/** What a node of a role may do. Named by need; the provisioner knows the actions. */
export type NodePermission =
  | { readonly kind: "read-secret"; readonly secret: string }
  | { readonly kind: "read-parameter"; readonly parameter: string }
  /** The node may create this parameter once, and no other. */
  | { readonly kind: "write-parameter"; readonly parameter: string }
  | { readonly kind: "attach-own-volume" }
  | { readonly kind: "session-manager" };

export interface RoleDesign {
  /** `etcd`, or the pool's name. */
  readonly name: string;
  /** Name of the role whose permissions and rules it shares: its own, where it shares none. */
  readonly identity: string;
  readonly image: ImageDesign;
  readonly instanceType: string;
  /** GiB of the encrypted gp3 root volume. */
  readonly rootVolume: number;
  readonly publicAddress: boolean;
  /** How far metadata answers travel: 1, or 2 where containers on a bridge need the role. */
  readonly metadataHops: 1 | 2;
  /** Typed metadata of the pool; becomes instance tags, readable by the node. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly permissions: readonly NodePermission[];
  readonly rules: readonly RuleDesign[];
  /** Name of the SSH key pair and its public key, if the role has one. */
  readonly key: { readonly name: string; readonly publicKey: string } | undefined;
  readonly nodes: MembersDesign | GroupDesign | MachinesDesign;
}

/** Nodes with an identity each: a fixed address, a volume of its own, replaced one by one in place. */
export interface MembersDesign {
  readonly kind: "members";
  readonly members: readonly MemberDesign[];
}

export interface MemberDesign {
  readonly name: string;
  readonly address: string;
  readonly subnet: string;
  readonly userData: UserDataDesign;
  readonly volume: VolumeDesign | undefined;
  readonly tags: Readonly<Record<string, TagValue>>;
}

export interface VolumeDesign {
  readonly name: string;
  /** GiB. */
  readonly size: number;
  readonly label: string;
}

/** Interchangeable nodes behind an auto-scaling group. */
export interface GroupDesign {
  readonly kind: "group";
  readonly subnets: readonly string[];
  readonly size: { readonly min: number; readonly desired: number; readonly max: number };
  readonly userData: UserDataDesign;
  readonly tags: Readonly<Record<string, TagValue>>;
}

/** A fixed number of machines, each made by name and never scaled. */
export interface MachinesDesign {
  readonly kind: "machines";
  readonly machines: readonly (Omit<MemberDesign, "address"> & { readonly address: string | undefined })[];
}

export interface UserDataDesign {
  readonly format: "ignition" | "cloud-config";
  /** What the instance receives, before base64. */
  readonly text: string;
  /** Bytes of the text in UTF-8: 16,384 at most. */
  readonly bytes: number;
  /** How it was made to fit: `plain`, `envelope`, `gzip`. */
  readonly tactic: string;
}

export interface ImageDesign {
  readonly os: "flatcar" | "fedora-coreos" | "ubuntu" | "amazon-linux";
  /** `stable`, `lts`, `24.04`, `al2023`. */
  readonly channel: string;
  readonly architecture: "x86_64" | "arm64";
  /** A pinned image: by release, or by its provider's id. */
  readonly pin: { readonly release: string } | { readonly id: string } | undefined;
}

export interface RuleDesign {
  readonly protocol: "tcp" | "udp" | "icmp" | "all";
  readonly ports: readonly [from: number, to: number] | undefined;
  readonly from:
    | { readonly role: string }
    | { readonly balancer: string }
    | { readonly cidr: string }
    | { readonly world: true };
  readonly description: string;
}

export interface BalancerDesign {
  /** Name within the cluster: the role's, or the one that the blueprint gives. */
  readonly name: string;
  readonly type: "network" | "application";
  readonly scheme: "internal" | "internet-facing";
  readonly subnets: readonly string[];
  readonly listeners: readonly ListenerDesign[];
  /** Who may reach its ports. */
  readonly rules: readonly RuleDesign[];
}

export interface ListenerDesign {
  readonly port: number;
  readonly protocol: "tcp" | "tls" | "http" | "https";
  readonly certificateArn: string | undefined;
  readonly target: TargetDesign;
}

export interface TargetDesign {
  /** Name of the service within the cluster. */
  readonly name: string;
  readonly role: string;
  readonly port: number;
  readonly protocol: "tcp" | "tls" | "http" | "https";
  readonly health: {
    readonly protocol: "tcp" | "http" | "https";
    readonly port: number;
    readonly path: string | undefined;
    readonly healthyThreshold: number;
    readonly unhealthyThreshold: number;
    /** Seconds. */
    readonly timeout: number;
    /** Seconds. */
    readonly interval: number;
  };
}

export interface DnsDesign {
  /** Private zone, without a trailing dot. */
  readonly zone: string;
  readonly records: readonly RecordDesign[];
}

/** A record by its full name, without a trailing dot. */
export type RecordDesign =
  | {
      readonly name: string;
      readonly type: "A" | "SRV" | "CNAME" | "TXT";
      readonly ttl: number;
      readonly values: readonly string[];
    }
  | { readonly name: string; readonly type: "alias"; readonly balancer: string };

/** What a person asks a finished cluster for. */
export interface OutputsDesign {
  readonly etcd:
    | {
        readonly endpoints: readonly string[];
        readonly members: readonly { readonly name: string; readonly address: string }[];
      }
    | undefined;
  /** Exposed services by name, with the balancer that answers for each. */
  readonly services: Readonly<
    Record<
      string,
      { readonly balancer: string; readonly port: number; readonly protocol: string; readonly dns: string | undefined }
    >
  >;
}
