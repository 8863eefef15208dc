import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Call } from "../sending/call.ts";
import type { ServiceName } from "../services.ts";
import { serviceRates } from "./rates.ts";
import { drawsOf } from "./draws.ts";

const source = join(import.meta.dirname, "../..");

/** Operations that the sources ask of a client, by `service.operation(`. */
function asked(): Call[] {
  const client = new RegExp(`\\b(${Object.keys(serviceRates).join("|")})\\.([a-z]\\w+)\\(`, "g");
  const files = ["kinds", "aws", "cluster"].flatMap((folder) =>
    readdirSync(join(source, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !/\.(test|test-d|case)\.ts$/.test(file) && !file.includes("testing"))
      .map((file) => readFileSync(join(source, folder, file), "utf8")),
  );
  const found = files.flatMap((text) => [...text.matchAll(client)].map(([, service, name]) => `${service} ${name}`));
  return [...new Set(found)]
    .toSorted()
    .map((one) => one.split(" ") as [ServiceName, string])
    .filter(([service, name]) => !(service === "tagging" && name === "change"))
    .map(([service, name]) => ({
      service,
      operation: name[0]!.toUpperCase() + name.slice(1),
      members: [],
      input: { MaxResults: 5 },
    }));
}

describe("every operation that is sent", () => {
  const calls = asked();

  it("has a bucket, as AWS publishes it or as it is assumed", () => {
    expect(calls.length).toBeGreaterThan(150);
    for (const call of calls) {
      const draws = drawsOf(call);
      expect([call.operation, draws.length > 0]).toEqual([call.operation, true]);
      for (const { rate, amount } of draws) {
        expect(rate.capacity).toBeGreaterThanOrEqual(1);
        expect(rate.refill).toBeGreaterThan(0);
        expect(amount).toBe(1);
      }
    }
  });

  it("draws from its own bucket, or from one that it shares", () => {
    const bySize = new Map<string, string[]>();
    for (const call of calls) {
      const sizes = drawsOf(call).map(({ bucket, rate: { capacity, refill, assumed: isAssumed } }) => {
        const name = bucket.replace(`${call.service} ${call.operation}`, "its own").replace(`${call.service} `, "");
        return `${name} ${capacity}/${refill}${isAssumed ? "?" : ""}`;
      });
      const key = `${call.service}: ${sizes.join(" + ")}`;
      bySize.set(key, [...(bySize.get(key) ?? []), call.operation]);
    }
    // Of many, how many.
    const lines = [...bySize].map(([size, some]) => `${size}: ${some.length > 12 ? some.length : some.join(" ")}`);
    expect(lines.toSorted().join("\n")).toMatchInlineSnapshot(`
      "autoScaling: autoScaling 60/10?: 23
      balancing: mutating actions 40/10?: 13
      balancing: non-mutating actions 40/10: DescribeListeners DescribeLoadBalancerAttributes DescribeLoadBalancers DescribeRules DescribeTags DescribeTargetGroups DescribeTargetHealth
      balancing: registration of targets 40/10?: DeregisterTargets RegisterTargets
      ec2: its own 10/1: CreateNatGateway DeleteNatGateway
      ec2: its own 100/10: CreateTags DeleteTags
      ec2: its own 100/20: 22
      ec2: its own 100/5 + its own: resources 1000/20: TerminateInstances
      ec2: its own 100/5: AssociateIamInstanceProfile CreateLaunchTemplateVersion CreateNetworkInterface CreateVolume DeleteNetworkInterface DeleteVolume ModifyLaunchTemplate ModifyNetworkInterfaceAttribute
      ec2: its own 4/0.3: CreateVpcEndpoint DeleteVpcEndpoints ModifyVpcEndpoint
      ec2: its own 5/2 + its own: resources 1000/2: RunInstances StartInstances
      ec2: its own 50/5: 31
      iam: its own 40/10?: GetAccountAuthorizationDetails GetInstanceProfile GetRole GetRolePolicy ListAttachedRolePolicies ListInstanceProfiles ListRolePolicies
      iam: its own 40/5?: 14
      route53: its own 10/5 + route53 50/10: DisassociateVPCFromHostedZone
      route53: its own 20/5 + route53 50/10: AssociateVPCWithHostedZone
      route53: its own 40/2 + route53 50/10: CreateHostedZone
      route53: its own 40/5 + route53 50/10: DeleteHostedZone
      route53: its own 50/10 + route53 50/10: ChangeResourceRecordSets GetChange GetHostedZone ListHostedZones ListResourceRecordSets
      s3: its own 50/10?: GetBucketEncryption GetBucketLifecycleConfiguration GetBucketTagging GetBucketVersioning GetPublicAccessBlock ListBuckets ListObjectsV2
      s3: its own 50/5?: CreateBucket DeleteBucket PutBucketEncryption PutBucketLifecycleConfiguration PutBucketPolicy PutBucketTagging PutBucketVersioning PutPublicAccessBlock
      s3: reads of objects 5500/5500: HeadObject
      s3: writes of objects 3500/3500: DeleteObject PutObject
      secretsManager: its own 100/100: BatchGetSecretValue ListSecrets
      secretsManager: its own 10000/10000: GetSecretValue
      secretsManager: its own 40000/40000: DescribeSecret
      secretsManager: its own 50/50: CreateSecret DeleteSecret RestoreSecret
      secretsManager: tags 50/50: TagResource UntagResource
      secretsManager: versions 50/50: PutSecretValue
      ssm: GetParameter* 40/40: GetParameters GetParametersByPath
      ssm: its own 20/3?: DeleteParameters PutParameter
      sts: sts 100/50?: GetCallerIdentity
      tagging: its own 15/15?: GetResources"
    `);
  });
});

describe("what a call draws", () => {
  const of = (operation: string, input: object, service: ServiceName = "ec2") =>
    drawsOf({ service, operation, members: [], input }).map(({ bucket, amount }) => [bucket, amount]);

  it.each([
    ["a listing of everything", "DescribeInstances", {}, [["ec2 DescribeInstances of everything", 1]]],
    ["one with an empty filter", "DescribeVolumes", { Filters: [] }, [["ec2 DescribeVolumes of everything", 1]]],
    ["one with a filter", "DescribeInstances", { Filters: [{}] }, [["ec2 DescribeInstances", 1]]],
    ["one by pages", "DescribeInstances", { MaxResults: 5 }, [["ec2 DescribeInstances", 1]]],
    ["one that is never heavy", "DescribeVpcs", {}, [["ec2 DescribeVpcs", 1]]],
    [
      "a launch",
      "RunInstances",
      { MinCount: 1, MaxCount: 3 },
      [
        ["ec2 RunInstances", 1],
        ["ec2 RunInstances: resources", 3],
      ],
    ],
    [
      "an end",
      "TerminateInstances",
      { InstanceIds: ["i-1", "i-2"] },
      [
        ["ec2 TerminateInstances", 1],
        ["ec2 TerminateInstances: resources", 2],
      ],
    ],
    ["a name that every object inherits", "constructor", {}, [["ec2 constructor", 1]]],
  ])("%s", (_, operation, input, draws) => {
    expect(of(operation, input)).toEqual(draws);
  });

  it("comes from the account's bucket last", () => {
    expect(of("CreateHostedZone", {}, "route53")).toEqual([
      ["route53 CreateHostedZone", 1],
      ["route53", 1],
    ]);
  });
});
