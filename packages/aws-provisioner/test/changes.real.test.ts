// Long because it is one table of changes, each with what somebody does between two applies.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  blueprint,
  type BlueprintParts,
  etcd,
  existingNetwork,
  machines,
  network,
  secret,
  workers,
} from "@drydock/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { motoMissing, motoVersion } from "../../../tools/moto.ts";
import { motoAccount } from "../../../tools/moto-account.ts";
import { motoExceptions } from "../../../tools/moto-exceptions.ts";
import { skipReason } from "../../../tools/required.ts";
import { connect } from "../src/aws/clients.ts";
import { createCluster } from "../src/cluster/create-cluster.ts";
import { describeCluster } from "../src/cluster/describe-cluster.ts";
import { destroyCluster } from "../src/cluster/destroy-cluster.ts";
import { planCluster } from "../src/cluster/plan-cluster.ts";
import { ProvisionError } from "../src/engine/error.ts";
import { type Ledger, memoryLedger } from "../src/engine/ledger.ts";

const region = "us-west-2";
const missing = skipReason("changes on moto", motoMissing());
const folder = mkdtempSync(join(tmpdir(), "drydock-changes-"));
afterAll(() => rmSync(folder, { recursive: true }));

const net = (more: object = {}) =>
  network({ cidr: "10.9.0.0/16", zones: 2, nat: "none", endpoints: [], tiers: { public: {}, private: {} }, ...more });
const withEtcd = (more: object = {}) => network({ cidr: "10.9.0.0/16", zones: 2, nat: "single", ...more });
const size = { min: 0, desired: 1, max: 4 };

type World = Awaited<ReturnType<typeof worldOf>>;

interface Row {
  readonly before: Partial<BlueprintParts>;
  readonly after?: Partial<BlueprintParts>;
  /** What somebody does in between. */
  readonly meanwhile?: (world: World) => Promise<unknown>;
  /** Beside an empty plan at the end. */
  readonly proof?: (world: World) => Promise<unknown>;
  /** Where the change is refused before the first call: at which paths, and in which words. */
  readonly refused?: readonly (readonly [path: string, words: RegExp])[];
  /** Whether it is the destroy that is refused. */
  readonly destroys?: true;
  /** Why moto cannot represent it, which is looked at again: once it can, the row is to be written. */
  readonly beyondMoto?: Lack;
}

interface Lack {
  readonly why: string;
  readonly shown: (world: World) => Promise<unknown>;
}

const noRefresh: Lack = {
  why: `moto ${motoVersion} answers StartInstanceRefresh with a page of HTML, as it does not implement it, so that no group's machines are replaced`,
  shown: async ({ clients: { autoScaling }, idOf }) => {
    const AutoScalingGroupName = await idOf("auto-scaling-group/web");
    await expect(autoScaling.startInstanceRefresh({ AutoScalingGroupName })).rejects.toThrow(
      /html|not been implemented/,
    );
  },
};

const noGroups: Lack = {
  why: `moto ${motoVersion} launches a group's machines without the security groups that the interfaces of its template name, so that none holds one`,
  shown: async ({ clients: { ec2 }, idOf }) => {
    const group = { Name: "tag:aws:autoscaling:groupName", Values: [await idOf("auto-scaling-group/web")] };
    const { Reservations = [] } = await ec2.describeInstances({ Filters: [group] });
    const machines = Reservations.flatMap(({ Instances = [] }) => Instances);
    expect(machines).toHaveLength(1);
    const own = await idOf("security-group/web");
    expect(machines.flatMap(({ SecurityGroups = [] }) => SecurityGroups.map(({ GroupId }) => GroupId))).not.toContain(
      own,
    );
  },
};

const running = { network: net(), pools: { web: workers({ subnets: "public", size }) } };

const secrets = (name: string) => ({ token: secret.text({ fromEnv: name }) });
const reading = { web: machines({ subnets: "public", count: 1, secrets: { token: "/etc/token" } }) };

