import { expect, it } from "vitest";
import { partitionOf } from "./partition.ts";

it.each([
  ["us-east-1", "aws"],
  ["eu-central-1", "aws"],
  ["ap-southeast-2", "aws"],
  ["il-central-1", "aws"],
  ["us-isolated-1", "aws"],
  ["cn-north-1", "aws-cn"],
  ["cn-northwest-1", "aws-cn"],
  ["us-gov-west-1", "aws-us-gov"],
  ["eusc-de-east-1", "aws-eusc"],
  ["us-iso-east-1", "aws-iso"],
  ["us-isob-east-1", "aws-iso-b"],
  ["eu-isoe-west-1", "aws-iso-e"],
  ["us-isof-south-1", "aws-iso-f"],
])("%s lies in %s", (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});
