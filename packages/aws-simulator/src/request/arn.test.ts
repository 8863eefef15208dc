import { expect, it } from "vitest";
import { arnOf } from "./arn.ts";

it.each([
  ["us-west-2", "ec2", "subnet/subnet-1", "arn:aws:ec2:us-west-2:123456789012:subnet/subnet-1"],
  ["us-west-2", "iam", "role/a", "arn:aws:iam::123456789012:role/a"],
  ["us-west-2", "s3", "bucket", "arn:aws:s3:::bucket"],
  ["us-west-2", "route53", "hostedzone/Z1", "arn:aws:route53:::hostedzone/Z1"],
  ["cn-north-1", "ssm", "parameter/a", "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/a"],
])("in %s, what %s has as %s is %s", (region, service, resource, arn) => {
  expect(arnOf({ region, accountId: "123456789012" }, service, resource)).toBe(arn);
});