/** The rows of the table of edits that once went wrong, in its order. */
const rows: Readonly<Record<string, Row>> = {
  "targetPort of machines": {
    before: { network: net(), pools: { web: machines({ subnets: "public", count: 1, expose: [{ port: 80 }] }) } },
    after: {
      network: net(),
      pools: { web: machines({ subnets: "public", count: 1, expose: [{ port: 80, targetPort: 8080 }] }) },
    },
    proof: async ({ clients }) => {
      const { TargetGroups = [] } = await clients.balancing.describeTargetGroups({});
      expect(TargetGroups.map(({ Port }) => Port)).toEqual([8080]);
    },
  },
  "targetPort of a pool": {
    before: { network: net(), pools: { web: workers({ subnets: "public", size, expose: [{ port: 80 }] }) } },
    after: {
      network: net(),
      pools: { web: workers({ subnets: "public", size, expose: [{ port: 80, targetPort: 8080 }] }) },
    },
  },
  "targetProtocol of machines": {
    before: {
      network: net(),
      pools: { web: machines({ subnets: "public", count: 1, expose: [{ port: 80, protocol: "http" }] }) },
    },
    after: {
      network: net(),
      pools: {
        web: machines({
          subnets: "public",
          count: 1,
          expose: [{ port: 80, protocol: "http", targetProtocol: "https" }],
        }),
      },
    },
  },
  "zones 2 to 3": {
    before: { network: net(), pools: { db: machines({ subnets: "public", count: 1 }) } },
    after: { network: net({ zones: 3 }), pools: { db: machines({ subnets: "public", count: 1 }) } },
    proof: keptMachine,
  },
  "zones 3 to 2": {
    before: { network: net({ zones: 3 }), pools: { db: machines({ subnets: "public", count: 1 }) } },
    after: { network: net({ zones: 2 }), pools: { db: machines({ subnets: "public", count: 1 }) } },
    proof: keptMachine,
  },
  "a tier before another": {
    before: { network: net(), pools: { db: machines({ subnets: "public", count: 1 }) } },
    after: {
      network: net({ tiers: { front: {}, public: {}, private: {} } }),
      pools: { db: machines({ subnets: "public", count: 1 }) },
    },
    proof: keptMachine,
  },
  "a tier's subnets": {
    before: { network: net(), pools: { db: machines({ subnets: "public", count: 1 }) } },
    after: {
      network: net({ tiers: { public: {}, private: { subnets: 4 } } }),
      pools: { db: machines({ subnets: "public", count: 1 }) },
    },
    proof: keptMachine,
  },
  "an address of etcd": {
    before: { network: withEtcd(), etcd: etcd({ addresses: ["10.9.2.10"], tls: "off" }) },
    after: { network: withEtcd(), etcd: etcd({ addresses: ["10.9.2.11"], tls: "off" }) },
    refused: [["etcd.addresses.0", /runs at 10\.9\.2\.10/]],
  },
  "the network's range with a pool running": {
    before: { network: net(), pools: { web: workers({ subnets: "public", size }) } },
    after: { network: net({ cidr: "10.8.0.0/16" }), pools: { web: workers({ subnets: "public", size }) } },
    refused: [["network.cidr", /10\.9\.0\.0\/16/]],
  },
  "an identity for a running pool, whose machines stay": { before: running, beyondMoto: noGroups },
  "an identity for a running pool, whose machines are replaced": { before: running, beyondMoto: noRefresh },
  "etcd from 3 members to 1": {
    before: { network: withEtcd(), etcd: etcd({ addresses: ["10.9.2.10", "10.9.2.11", "10.9.2.12"], tls: "off" }) },
    after: { network: withEtcd(), etcd: etcd({ addresses: ["10.9.2.10"], tls: "off" }) },
    refused: [["etcd.addresses", /of 3 members that stand 1 would be left/]],
  },
  "a word in a file of machines": {
    before: {
      network: net(),
      pools: { db: machines({ subnets: "public", count: 2, files: [{ path: "/etc/word", text: "one" }] }) },
    },
    after: {
      network: net(),
      pools: { db: machines({ subnets: "public", count: 2, files: [{ path: "/etc/word", text: "two" }] }) },
    },
  },
  "a word in a file of a pool, whose machines are replaced": { before: running, beyondMoto: noRefresh },
  "a word in a file of a pool, whose machines stay": {
    before: {
      network: net(),
      pools: { web: workers({ subnets: "public", size, files: [{ path: "/etc/word", text: "one" }] }) },
    },
    after: {
      network: net(),
      pools: {
        web: workers({
          subnets: "public",
          size,
          rollout: { when: "next-launch" },
          files: [{ path: "/etc/word", text: "two" }],
        }),
      },
    },
  },
  "another member of etcd": {
    before: { network: withEtcd(), etcd: etcd({ addresses: ["10.9.2.10"], tls: "off" }) },
    after: { network: withEtcd(), etcd: etcd({ addresses: ["10.9.2.10", "10.9.2.11", "10.9.2.12"], tls: "off" }) },
  },
  "desired 2 to 4": {
    before: { network: net(), pools: { web: workers({ subnets: "public", size: { min: 0, desired: 2, max: 4 } }) } },
    after: { network: net(), pools: { web: workers({ subnets: "public", size: { min: 0, desired: 4, max: 4 } }) } },
    proof: async ({ clients, groupsOf }) => {
      const { AutoScalingGroups = [] } = await clients.autoScaling.describeAutoScalingGroups({});
      expect(groupsOf(AutoScalingGroups).map(({ Instances = [] }) => Instances.length)).toEqual([4]);
    },
  },
  "a secret whose variable has changed": {
    before: { network: net(), pools: reading, secrets: secrets("FIRST") },
    after: { network: net(), pools: reading, secrets: secrets("SECOND") },
    proof: async ({ clients, name }) =>
      expect((await clients.secretsManager.getSecretValue({ SecretId: `${name}/token` })).SecretString).toBe("after"),
  },
  "a secret whose file has changed": {
    before: { network: net(), pools: reading, secrets: { token: secret.text({ fromFile: join(folder, "token") }) } },
    meanwhile: async () => writeFileSync(join(folder, "token"), "after"),
    proof: async ({ clients, name }) =>
      expect((await clients.secretsManager.getSecretValue({ SecretId: `${name}/token` })).SecretString).toBe("after"),
  },
  "the label of a volume": {
    before: { network: net(), pools: { db: machines({ subnets: "public", count: 1, volume: { label: "one" } }) } },
    after: { network: net(), pools: { db: machines({ subnets: "public", count: 1, volume: { label: "two" } }) } },
    refused: [["volume/db-1.label", /its file system is labelled one/]],
  },
  "a machine stopped by hand": {
    before: { network: net(), pools: { db: machines({ subnets: "public", count: 1 }) } },
    meanwhile: async ({ clients, idOf }) => clients.ec2.stopInstances({ InstanceIds: [await idOf("instance/db-1")] }),
    proof: keptMachine,
  },
  "somebody's interface in a subnet": {
    before: { network: net(), pools: { db: machines({ subnets: "public", count: 1 }) } },
    meanwhile: async ({ clients, idOf }) =>
      clients.ec2.createNetworkInterface({ SubnetId: await idOf("subnet/private-1"), Description: "of a build" }),
    destroys: true,
    refused: [["subnet/private-1", /is held by "of a build"/]],
  },
  "another cluster's machines in the network": {
    before: { network: net(), pools: { db: machines({ subnets: "public", count: 1 }) } },
    meanwhile: async ({ options, idOf, name }) => {
      const id = await idOf("subnet/private-1");
      const subnets = { private: [{ id, cidr: "10.9.2.0/24", zone: `${region}a` }] };
      const vpcId = await idOf("vpc/main");
      const guest = blueprint<BlueprintParts>(`${name}-guest`, {
        network: existingNetwork({ vpcId, cidr: "10.9.0.0/16", subnets } as never),
        pools: { hull: machines({ subnets: "private", count: 1 }) },
      });
      await createCluster(guest, { ...options, ledger: unleased() });
    },
    destroys: true,
    refused: [["subnet/private-1", /of the cluster "[\w-]+-guest"/]],
  },
  "a Backup tag, a record, a policy, a rule and a route of others": {
    before: {
      network: net({ dns: "row.internal" }),
      pools: { db: machines({ subnets: "public", count: 1, volume: {} }) },
    },
    meanwhile: others,
    proof: othersStand,
  },
  "a network that somebody has associated with the zone": {
    before: { network: net({ dns: "row.internal" }) },
    meanwhile: async ({ clients, idOf, notes }) => {
      const { Vpc } = await clients.ec2.createVpc({ CidrBlock: "10.77.0.0/16" });
      const VPC = { VPCId: Vpc?.VpcId, VPCRegion: "us-west-2" as const };
      notes.set("zone", await idOf("hosted-zone/main"));
      await clients.route53.associateVPCWithHostedZone({ HostedZoneId: await idOf("hosted-zone/main"), VPC });
    },
    proof: async ({ clients, idOf, notes }) => {
      const Id = await idOf("hosted-zone/main");
      expect(Id).toBe(notes.get("zone"));
      expect((await clients.route53.getHostedZone({ Id })).VPCs).toHaveLength(2);
    },
  },
};

