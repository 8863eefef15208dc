import { beforeEach, describe, expect, it } from "vitest";
import type { Change, ResourceRecordSet } from "@aws-sdk/client-route-53";
import { expectRefusal, type NetworkWorld, the, withNetwork } from "../../test/service-world.ts";

type World = NetworkWorld & { readonly zone: string; readonly change: (...changes: Change[]) => Promise<unknown> };

function address(Name: string, Value = "10.0.0.100", more: Partial<ResourceRecordSet> = {}): ResourceRecordSet {
  return {
    Name,
    Type: "A",
    TTL: 60,
    ResourceRecords: [{ Value }],
    ...more,
  };
}
function create(record: ResourceRecordSet): Change {
  return { Action: "CREATE", ResourceRecordSet: record };
}
function remove(record: ResourceRecordSet): Change {
  return { Action: "DELETE", ResourceRecordSet: record };
}
function upsert(record: ResourceRecordSet): Change {
  return { Action: "UPSERT", ResourceRecordSet: record };
}

async function prepared(latency: "none" | "typical"): Promise<World> {
  const network = await withNetwork({ latency });
  const { route53, vpcId } = network;
  const made = await route53.createHostedZone({
    Name: "fleet.internal",
    CallerReference: "fleet-1",
    VPC: { VPCId: vpcId, VPCRegion: "us-west-2" },
  });
  const zone = the(made.HostedZone?.Id);
  return {
    ...network,
    zone,
    change: (...changes) => route53.changeResourceRecordSets({ HostedZoneId: zone, ChangeBatch: { Changes: changes } }),
  };
}

async function names({ route53, zone }: World): Promise<string[]> {
  return ((await route53.listResourceRecordSets({ HostedZoneId: zone })).ResourceRecordSets ?? []).map(
    ({ Type, Name }) => `${Type} ${Name}`,
  );
}

