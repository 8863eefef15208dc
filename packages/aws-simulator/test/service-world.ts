import type { AutoScaling } from "@aws-sdk/client-auto-scaling";
import type { EC2 } from "@aws-sdk/client-ec2";
import type { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { IAM } from "@aws-sdk/client-iam";
import type { Route53 } from "@aws-sdk/client-route-53";
import type { S3 } from "@aws-sdk/client-s3";
import type { SecretsManager } from "@aws-sdk/client-secrets-manager";
import type { SSM } from "@aws-sdk/client-ssm";
import type { STS } from "@aws-sdk/client-sts";
import { expect } from "vitest";
import { simulateAccount, type SimulatedAccount, type SimulatedAccountOptions } from "../src/index.ts";

/**
 * An account with every service under the method names and types of the SDK's clients, but without their
 * machinery.
 */
export function serviceWorld(options: Partial<SimulatedAccountOptions> = {}) {
  const account = simulateAccount({ seed: "services", latency: "typical", ...options });
  return {
    account,
    autoScaling: service<AutoScaling>(account, "AutoScaling"),
    balancing: service<ElasticLoadBalancingV2>(account, "ElasticLoadBalancingV2"),
    ec2: service<EC2>(account, "EC2"),
    iam: service<IAM>(account, "IAM"),
    route53: service<Route53>(account, "Route53"),
    s3: service<S3>(account, "S3"),
    secrets: service<SecretsManager>(account, "SecretsManager"),
    ssm: service<SSM>(account, "SSM"),
    sts: service<STS>(account, "STS"),
  };
}

/** What {@link serviceWorld} makes. */
export type ServiceWorld = ReturnType<typeof serviceWorld>;

// A client's method `createRole` is the operation `CreateRole`; the proxy has every method that the type
// promises.
function service<Client extends object>(account: SimulatedAccount, id: string): Client {
  return new Proxy({} as Client, {
    get:
      (_, method) =>
      (input: object = {}) =>
        account.handle(
          id,
          String(method).replace(/^./, (letter) => letter.toUpperCase()),
          input,
        ),
  });
}

/** The value in an answer, or a failure that says it is missing. */
export function the<T>(value: T | null | undefined): T {
  if (value === undefined || value === null) throw new Error("the answer lacks what the test needs");
  return value;
}

/** Expects a refusal by the SDK's name of the exception, and by words of its message. */
export async function expectRefusal(call: Promise<unknown>, name: string, words: RegExp = /./): Promise<void> {
  const outcome: unknown = await call.then(
    (answer) => ({ answered: answer }),
    (error: unknown) => error,
  );
  expect(outcome).toMatchObject({ name, message: expect.stringMatching(words) });
}

/** A VPC 10.0.0.0/16 with a gateway and a subnet /24 in each of three zones. */
export async function withNetwork(options: Partial<SimulatedAccountOptions> = {}) {
  const world = serviceWorld(options);
  const { ec2 } = world;
  const vpcId = the((await ec2.createVpc({ CidrBlock: "10.0.0.0/16" })).Vpc?.VpcId);
  const gatewayId = the((await ec2.createInternetGateway({})).InternetGateway?.InternetGatewayId);
  await ec2.attachInternetGateway({ InternetGatewayId: gatewayId, VpcId: vpcId });
  const subnets: string[] = [];
  for (const [index, zone] of ["us-west-2a", "us-west-2b", "us-west-2c"].entries()) {
    subnets.push(
      the(
        (await ec2.createSubnet({ VpcId: vpcId, CidrBlock: `10.0.${index}.0/24`, AvailabilityZone: zone })).Subnet
          ?.SubnetId,
      ),
    );
  }
  const images =
    (await ec2.describeImages({ Owners: ["075585003325"], Filters: [{ Name: "architecture", Values: ["x86_64"] }] }))
      .Images ?? [];
  return { ...world, vpcId, gatewayId, subnets, imageId: the(images.at(-1)?.ImageId) };
}

/** What {@link withNetwork} makes. */
export type NetworkWorld = Awaited<ReturnType<typeof withNetwork>>;
