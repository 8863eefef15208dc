import type {
  DescribeVpcAttributeCommandInput,
  DescribeVpcAttributeCommandOutput,
  ModifyVpcAttributeCommandInput,
  ModifyVpcAttributeCommandOutput,
} from "@aws-sdk/client-ec2";
import type { Handler } from "../handler.ts";
import { badCombination, badValue, missing, required, stopIfDryRun } from "./refuse.ts";
import { vpcOf } from "./vpc.ts";

/** ModifyVpcAttribute: one attribute a call; DNS hostnames need DNS support. */
export const modifyVpcAttribute: Handler<ModifyVpcAttributeCommandInput, ModifyVpcAttributeCommandOutput> = (call) => {
  const { input } = call;
  const vpc = vpcOf(call, required(input, "VpcId"));
  const changes = [input.EnableDnsSupport, input.EnableDnsHostnames, input.EnableNetworkAddressUsageMetrics];
  const given = changes.filter((change) => change !== undefined);
  if (given.length > 1) throw badCombination("Only one attribute can be modified at a time");
  const value = given[0]?.Value;
  if (value === undefined) throw missing("enableDnsSupport, enableDnsHostnames or enableNetworkAddressUsageMetrics");
  if (input.EnableDnsSupport !== undefined) vpc.enableDnsSupport = value;
  if (input.EnableDnsHostnames !== undefined) vpc.enableDnsHostnames = value;
  if (input.EnableNetworkAddressUsageMetrics !== undefined) vpc.enableNetworkAddressUsageMetrics = value;
  return {};
};

export const describeVpcAttribute: Handler<DescribeVpcAttributeCommandInput, DescribeVpcAttributeCommandOutput> = (
  call,
) => {
  const { input } = call;
  const vpc = vpcOf(call, required(input, "VpcId"));
  const attribute = required(input, "Attribute");
  stopIfDryRun(input);
  switch (attribute) {
    case "enableDnsSupport":
      return { VpcId: vpc.id, EnableDnsSupport: { Value: vpc.enableDnsSupport } };
    case "enableDnsHostnames":
      return { VpcId: vpc.id, EnableDnsHostnames: { Value: vpc.enableDnsHostnames } };
    case "enableNetworkAddressUsageMetrics":
      return { VpcId: vpc.id, EnableNetworkAddressUsageMetrics: { Value: vpc.enableNetworkAddressUsageMetrics } };
    default:
      throw badValue(attribute, "attribute", "Unknown attribute.");
  }
};
