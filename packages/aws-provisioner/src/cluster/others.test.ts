import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network, workers } from "@drydock/core";
import { OptionError } from "@drydock/systemd/ground";
import { describe, expect, it } from "vitest";
import { connect } from "../aws/clients.ts";
import { ProvisionError } from "../engine/error.ts";
import { memoryLedger } from "../engine/ledger.ts";
import type { Plan } from "../engine/plan.ts";
import { applyPlan } from "./apply-plan.ts";
import { createCluster } from "./create-cluster.ts";
import { describeCluster } from "./describe-cluster.ts";
import { destroyCluster, planDestroy } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

function quay(ports: readonly number[] = [5672, 15_672, 25_672]) {
  return blueprint("quay", {
    network: network({ cidr: "10.9.0.0/16", zones: 2, nat: "none", dns: "quay.internal" }),
    pools: {
      queue: machines({ subnets: "public", count: 1, expose: ports.map((port) => ({ port })) }),
      web: workers({ subnets: "public", size: { min: 0, desired: 0, max: 2 } }),
    },
    tags: { owner: "port" },
  });
}

async function standing() {
  const account = simulateAccount({ seed: "others", latency: "typical" });
  const options = { ...account.connection, ledger: memoryLedger() };
  const { clients } = connect(account.connection);
  await createCluster(quay(), options);
  const { resources } = await describeCluster("quay", options);
  const idOf = (address: string) => resources.find((one) => one.address.startsWith(address))?.id ?? "";
  return { account, options, clients, idOf, addresses: resources.map(({ address }) => address) };
}

type Standing = Awaited<ReturnType<typeof standing>>;

/** Takes from every rule what tells that Drydock wrote it. */
async function withoutDescriptions(ec2: Standing["clients"]["ec2"]) {
  const { SecurityGroupRules = [] } = await ec2.describeSecurityGroupRules({});
  for (const { GroupId, SecurityGroupRuleId, IsEgress, Description } of SecurityGroupRules) {
    if (IsEgress) continue;
    const SecurityGroupRuleDescriptions = [
      { SecurityGroupRuleId, Description: Description?.replace(" (drydock)", "") },
    ];
    await ec2.updateSecurityGroupRuleDescriptionsIngress({ GroupId, SecurityGroupRuleDescriptions });
  }
}

function record(Name: string) {
  return { Name, Type: "CNAME" as const, TTL: 60, ResourceRecords: [{ Value: "elsewhere.example.com" }] };
}

/** What somebody with another tool puts into a cluster. */
async function settle({ account, clients, idOf }: Standing) {
  const { ec2, iam, route53, balancing } = clients;
  const add = { Action: "CREATE" as const, ResourceRecordSet: record("wiki.quay.internal") };
  await route53.changeResourceRecordSets({ HostedZoneId: idOf("hosted-zone/main"), ChangeBatch: { Changes: [add] } });
  const PolicyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  await iam.attachRolePolicy({ RoleName: idOf("role/queue"), PolicyArn });
  const rule = { IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: "192.0.2.0/24" }] };
  await ec2.authorizeSecurityGroupIngress({ GroupId: idOf("security-group/queue"), IpPermissions: [rule] });
  const balancer = idOf("load-balancer/queue");
  const { TargetGroups = [] } = await balancing.describeTargetGroups({ LoadBalancerArn: balancer });
  const group = TargetGroups[0]?.TargetGroupArn ?? "";
  const { Subnets = [] } = await ec2.describeSubnets({ Filters: [{ Name: "vpc-id", Values: [idOf("vpc/main")] }] });
  const { Images = [] } = await ec2.describeImages({ Owners: ["075585003325"] });
  const image = Images.find(({ Architecture }) => Architecture === "x86_64")?.ImageId;
  const { Instances = [] } = await ec2.runInstances({
    ImageId: image,
    InstanceType: "t3.small",
    SubnetId: Subnets[0]?.SubnetId,
    MinCount: 1,
    MaxCount: 1,
  });
  const theirs = Instances[0]?.InstanceId ?? "";
  await account.clock.sleep(60_000);
  await balancing.registerTargets({ TargetGroupArn: group, Targets: [{ Id: theirs }] });
  await balancing.createListener({
    LoadBalancerArn: balancer,
    Port: 8443,
    Protocol: "TCP",
    DefaultActions: [{ Type: "forward", TargetGroupArn: group }],
  });
  return theirs;
}

function told({ steps, notices }: Plan) {
  const plain = (text: string) =>
    text
      .replaceAll(/arn:aws:elasticloadbalancing:[^\s)]+/g, "arn:…")
      .replaceAll(/(?<=\b(?:i|sg|subnet|Z)-)[0-9a-f]{17}/g, "…")
      .replaceAll(/(?<=queue-\d+-|queue-)[0-9a-f]{6}/g, "…");
  return [...steps.map(({ id }) => id), ...notices.map(({ message }) => message)].map(plain);
}