/** The machine `db-1` is the one that it was, and runs. */
async function keptMachine({ clients, idOf, notes }: World) {
  const id = await idOf("instance/db-1");
  expect(id).toBe(notes.get("instance/db-1"));
  const { Reservations = [] } = await clients.ec2.describeInstances({ InstanceIds: [id] });
  expect(Reservations[0]?.Instances?.[0]?.State?.Name).toBe("running");
}

const PolicyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";

async function others({ clients: { ec2, iam, route53 }, idOf }: World) {
  await ec2.createTags({ Resources: [await idOf("volume/db-1")], Tags: [{ Key: "Backup", Value: "nightly" }] });
  const ResourceRecords = [{ Value: "elsewhere.example.com" }];
  const ResourceRecordSet = { Name: "wiki.row.internal", Type: "CNAME" as const, TTL: 60, ResourceRecords };
  const Changes = [{ Action: "CREATE" as const, ResourceRecordSet }];
  await route53.changeResourceRecordSets({
    HostedZoneId: await idOf("hosted-zone/main"),
    ChangeBatch: { Changes },
  });
  await iam.attachRolePolicy({ RoleName: await idOf("role/db"), PolicyArn });
  const rule = { IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: "192.0.2.0/24" }] };
  await ec2.authorizeSecurityGroupIngress({ GroupId: await idOf("security-group/db"), IpPermissions: [rule] });
  const { Vpc } = await ec2.createVpc({ CidrBlock: "10.78.0.0/16" });
  const peering = await ec2.createVpcPeeringConnection({ VpcId: await idOf("vpc/main"), PeerVpcId: Vpc?.VpcId });
  const { VpcPeeringConnectionId } = peering.VpcPeeringConnection ?? {};
  await ec2.acceptVpcPeeringConnection({ VpcPeeringConnectionId });
  const RouteTableId = await idOf("route-table/public");
  await ec2.createRoute({ RouteTableId, DestinationCidrBlock: "10.78.0.0/16", VpcPeeringConnectionId });
}