describe("refuses", () => {
  let world: World;
  beforeEach(async () => {
    world = await prepared("none");
    await world.change(create(address("m0.fleet.internal")));
  });
  const refusals: readonly (readonly [string, (world: World) => Promise<unknown>, string, RegExp])[] = [
    [
      "a used caller reference",
      ({ route53 }) => route53.createHostedZone({ Name: "other.example", CallerReference: "fleet-1" }),
      "HostedZoneAlreadyExists",
      /fleet-1/,
    ],
    [
      "another zone of the name in the VPC",
      ({ route53, vpcId }) =>
        route53.createHostedZone({
          Name: "FLEET.internal.",
          CallerReference: "2",
          VPC: { VPCId: vpcId, VPCRegion: "us-west-2" },
        }),
      "ConflictingDomainExists",
      /same domain name/,
    ],
    [
      "a VPC that does not exist",
      ({ route53 }) =>
        route53.createHostedZone({
          Name: "a.example",
          CallerReference: "2",
          VPC: { VPCId: "vpc-0123456789abcdef0", VPCRegion: "us-west-2" },
        }),
      "InvalidVPCId",
      /does not exist/,
    ],
    [
      "a VPC in what is no region",
      ({ route53, vpcId }) =>
        route53.createHostedZone({
          Name: "a.example",
          CallerReference: "2",
          VPC: { VPCId: vpcId, VPCRegion: "Oregon" as "us-west-2" },
        }),
      "InvalidInput",
      /Oregon is no name of a region/,
    ],
    [
      "a name with an empty label",
      ({ route53 }) => route53.createHostedZone({ Name: "a..example", CallerReference: "2" }),
      "InvalidDomainName",
      /a\.\.example/,
    ],
    [
      "no caller reference",
      ({ route53 }) => route53.createHostedZone({ Name: "a.example", CallerReference: undefined }),
      "InvalidInput",
      /'callerReference'/,
    ],
    ["an unknown zone", ({ route53 }) => route53.getHostedZone({ Id: "ZNOBODY" }), "NoSuchHostedZone", /ZNOBODY/],
    ["an unknown change", ({ route53 }) => route53.getChange({ Id: "/change/CNOBODY" }), "NoSuchChange", /CNOBODY/],
    [
      "to create what exists",
      ({ change }) => change(create(address("M0.fleet.internal."))),
      "InvalidChangeBatch",
      /Tried to create resource record set \[name='m0.fleet.internal.', type='A'\] but it already exists/,
    ],
    [
      "to delete what is not there",
      ({ change }) => change(remove(address("m9.fleet.internal"))),
      "InvalidChangeBatch",
      /but it was not found/,
    ],
    [
      "to delete with other values",
      ({ change }) => change(remove(address("m0.fleet.internal", "10.0.0.1"))),
      "InvalidChangeBatch",
      /do not match the current values/,
    ],
    [
      "a name outside the zone",
      ({ change }) => change(create(address("m0.other.internal"))),
      "InvalidChangeBatch",
      /not permitted in zone fleet.internal/,
    ],
    [
      "an address that is none",
      ({ change }) => change(create(address("m1.fleet.internal", "10.0.0.256"))),
      "InvalidChangeBatch",
      /ARRDATAIllegalIPv4Address.*10.0.0.256/,
    ],
    [
      "a text without quotation marks",
      ({ change }) => change(create({ ...address("t.fleet.internal", "plain"), Type: "TXT" })),
      "InvalidChangeBatch",
      /quotation marks/,
    ],
    [
      "a record without TTL",
      ({ change }) =>
        change(create({ Name: "m1.fleet.internal", Type: "A", ResourceRecords: [{ Value: "10.0.0.1" }] })),
      "InvalidChangeBatch",
      /found none/,
    ],
    [
      "a CNAME at the apex",
      ({ change }) => change(create({ ...address("fleet.internal", "a.example"), Type: "CNAME" })),
      "InvalidChangeBatch",
      /at apex/,
    ],
    [
      "a CNAME beside an address",
      ({ change }) => change(create({ ...address("m0.fleet.internal", "a.example"), Type: "CNAME" })),
      "InvalidChangeBatch",
      /conflicts with other records/,
    ],
    [
      "a weight without an identifier",
      ({ change }) => change(create(address("w.fleet.internal", "10.0.0.1", { Weight: 1 }))),
      "InvalidChangeBatch",
      /Missing field 'SetIdentifier'/,
    ],
    [
      "an alias to a balancer that is not there",
      ({ change }) =>
        change(
          create({
            Name: "lb.fleet.internal",
            Type: "A",
            AliasTarget: {
              HostedZoneId: "Z18D5FSROUN65G",
              DNSName: "front-0.elb.us-west-2.amazonaws.com",
              EvaluateTargetHealth: false,
            },
          }),
        ),
      "InvalidChangeBatch",
      /was not found/,
    ],
    [
      "to delete the zone's own SOA",
      async ({ route53, zone, change }) => {
        const soa = (await route53.listResourceRecordSets({ HostedZoneId: zone })).ResourceRecordSets?.find(
          ({ Type }) => Type === "SOA",
        );
        await change(remove(the(soa)));
      },
      "InvalidChangeBatch",
      /exactly one SOA/,
    ],
    [
      "to delete a zone with records",
      ({ route53, zone }) => route53.deleteHostedZone({ Id: zone }),
      "HostedZoneNotEmpty",
      /non-required resource record sets/,
    ],
    [
      "to part a private zone from its last VPC",
      ({ route53, zone, vpcId }) =>
        route53.disassociateVPCFromHostedZone({ HostedZoneId: zone, VPC: { VPCId: vpcId, VPCRegion: "us-west-2" } }),
      "LastVPCAssociation",
      /last/,
    ],
  ];
  it.each(refusals)("%s", (_, call, name, words) => expectRefusal(call(world), name, words));
});

it("a batch is all or nothing, and says everything that is wrong with it", async () => {
  const world = await prepared("none");
  const error: unknown = await world
    .change(create(address("m0.fleet.internal")), create(address("m1.elsewhere")), remove(address("m2.fleet.internal")))
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    name: "InvalidChangeBatch",
    messages: [expect.stringMatching(/m1.elsewhere/), expect.stringMatching(/m2.fleet.internal.*not found/)],
  });
  expect(await names(world)).toEqual(["NS fleet.internal.", "SOA fleet.internal."]);
});