describe("what others have in a cluster", () => {
  it("is told and left alone, and goes where it is named", async () => {
    const on = await standing();
    const { account, options, clients, idOf } = on;
    const calls = async (work: () => Promise<unknown>) => {
      const before = account.calls.length;
      await work();
      return account.calls.length - before;
    };
    const usual = await calls(() => planCluster(quay(), options));
    const theirs = await settle(on);
    await account.clock.sleep(120_000);
    expect(told(await planCluster(quay(), options))).toMatchInlineSnapshot(`
      [
        "rule "tcp 22 from 192.0.2.0/24" on security-group-rules/queue is not Drydock's and stays; take it away by naming it: prune: ["security-group-rules/queue"]",
        "attached policy "arn:aws:iam::aws:policy/ReadOnlyAccess" on role/queue is not Drydock's and stays; take it away by naming it: prune: ["role/queue"]",
        "record "wiki.quay.internal CNAME" on dns-records/main is not Drydock's and stays; take it away by naming it: prune: ["dns-records/main"]",
        "target/queue-15672-…/i-… (arn:…) is not Drydock's and stays; take it away by naming it: prune: ["target/queue-15672-…/i-…"]",
        "listener/queue/8443 (arn:…) is not Drydock's and stays; take it away by naming it: prune: ["listener/queue/8443"]",
      ]
    `);
    // The one call more asks whose the listener is.
    expect(await calls(() => planCluster(quay(), options))).toBe(usual + 1);

    await createCluster(quay([5672, 15_672]), options);
    const { resources } = await describeCluster("quay", options);
    expect(resources.filter(({ address }) => address.startsWith("target/"))).toHaveLength(2);
    const kept = await planCluster(quay([5672, 15_672]), options);
    expect(kept.steps).toEqual([]);
    expect(kept.notices).toHaveLength(5);

    const refusal = await planDestroy("quay", options).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ProvisionError);
    expect((refusal as ProvisionError).diagnostics).toMatchInlineSnapshot(`
      [
        {
          "message": "attached policy "arn:aws:iam::aws:policy/ReadOnlyAccess" is not Drydock's, and role/queue (quay-queue-us-west-2) cannot go while it is there",
          "path": "role/queue",
          "remedy": "Take it away, or let this do it: prune: ["role/queue"].",
          "rule": "others-entries",
          "severity": "error",
        },
        {
          "message": "record "wiki.quay.internal CNAME" is not Drydock's, and hosted-zone/main (ZUF8QFIYZ1ZCLNPSJ936G) cannot go while it is there",
          "path": "dns-records/main",
          "remedy": "Take it away, or let this do it: prune: ["dns-records/main"].",
          "rule": "others-entries",
          "severity": "error",
        },
      ]
    `);

    const pruning = await planCluster(quay([5672, 15_672]), { ...options, prune: ["*"] });
    expect(told(pruning)).toMatchInlineSnapshot(`
      [
        "update security-group-rules/queue",
        "update role/queue",
        "update dns-records/main",
        "delete target/queue-15672-…/i-…",
        "delete listener/queue/8443",
      ]
    `);
    // What a saved plan prunes is what it shows: what came later stays.
    const late = { Action: "CREATE" as const, ResourceRecordSet: record("late.quay.internal") };
    const HostedZoneId = idOf("hosted-zone/main");
    await clients.route53.changeResourceRecordSets({ HostedZoneId, ChangeBatch: { Changes: [late] } });
    await applyPlan(JSON.parse(JSON.stringify(pruning)) as Plan, options);
    const lateOnly = await planCluster(quay([5672, 15_672]), options);
    expect(lateOnly.steps).toEqual([]);
    expect(lateOnly.notices.map(({ message }) => message.slice(0, 34))).toEqual(['record "late.quay.internal CNAME" ']);
    await clients.ec2.terminateInstances({ InstanceIds: [theirs] });
    await clients.iam.attachRolePolicy({
      RoleName: idOf("role/queue"),
      PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
    });
    await account.clock.sleep(300_000);
    expect((await destroyCluster("quay", { ...options, prune: ["role/queue", "dns-records/*"] })).left).toEqual([]);
  });

  it("is not told from what an older release made: that is left and said, and all of it destroyed", async () => {
    const { account, options, clients, idOf, addresses } = await standing();
    const { ec2, iam, autoScaling, route53 } = clients;
    const marks = ["tags", "routes", "subnetIds"].map((field) => ({ Key: `drydock:wrote:${field}` }));
    const Resources = addresses.map(idOf).filter((id) => /^(rtb|sg|vpc|subnet|eni|vol|i|igw)-[0-9a-f]+$/.test(id));
    await ec2.deleteTags({ Resources, Tags: [...marks, { Key: "drydock:rules" }] });
    await withoutDescriptions(ec2);
    const TagKeys = ["tags", "policies", "managed"].map((field) => `drydock:wrote:${field}`);
    for (const RoleName of addresses.filter((one) => one.startsWith("role/")).map(idOf))
      await iam.untagRole({ RoleName, TagKeys });
    const ofGroup = { ResourceId: idOf("auto-scaling-group/web"), ResourceType: "auto-scaling-group" };
    await autoScaling.deleteTags({
      Tags: ["targetGroupArns", "instanceTags"].map((field) => ({ ...ofGroup, Key: `drydock:wrote:${field}` })),
    });
    const HostedZoneId = idOf("hosted-zone/main");
    const { ResourceRecordSets = [] } = await route53.listResourceRecordSets({ HostedZoneId });
    const mark = ResourceRecordSets.find(({ Name }) => Name?.startsWith("_drydock."));
    const Changes = [{ Action: "DELETE" as const, ResourceRecordSet: mark }];
    await route53.changeResourceRecordSets({ HostedZoneId, ChangeBatch: { Changes } });
    await account.clock.sleep(120_000);

    expect(told(await planCluster(quay(), options))).toEqual([]);
    expect(told(await planCluster(quay([5672, 15_672]), options))).toMatchInlineSnapshot(`
      [
        "delete target-group/queue-25672",
        "delete target/queue-25672-…/queue-1",
        "delete listener/queue/25672",
        "rule "tcp 25672 from sg-…" on security-group-rules/queue is not known to be Drydock's and stays; take it away by naming it: prune: ["security-group-rules/queue"]",
        "rule "tcp 25672 from 0.0.0.0/0" on security-group-rules/balancer-queue is not known to be Drydock's and stays; take it away by naming it: prune: ["security-group-rules/balancer-queue"]",
        "record "queue-25672.quay.internal A" on dns-records/main is not known to be Drydock's and stays; take it away by naming it: prune: ["dns-records/main"]",
      ]
    `);
    expect((await destroyCluster("quay", options)).left).toEqual([]);
  });
});

