import { expect, it } from "vitest";
import { drawsOf } from "../packages/aws-provisioner/src/aws/pacing/draws.ts";
import type { ServiceName } from "../packages/aws-provisioner/src/aws/services.ts";
import { needsOfService } from "../packages/aws-simulator/src/faults/rates.ts";
import { services } from "../packages/aws-simulator/src/services.ts";

/** The simulated account's name of each service that is paced. */
const names: Readonly<Record<ServiceName, string>> = {
  autoScaling: "AutoScaling",
  balancing: "ElasticLoadBalancingV2",
  ec2: "EC2",
  iam: "IAM",
  route53: "Route53",
  s3: "S3",
  secretsManager: "SecretsManager",
  ssm: "SSM",
  sts: "STS",
  tagging: "ResourceGroupsTaggingAPI",
};

const inputs = [{}, { MaxResults: 5 }, { MaxCount: 3 }, { InstanceIds: ["i-1", "i-2"] }];

it.each(Object.entries(names))(
  "the pace of %s keeps to the buckets by which the simulated account refuses",
  (service, id) => {
    const operations = Object.keys(services.find((one) => one.id === id)!.handlers);
    expect(operations.length).toBeGreaterThan(0);
    for (const operation of operations) {
      for (const input of inputs) {
        const draws = drawsOf({ service: service as ServiceName, operation, members: [], input });
        const needs = needsOfService[id]!(operation, input);
        const told = draws.map(({ rate: { capacity, refill }, amount }) => [operation, capacity, refill, amount]);
        expect(told).toEqual(
          needs.map(({ size: { capacity, refill }, tokens }) => [operation, capacity, refill, tokens]),
        );
      }
    }
  },
);
