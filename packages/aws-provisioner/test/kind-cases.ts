import type { ObservedResource } from "../src/engine/observed.ts";
import type { KindName } from "../src/kinds/registry.ts";
import { sha256 } from "./sha256.ts";
import type { KindTrial } from "./kind-account.ts";

type Props = Record<string, unknown>;

/** One life of one resource: what it is made with, and every change that it must take in place. */
export interface KindCase {
  readonly kind: KindName;
  /** Makes what it refers to, and gives its first fields. */
  readonly begin: (ground: Ground) => Promise<Props>;
  /** Changes to its fields, one after the other. Together they touch every mutable field but those named in `fixed`. */
  readonly changes?: (ground: Ground) => Promise<readonly Props[]>;
  /** Mutable fields that have only one allowed value, and so cannot be changed by a blueprint. */
  readonly fixed?: readonly string[];
}

/** What a case may stand on; each thing is made when it is first asked for. */
export class Ground {
  readonly #made = new Map<string, Promise<ObservedResource>>();

  constructor(readonly trial: KindTrial) {}

  get zone(): string {
    return `${this.trial.account.region}a`;
  }

  async id(kind: KindName, name: string, props: () => Promise<Props> | Props): Promise<string> {
    return (await this.found(kind, name, props)).id;
  }

  found(kind: KindName, name: string, props: () => Promise<Props> | Props): Promise<ObservedResource> {
    const key = `${kind}/${name}`;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = (async () => this.trial.stand(kind, name, await props()))();
    this.#made.set(key, made);
    return made;
  }

  /** A name of the account's own namespace: balancers are found by their beginning. */
  named(name: string): string {
    return `${this.trial.cluster}-${name}`;
  }

  vpc(name = "ground"): Promise<string> {
    return this.id("vpc", name, () => ({ cidr: "10.20.0.0/16", dnsSupport: true, dnsHostnames: true }));
  }

  subnet(index: number): Promise<string> {
    const zone = `${this.trial.account.region}${"abc"[index - 1]}`;
    return this.id("subnet", `ground-${index}`, async () => ({
      vpcId: await this.vpc(),
      cidr: `10.20.${index}.0/24`,
      zone,
    }));
  }

  async openSubnet(): Promise<string> {
    const vpcId = await this.vpc();
    await this.id("internet-gateway", "ground", () => ({ vpcId }));
    return this.subnet(1);
  }

  group(name: string): Promise<string> {
    return this.id("security-group", name, async () => ({
      vpcId: await this.vpc(),
      groupName: this.named(name),
      description: name,
    }));
  }

  path(): string {
    return `/drydock/${this.trial.account.region}/${this.trial.cluster}/`;
  }

  role(name: string): Promise<string> {
    return this.id("role", name, () => ({ roleName: this.named(name), path: this.path(), policies: {}, managed: [] }));
  }

  profile(name: string): Promise<string> {
    const props = async () => ({ profileName: this.named(name), path: this.path(), roleName: await this.role(name) });
    return this.id("instance-profile", name, props);
  }

  async template(name: string): Promise<ObservedResource> {
    return this.found("launch-template", name, async () => this.templateProps(name, await this.group("ground")));
  }

  async templateProps(name: string, group: string): Promise<Props> {
    return {
      templateName: `drydock/${this.trial.cluster}/${name}`,
      imageId: this.trial.account.image.id,
      instanceType: "t3.small",
      userData: base64("{}"),
      profileName: await this.profile("ground"),
      securityGroupIds: [group],
      publicAddress: false,
      rootDevice: this.trial.account.image.rootDevice,
      rootVolume: 20,
      metadataHops: 1,
      instanceTags: {},
    };
  }

  targetGroup(name: string): Promise<string> {
    return this.id("target-group", name, async () => ({ ...(await this.targetProps(name)) }));
  }

  async targetProps(name: string): Promise<Props> {
    return { groupName: this.named(name), vpcId: await this.vpc(), protocol: "TCP", port: 80, health: tcpHealth };
  }

  balancer(name: string): Promise<string> {
    return this.id("load-balancer", name, async () => ({
      balancerName: this.named(name),
      type: "network",
      scheme: "internal",
      subnetIds: [await this.subnet(1)],
      securityGroupIds: [await this.group("ground")],
    }));
  }

  zoneOf(name: string): Promise<string> {
    return this.id("hosted-zone", name, async () => ({ zoneName: `${name}.internal`, vpcIds: [await this.vpc()] }));
  }

  bucket(name: string): Promise<string> {
    return this.id("bucket", name, () => this.bucketProps(name));
  }