describe("prune", () => {
  it("refuses what can name nothing, and what nothing bears", async () => {
    const account = simulateAccount({ seed: 1, latency: "none" });
    const of = async (prune: readonly string[]) => {
      const error: unknown = await planCluster(quay(), { ...account.connection, prune }).catch((thrown) => thrown);
      if (!(error instanceof OptionError)) throw new Error("it was not refused", { cause: error });
      return error.diagnostics.map(({ path, message, remedy }) => `${path}: ${message}. ${remedy}`);
    };
    expect(await of(["rolle/queue", "object/x", "role/*x"])).toMatchInlineSnapshot(`
      [
        "$.prune.0: "rolle/queue" can name no resource. Did you mean "role/queue"? Write a kind and a name, as a plan's notice does, or * at the end for any rest.",
        "$.prune.1: "object/x" names nothing in which others have anything. Leave it out. Write a kind and a name, as a plan's notice does, or * at the end for any rest.",
        "$.prune.2: "role/*x" can name no resource. Did you mean "role/*"? Write a kind and a name, as a plan's notice does, or * at the end for any rest.",
      ]
    `);
    expect(account.calls).toHaveLength(0);
    expect(await of(["role/quue", "role/none*"])).toMatchInlineSnapshot(`
      [
        "$.prune.0: nothing bears the address "role/quue". Did you mean "role/queue"? Else leave it out.",
      ]
    `);
  });
});

it("a record of somebody's in a zone in which the cluster has none stays, and keeps the zone", async () => {
  const account = simulateAccount({ seed: "lone record", latency: "typical" });
  const options = { ...account.connection, ledger: memoryLedger() };
  const { clients } = connect(account.connection);
  const slip = blueprint("slip", {
    network: network({ cidr: "10.9.0.0/16", zones: 1, nat: "none", endpoints: [], dns: "slip.internal" }),
  });
  await createCluster(slip, options);
  expect((await planCluster(slip, options)).steps).toEqual([]);
  const { resources } = await describeCluster("slip", options);
  const HostedZoneId = resources.find(({ address }) => address === "hosted-zone/main")?.id;
  const Changes = [{ Action: "CREATE" as const, ResourceRecordSet: record("wiki.slip.internal") }];
  await clients.route53.changeResourceRecordSets({ HostedZoneId, ChangeBatch: { Changes } });
  const { steps, notices } = await planCluster(slip, options);
  expect([steps, notices.map(({ message }) => message)]).toEqual([
    [],
    [
      'record "wiki.slip.internal CNAME" on dns-records/main is not Drydock\'s and stays; take it away by naming it: prune: ["dns-records/main"]',
    ],
  ]);
  await expect(destroyCluster("slip", options).result).rejects.toMatchObject({
    code: "unplannable",
    diagnostics: [{ path: "dns-records/main", rule: "others-entries" }],
  });
  expect((await destroyCluster("slip", { ...options, prune: ["dns-records/main"] })).left).toEqual([]);
});