async function othersStand({ clients: { ec2, iam, route53 }, idOf, notices }: World) {
  const { Volumes = [] } = await ec2.describeVolumes({ VolumeIds: [await idOf("volume/db-1")] });
  const HostedZoneId = await idOf("hosted-zone/main");
  const { ResourceRecordSets = [] } = await route53.listResourceRecordSets({ HostedZoneId });
  const { AttachedPolicies = [] } = await iam.listAttachedRolePolicies({ RoleName: await idOf("role/db") });
  const { SecurityGroups = [] } = await ec2.describeSecurityGroups({ GroupIds: [await idOf("security-group/db")] });
  const { RouteTables = [] } = await ec2.describeRouteTables({ RouteTableIds: [await idOf("route-table/public")] });
  expect({
    tag: Volumes[0]?.Tags?.find(({ Key }) => Key === "Backup")?.Value,
    record: ResourceRecordSets.some(({ Name }) => Name?.startsWith("wiki.row.internal")),
    policy: AttachedPolicies.some((one) => one.PolicyArn === PolicyArn),
    rule: SecurityGroups[0]?.IpPermissions?.some(({ FromPort }) => FromPort === 22),
    route: RouteTables[0]?.Routes?.some(({ DestinationCidrBlock }) => DestinationCidrBlock === "10.78.0.0/16"),
  }).toEqual({ tag: "nightly", record: true, policy: true, rule: true, route: true });
  const told = (await notices()).flatMap((message) => /^(?:attached )?\w+ ".*" on \S+/.exec(message) ?? []);
  expect(told.toSorted()).toEqual([
    `attached policy "${PolicyArn}" on role/db`,
    'record "wiki.row.internal CNAME" on dns-records/main',
    'route "10.78.0.0/16" on route-table/public',
    'rule "tcp 22 from 192.0.2.0/24" on security-group-rules/db',
    'tag "Backup" on volume/db-1',
  ]);
}