  bucketProps(name: string): Props {
    const { account } = this.trial.account;
    return {
      bucketName: `drydock-${account}-${this.trial.cluster}-${name}`,
      versioning: false,
      encryption: true,
      publicAccessBlocked: true,
    };
  }
}

const tcpHealth = { protocol: "TCP", port: 80, healthyThreshold: 3, unhealthyThreshold: 3, timeout: 10, interval: 30 };
const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINwDIUGg6dPiaQIfW3QJmvmIxY5NqPaCKIVUPL2Io0zC someone@example";

function base64(text: string) {
  return Buffer.from(text).toString("base64");
}
function rule(port: number, from: Props) {
  return { protocol: "tcp", fromPort: port, toPort: port, description: `port ${port}`, ...from };
}
function policy(action: string) {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: [action], Resource: "*" }] };
}
function secretProps(secretName: string) {
  return { secretName, version: 1, source: { kind: "generated", length: 20 } };
}

export const kindCases: readonly KindCase[] = [
  {
    kind: "vpc",
    begin: async () => ({ cidr: "10.30.0.0/16", dnsSupport: true, dnsHostnames: true }),
    changes: async () => [{ dnsHostnames: false }, { dnsSupport: false }, { dnsSupport: true, dnsHostnames: true }],
  },
  {
    kind: "internet-gateway",
    begin: async (ground) => ({ vpcId: await ground.vpc() }),
    changes: async (ground) => [{ vpcId: await ground.vpc("other") }, { vpcId: "" }, { vpcId: await ground.vpc() }],
  },
  { kind: "elastic-ip", begin: async () => ({}) },
  { kind: "subnet", begin: async (ground) => ({ vpcId: await ground.vpc(), cidr: "10.20.9.0/24", zone: ground.zone }) },
  {
    kind: "nat-gateway",
    begin: async (ground) => ({
      subnetId: await ground.openSubnet(),
      allocationId: await ground.id("elastic-ip", "ground", () => ({})),
    }),
  },
  {
    kind: "route-table",
    begin: async (ground) => {
      const vpcId = await ground.vpc();
      const gatewayId = await ground.id("internet-gateway", "ground", () => ({ vpcId }));
      return {
        vpcId,
        routes: [{ destination: "0.0.0.0/0", gatewayId }],
        subnetIds: [await ground.subnet(1), await ground.subnet(2)],
      };
    },
    changes: async (ground) => {
      const gatewayId = await ground.id("internet-gateway", "ground", () => ({}));
      const allocationId = await ground.id("elastic-ip", "ground", () => ({}));
      const subnetId = await ground.subnet(1);
      const natGatewayId = await ground.id("nat-gateway", "ground", () => ({ subnetId, allocationId }));
      return [
        { routes: [{ destination: "0.0.0.0/0", natGatewayId }] },
        {
          routes: [
            { destination: "0.0.0.0/0", gatewayId },
            { destination: "192.0.2.0/24", natGatewayId },
          ],
        },
        { routes: [], subnetIds: [await ground.subnet(2), await ground.subnet(3)] },
        { subnetIds: [] },
      ];
    },
  },
  {
    kind: "security-group",
    begin: async (ground) => ({ vpcId: await ground.vpc(), groupName: ground.named("alone"), description: "A group" }),
  },
  {
    kind: "security-group-rules",
    begin: async (ground) => {
      const groupId = await ground.group("trial");
      const other = await ground.group("other");
      return {
        groupId,
        ingress: [rule(22, { cidr: "10.20.0.0/16" }), rule(80, { groupId: other }), rule(80, { groupId })],
      };
    },
    changes: async (ground) => [
      {
        ingress: [
          rule(80, { groupId: await ground.group("other") }),
          rule(443, { cidr: "0.0.0.0/0" }),
          rule(443, { cidr: "192.0.2.0/24" }),
        ],
      },
      { ingress: [{ ...rule(443, { cidr: "0.0.0.0/0" }), description: "in other words" }] },
      {
        ingress: [
          { protocol: "-1", fromPort: -1, toPort: -1, groupId: await ground.group("other"), description: "all" },
        ],
      },
      {
        ingress: [
          { ...rule(-1, { cidr: "10.20.0.0/16" }), protocol: "icmp" },
          { ...rule(8472, { cidr: "10.20.0.0/16" }), protocol: "udp" },
        ],
      },
    ],
  },
  {
    kind: "vpc-endpoint",
    begin: async (ground) => {
      const vpcId = await ground.vpc();
      const tables = [await ground.id("route-table", "ground", () => ({ vpcId, routes: [], subnetIds: [] }))];
      const service = `com.amazonaws.${ground.trial.account.region}.s3`;
      return {
        vpcId,
        service,
        type: "Gateway",
        routeTableIds: tables,
        subnetIds: [],
        securityGroupIds: [],
        privateDns: false,
      };
    },
    changes: async (ground) => {
      const vpcId = await ground.vpc();
      return [
        { routeTableIds: [await ground.id("route-table", "ground-2", () => ({ vpcId, routes: [], subnetIds: [] }))] },
      ];
    },
    fixed: ["subnetIds", "securityGroupIds", "privateDns"],
  },
  {
    kind: "vpc-endpoint",
    begin: async (ground) => ({
      vpcId: await ground.vpc(),
      service: `com.amazonaws.${ground.trial.account.region}.secretsmanager`,
      type: "Interface",
      routeTableIds: [],
      subnetIds: [await ground.subnet(1), await ground.subnet(2)],
      securityGroupIds: [await ground.group("ground")],
      privateDns: true,
    }),
    changes: async (ground) => [
      { subnetIds: [await ground.subnet(2), await ground.subnet(3)] },
      { securityGroupIds: [await ground.group("other")] },
      { privateDns: false },
    ],
    fixed: ["routeTableIds"],
  },
  { kind: "hosted-zone", begin: async (ground) => ({ zoneName: "trial.internal", vpcIds: [await ground.vpc()] }) },
  {
    kind: "role",
    begin: async (ground) => ({
      roleName: ground.named("role"),
      path: ground.path(),
      policies: { node: policy("ec2:DescribeVolumes") },
      managed: ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"],
    }),
    changes: async () => [
      { policies: { node: policy("ec2:AttachVolume"), more: policy("ssm:GetParameter") } },
      { policies: { more: policy("ssm:GetParameter") }, managed: [] },
      { managed: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] },
    ],
  },
  {
    kind: "instance-profile",
    begin: async (ground) => ({
      profileName: ground.named("profile"),
      path: ground.path(),
      roleName: await ground.role("first"),
    }),
    changes: async (ground) => [
      { roleName: await ground.role("second") },
      { roleName: "" },
      { roleName: await ground.role("first") },
    ],
  },
  {
    kind: "authority",
    begin: async (ground) => secretProps(ground.named("authority")),
    changes: async () => [{ version: 2 }],
  },
  {
    kind: "precious-secret",
    begin: async (ground) => secretProps(ground.named("precious-secret")),
    changes: async () => [{ version: 2 }],
  },
  {
    kind: "secret",
    begin: async (ground) => secretProps(ground.named("secret")),
    changes: async () => [{ version: 2 }, { version: 3 }],
  },
  {
    kind: "parameter",
    begin: async ({ trial }) => ({ parameterName: `/drydock/${trial.cluster}/trial`, text: "one" }),
    changes: async () => [{ text: "two" }],
  },
  {
    kind: "bucket",
    begin: async (ground) => ground.bucketProps("trial"),
    changes: async () => [{ versioning: true }, { versioning: false }],
    fixed: ["encryption", "publicAccessBlocked"],
  },
  {
    kind: "object",
    begin: async (ground) => ({
      bucketName: await ground.bucket("ground"),
      key: "drydock/trial",
      body: "one",
      sha256: sha256("one"),
    }),
    changes: async () => [{ body: "two", sha256: sha256("two") }],
  },
  { kind: "key-pair", begin: async (ground) => ({ keyName: ground.named("key"), publicKey }) },
  {
    kind: "volume",
    begin: async (ground) => ({ zone: ground.zone, size: 10, type: "gp2", encrypted: true }),
    changes: async () => [{ size: 20, type: "gp3" }],
  },
  {
    kind: "network-interface",
    begin: async (ground) => {
      const securityGroupIds = [await ground.group("ground")];
      return { subnetId: await ground.subnet(1), address: "10.20.1.100", securityGroupIds, description: "a member" };
    },
    changes: async (ground) => [{ securityGroupIds: [await ground.group("other")], description: "the same member" }],
  },
  {
    kind: "launch-template",
    begin: async (ground) => ground.templateProps("trial", await ground.group("ground")),
    changes: async (ground) => [
      { userData: base64('{"a":1}'), rootVolume: 30, metadataHops: 2, instanceType: "t3.medium", publicAddress: true },
      {
        securityGroupIds: [await ground.group("other")],
        profileName: await ground.profile("second"),
        keyName: ground.named("key"),
      },
      { instanceTags: { role: "worker" }, rootDevice: "/dev/sdz", imageId: "ami-0123456789abcdef0" },
      {
        securityGroupIds: [],
        publicAddress: undefined,
        networkInterfaceId: await ground.id("network-interface", "ground", async () => ({
          subnetId: await ground.subnet(1),
          address: "10.20.1.101",
          securityGroupIds: [await ground.group("ground")],
          description: "for a template",
        })),
      },
    ],
  },
  {
    kind: "instance",
    begin: async (ground) => ({
      imageId: ground.trial.account.image.id,
      instanceType: "t3.small",
      subnetId: await ground.subnet(1),
      securityGroupIds: [await ground.group("ground")],
      address: "10.20.1.50",
      profileName: await ground.profile("ground"),
      userData: base64("{}"),
      userDataHash: sha256(base64("{}")),
      rootDevice: ground.trial.account.image.rootDevice,
      rootVolume: 20,
      metadataHops: 1,
      publicAddress: false,
      instanceTags: { "drydock:node": "trial/worker", team: "platform" },
    }),
    changes: async (ground) => [
      { securityGroupIds: [await ground.group("other")] },
      { profileName: await ground.profile("second") },
      { instanceTags: { "drydock:node": "trial/other", more: "tags" } },
    ],
  },
  {
    kind: "load-balancer",
    begin: async (ground) => ({
      balancerName: ground.named("balancer"),
      type: "network",
      scheme: "internal",
      subnetIds: [await ground.subnet(1), await ground.subnet(2)],
      securityGroupIds: [await ground.group("ground")],
    }),
    changes: async (ground) => [
      { subnetIds: [await ground.subnet(1), await ground.subnet(2), await ground.subnet(3)] },
      { securityGroupIds: [await ground.group("other")] },
    ],
  },
  {
    kind: "target-group",
    begin: async (ground) => ground.targetProps("targets"),
    changes: async () => [
      { health: { ...tcpHealth, healthyThreshold: 2, unhealthyThreshold: 4, interval: 10, timeout: 5 } },
      { health: { ...tcpHealth, protocol: "HTTP", path: "/health", port: 8080, timeout: 6 } },
    ],
    fixed: ["targets"],
  },
  {
    kind: "target-group",
    begin: async (ground) => ({ ...(await ground.targetProps("listed")), targets: ["10.20.1.7", "10.20.1.8"] }),
    changes: async () => [{ targets: ["10.20.1.8", "10.20.1.9"] }, { targets: [] }],
    fixed: ["health"],
  },
  {
    kind: "listener",
    begin: async (ground) => ({
      balancerArn: await ground.balancer("ground"),
      port: 80,
      protocol: "TCP",
      targetGroupArn: await ground.targetGroup("ground"),
    }),
    changes: async (ground) => [
      { targetGroupArn: await ground.targetGroup("second") },
      {
        protocol: "TLS",
        certificateArn: `arn:aws:acm:${ground.trial.account.region}:${ground.trial.account.account}:certificate/0a1b2c3d-0000-4000-8000-000000000000`,
      },
    ],
  },
  {
    kind: "auto-scaling-group",
    begin: async (ground) => {
      const { id, outputs } = await ground.template("ground");
      return {
        groupName: ground.named("group"),
        templateId: id,
        templateVersion: outputs.version,
        min: 0,
        max: 4,
        desired: 2,
        subnetIds: [await ground.subnet(1), await ground.subnet(2)],
        targetGroupArns: [await ground.targetGroup("ground")],
        healthCheck: "EC2",
        grace: 60,
        instanceTags: { team: "platform", "drydock:node": "trial/worker" },
      };
    },
    changes: async (ground) => {
      const other = await ground.template("other");
      return [
        { min: 1, max: 5, healthCheck: "ELB", grace: 120, maintenance: { min: 90, max: 120 } },
        { subnetIds: [await ground.subnet(2), await ground.subnet(3)] },
        { targetGroupArns: [await ground.targetGroup("second")] },
        { templateId: other.id, templateVersion: other.outputs.version },
        { instanceTags: { team: "other", more: "tags" } },
      ];
    },
    fixed: ["zones"],
  },
  {
    kind: "dns-records",
    begin: async (ground) => ({
      zoneId: await ground.zoneOf("ground"),
      records: [
        { name: "member-1.ground.internal", type: "A", ttl: 60, values: ["10.20.1.100"] },
        {
          name: "_etcd-server-ssl._tcp.ground.internal",
          type: "SRV",
          ttl: 60,
          values: ["0 0 2380 member-1.ground.internal"],
        },
      ],
    }),
    changes: async () => [
      {
        records: [
          { name: "member-1.ground.internal", type: "A", ttl: 30, values: ["10.20.1.100", "10.20.1.101"] },
          { name: "*.ground.internal", type: "CNAME", ttl: 60, values: ["member-1.ground.internal"] },
          { name: "text.ground.internal", type: "TXT", ttl: 60, values: ['"one two"'] },
        ],
      },
      {
        records: [{ name: "member-1.ground.internal", type: "CNAME", ttl: 30, values: ["elsewhere.ground.internal"] }],
      },
    ],
  },
];
