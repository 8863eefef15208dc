import { describe, expect, it } from "vitest";
import type { AwsError } from "../aws-error.ts";
import { services } from "../services.ts";
import { needsOfService } from "./rates.ts";
import { throttle } from "./throttle.ts";

type Ask = readonly [operation: string, input?: object];

/** How many of such a request come through at one instant, and how many more after a second. */
function throughOf(service: string, ...asked: readonly Ask[]) {
  const check = throttle();
  const through = (now: number) => {
    for (let count = 0; ; count++) {
      const [operation, input = {}] = asked[count % asked.length]!;
      try {
        check({ service, operation, input, accountId: "123456789012", now })();
      } catch (error) {
        return { count, error: error as AwsError };
      }
    }
  };
  const first = through(0);
  return { burst: first.count, perTenSeconds: through(10_000).count, error: first.error };
}

describe("the buckets of an action", () => {
  it.each([
    ["EC2", "DescribeVpcs", {}, 100, 100],
    ["EC2", "DescribeInstances", { Filters: [{}] }, 100, 100],
    ["EC2", "DescribeInstances", {}, 50, 50],
    ["EC2", "CreateVpc", {}, 50, 50],
    ["EC2", "AuthorizeSecurityGroupIngress", {}, 50, 50],
    ["EC2", "RunInstances", { MaxCount: 1 }, 5, 5],
    ["EC2", "CreateTags", {}, 100, 100],
    ["EC2", "TerminateInstances", { InstanceIds: ["i-1"] }, 100, 50],
    ["EC2", "CreateNatGateway", {}, 10, 10],
    ["EC2", "CreateVpcEndpoint", {}, 4, 3],
    ["EC2", "ModifyVpcEndpoint", {}, 4, 3],
    ["Route53", "ListHostedZones", {}, 50, 50],
    ["Route53", "CreateHostedZone", {}, 40, 20],
    ["Route53", "DisassociateVPCFromHostedZone", {}, 10, 10],
    ["ElasticLoadBalancingV2", "DescribeTargetHealth", {}, 40, 40],
    ["SecretsManager", "ListSecrets", {}, 100, 100],
    ["SecretsManager", "PutSecretValue", {}, 50, 50],
    ["SSM", "GetParametersByPath", {}, 40, 40],
  ])("%s %s %o: %d at once, %d in ten seconds", (service, operation, input, burst, perTenSeconds) => {
    expect(throughOf(service, [operation, input])).toMatchObject({ burst, perTenSeconds });
  });

  it("of machines are emptied by how many a request is about", () => {
    expect(throughOf("EC2", ["RunInstances", { MaxCount: 400 }])).toMatchObject({ burst: 2, perTenSeconds: 0 });
    expect(throughOf("EC2", ["RunInstances", { MaxCount: 300 }]).error.message).toContain("resource rate limit");
    const ids = Array.from({ length: 100 }, (_, nth) => `i-${nth}`);
    expect(throughOf("EC2", ["TerminateInstances", { InstanceIds: ids }])).toMatchObject({
      burst: 10,
      perTenSeconds: 2,
    });
  });

  it("of machines keep their tokens where nothing came of a request", () => {
    const check = throttle();
    const input = { MaxCount: 600 };
    const ask = (now: number) => check({ service: "EC2", operation: "RunInstances", input, accountId: "1", now });
    ask(0);
    ask(1)();
    expect(() => ask(2)).toThrow("resource rate limit");
  });

  it("keep their tokens where a request is refused", () => {
    const check = throttle();
    const ask = (now: number) => check({ service: "EC2", operation: "RunInstances", input: {}, accountId: "1", now });
    for (let nth = 0; nth < 5; nth++) ask(0);
    for (let nth = 0; nth < 50; nth++) expect(() => ask(nth * 9)).toThrow("request rate limit");
    expect(() => ask(500)).not.toThrow();
  });

  it("are shared where AWS has one for several", () => {
    expect(throughOf("AutoScaling", ["DescribeAutoScalingGroups"], ["PutLifecycleHook"]).burst).toBe(60);
    expect(throughOf("Route53", ["ListHostedZones"], ["GetHostedZone"]).burst).toBe(50);
    expect(throughOf("ElasticLoadBalancingV2", ["DescribeRules"], ["DescribeTags"]).burst).toBe(40);
    expect(throughOf("SecretsManager", ["TagResource"], ["UntagResource"]).burst).toBe(50);
  });

  it("are there for every service of the account", () => {
    expect(Object.keys(needsOfService).toSorted()).toEqual(services.map(({ id }) => id).toSorted());
    for (const { id, handlers } of services) {
      for (const operation of Object.keys(handlers)) {
        const needs = needsOfService[id]!(operation, {});
        expect([operation, needs.length > 0]).toEqual([operation, true]);
        for (const { size, tokens } of needs)
          expect([operation, tokens, size.capacity >= 1]).toEqual([operation, 1, true]);
      }
    }
  });
});

it.each([
  ["EC2", "CreateVpc", "RequestLimitExceeded", 503],
  ["AutoScaling", "CreateAutoScalingGroup", "Throttling", 400],
  ["IAM", "CreateRole", "Throttling", 400],
  ["STS", "GetCallerIdentity", "Throttling", 400],
  ["Route53", "ListHostedZones", "Throttling", 400],
  ["ElasticLoadBalancingV2", "DescribeRules", "ThrottlingException", 400],
  ["SSM", "PutParameter", "ThrottlingException", 400],
  ["SecretsManager", "CreateSecret", "ThrottlingException", 400],
  ["ResourceGroupsTaggingAPI", "GetResources", "ThrottledException", 400],
  ["S3", "CreateBucket", "SlowDown", 503],
])("%s refuses %s with %s and status %d", (service, operation, name, httpStatusCode) => {
  expect(throughOf(service, [operation]).error).toMatchObject({ name, $metadata: { httpStatusCode } });
});