/** A ledger without a lease, whose signs of life would have the time of these tests pass by themselves. */
function unleased(): Ledger {
  const { read, write } = memoryLedger();
  return { read, write };
}

/** A cluster of a name of its own on moto, in a time that passes as fast as it is waited for. */
async function worldOf(moto: Awaited<ReturnType<typeof motoAccount>>, name: string) {
  let slept = 0;
  const clock = {
    now: () => Date.now() + slept,
    async sleep(milliseconds: number, signal?: AbortSignal) {
      slept += milliseconds;
      signal?.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, 1));
    },
  };
  const client = { credentials: moto.credentials, endpoint: moto.endpoint };
  const plugins = [moto.plugin, motoExceptions];
  const { clients } = connect({ region, client, plugins: [moto.plugin] });
  const environment = { FIRST: "before", SECOND: "after" };
  const options = { region, client, plugins, clock, environment, ledger: unleased() };
  const of = (parts: Partial<BlueprintParts>) => blueprint<BlueprintParts>(name, parts as BlueprintParts);
  const resources = async () => (await describeCluster(name, options)).resources;
  const notes = new Map<string, string>();
  let last: Partial<BlueprintParts> = {};
  return {
    name,
    clients,
    options,
    notes,
    idOf: async (address: string) => (await resources()).find((one) => one.address === address)?.id ?? "",
    groupsOf: <Group extends { readonly AutoScalingGroupName?: string | undefined }>(groups: readonly Group[]) =>
      groups.filter(({ AutoScalingGroupName }) => AutoScalingGroupName?.startsWith(`${name}-`)),
    note: async () => {
      for (const { address, id } of await resources()) notes.set(address, id);
    },
    create: async (parts: Partial<BlueprintParts>) => createCluster(of((last = parts)), options),
    plan: async () => planCluster(of(last), options),
    notices: async () => (await planCluster(of(last), options)).notices.map(({ message }) => message),
  };
}

describe.skipIf(missing !== undefined)(
  `changes on moto ${motoVersion}${missing === undefined ? "" : ` (skipped: ${missing})`}`,
  () => {
    let moto: Awaited<ReturnType<typeof motoAccount>>;
    beforeAll(async () => {
      moto = await motoAccount("100000000004");
    });

    const told = Object.entries(rows).map(([title, row], at) => {
      const end =
        row.beyondMoto === undefined
          ? row.refused === undefined
            ? "ends in an empty plan"
            : "is refused"
          : `is beyond moto: ${row.beyondMoto.why}`;
      return [`${title} ${end}`, row, `row${at}`] as const;
    });

    it.each(told)("%s", async (_, row, name) => {
      writeFileSync(join(folder, "token"), "before");
      const { before, after = before, meanwhile, proof, refused, destroys } = row;
      const world = await worldOf(moto, name);
      await world.create(before);
      if (row.beyondMoto !== undefined) {
        await row.beyondMoto.shown(world);
        return;
      }
      await world.note();
      await meanwhile?.(world);
      if (refused === undefined) {
        await world.create(after);
        expect((await world.plan()).steps).toEqual([]);
        await proof?.(world);
        return;
      }
      const work = destroys === true ? destroyCluster(name, world.options) : world.create(after);
      const error: unknown = await Promise.resolve(work).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (!(error instanceof ProvisionError)) throw new Error("it was not refused", { cause: error });
      expect([error.code, error.diagnostics.length > 0]).toEqual(["unplannable", true]);
      for (const [path, words] of refused) {
        const at = error.diagnostics.filter((one) => one.path === path || one.path === `${name}.${path}`);
        expect(at.map(({ message }) => message).join("\n"), error.message).toMatch(words);
      }
      // Nothing was changed: what stood is as it was.
      const { notes } = world;
      const noted = new Map(notes);
      await world.note();
      expect([...notes].filter(([address]) => noted.has(address))).toEqual([...noted]);
      await world.create(before);
      expect((await world.plan()).steps).toEqual([]);
    });
  },
);