it("a change is pending for half a minute, and its records are listed by reversed labels", async () => {
  const world = await prepared("typical");
  const { route53, zone, account } = world;
  const made = await route53.changeResourceRecordSets({
    HostedZoneId: zone,
    ChangeBatch: {
      Changes: [
        create(address("b.fleet.internal")),
        create(address("a.b.fleet.internal")),
        create(address("a.fleet.internal")),
      ],
    },
  });
  expect(made.ChangeInfo?.Status).toBe("PENDING");
  const status = async () => (await route53.getChange({ Id: made.ChangeInfo?.Id })).ChangeInfo?.Status;
  expect(await status()).toBe("PENDING");
  await account.clock.sleep(30_000);
  expect(await status()).toBe("INSYNC");
  expect(await names(world)).toEqual([
    "NS fleet.internal.",
    "SOA fleet.internal.",
    "A a.fleet.internal.",
    "A b.fleet.internal.",
    "A a.b.fleet.internal.",
  ]);
  const first = await route53.listResourceRecordSets({ HostedZoneId: zone, MaxItems: 3 });
  expect(first).toMatchObject({ IsTruncated: true, NextRecordName: "b.fleet.internal.", NextRecordType: "A" });
  const rest = await route53.listResourceRecordSets({
    HostedZoneId: zone,
    StartRecordName: first.NextRecordName,
    StartRecordType: first.NextRecordType,
  });
  expect(rest.ResourceRecordSets?.map(({ Name }) => Name)).toEqual(["b.fleet.internal.", "a.b.fleet.internal."]);
});

it("a zone is seen from a network of any region, also one newer than the model", async () => {
  const { route53, zone } = await prepared("none");
  const VPC = { VPCId: "vpc-0123456789abcdef0", VPCRegion: "eu-south-9" as "eu-south-2" };
  await route53.associateVPCWithHostedZone({ HostedZoneId: zone, VPC });
  expect((await route53.listHostedZonesByVPC(VPC)).HostedZoneSummaries).toMatchObject([{ Name: "fleet.internal." }]);
});

it("an alias names a balancer by its own zone; upsert repeats; an emptied zone can go", async () => {
  const world = await prepared("none");
  const { route53, balancing, subnets, zone, vpcId, change } = world;
  const balancer = (await balancing.createLoadBalancer({ Name: "front", Type: "network", Subnets: subnets }))
    .LoadBalancers?.[0];
  const alias: ResourceRecordSet = {
    Name: "lb.fleet.internal",
    Type: "A",
    AliasTarget: {
      HostedZoneId: balancer?.CanonicalHostedZoneId,
      DNSName: balancer?.DNSName,
      EvaluateTargetHealth: false,
    },
  };
  await expectRefusal(
    change(upsert({ ...alias, AliasTarget: { ...the(alias.AliasTarget), HostedZoneId: "Z26RNL4JYFTOTI" } })),
    "InvalidChangeBatch",
    /does not lie within the target zone/,
  );
  await change(upsert(alias));
  await change(upsert(alias));
  expect(
    (await route53.listHostedZonesByVPC({ VPCId: vpcId, VPCRegion: "us-west-2" })).HostedZoneSummaries,
  ).toMatchObject([{ Name: "fleet.internal." }]);
  expect((await route53.listHostedZonesByName({ DNSName: "fleet.internal" })).HostedZones?.[0]).toMatchObject({
    Id: zone,
    ResourceRecordSetCount: 3,
  });
  await route53.changeTagsForResource({
    ResourceType: "hostedzone",
    ResourceId: zone.replace("/hostedzone/", ""),
    AddTags: [{ Key: "drydock:cluster", Value: "fleet" }],
  });
  expect(world.account.inventory().find(({ type }) => type === "hosted-zone")).toMatchObject({
    tags: { "drydock:cluster": "fleet" },
    attributes: { records: ["A lb.fleet.internal."] },
  });
  await change(remove(alias));
  await route53.deleteHostedZone({ Id: zone });
  expect((await route53.listHostedZones({})).HostedZones).toEqual([]);
});
