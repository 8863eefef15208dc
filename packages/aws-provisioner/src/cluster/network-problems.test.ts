import type { ExistingNetworkDesign } from "@drydock/core/design";
import { expect, it } from "vitest";
import { networkProblems, zoneProblems } from "./network-problems.ts";

it.each<[string, string, string, readonly string[]]>([
  ["its first range", "10.40.0.0/16", "associated", []],
  ["another range of it", "100.64.0.0/16", "associated", []],
  ["a range that it had", "100.64.0.0/16", "disassociated", ["the range of vpc-1 is 10.40.0.0/16, not 100.64.0.0/16"]],
  [
    "a range that it does not have",
    "10.41.0.0/16",
    "associated",
    ["the range of vpc-1 is 10.40.0.0/16, not 10.41.0.0/16"],
  ],
])("a VPC may be written with one of its ranges: %s", (_, cidr, State, told) => {
  const network: ExistingNetworkDesign = { kind: "existing", vpcId: "vpc-1", cidr, subnets: [] };
  const ranges = [
    { CidrBlock: "10.40.0.0/16", CidrBlockState: { State: "associated" as const } },
    { CidrBlock: "100.64.0.0/16", CidrBlockState: { State: State as "associated" } },
  ];
  const vpc = { VpcId: "vpc-1", CidrBlock: "10.40.0.0/16", CidrBlockAssociationSet: ranges };
  const problems = networkProblems(network, { vpc, subnets: new Map() }, "us-west-2");
  expect(problems.map(({ message }) => message)).toEqual(told);
});

it.each<[number | readonly string[], readonly string[]]>([
  [3, []],
  [["us-west-2a", "us-west-2c"], []],
  [["us-west-1a", "us-west-2a"], ["network.zones.0"]],
  [
    ["us-gov-west-1a", "us-west-22a"],
    ["network.zones.0", "network.zones.1"],
  ],
])("of zones %j only those of the region are taken", (zones, paths) => {
  expect(zoneProblems({ zones }, "us-west-2").map(({ path }) => path)).toEqual(paths);
});
