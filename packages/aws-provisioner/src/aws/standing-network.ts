import type { Subnet, Vpc } from "@aws-sdk/client-ec2";
import type { ExistingNetworkDesign } from "@drydock/core/design";
import { inParts } from "./in-parts.ts";
import { items } from "./pages.ts";
import type { Clients } from "./services.ts";

/** What AWS shows of a network that a blueprint names: undefined and absent where there is no such thing. */
export interface StandingNetwork {
  readonly vpc: Vpc | undefined;
  readonly subnets: ReadonlyMap<string, Subnet>;
}

/**
 * Looks up the VPC and the subnets of an existing network, all at once: by filters, because a listing by ids
 * is refused as a whole where one of them is not there.
 */
export async function standingNetwork(
  { ec2 }: Pick<Clients, "ec2">,
  { vpcId, subnets }: ExistingNetworkDesign,
  abortSignal: AbortSignal,
): Promise<StandingNetwork> {
  const request = { abortSignal };
  const parts = inParts(subnets.map(({ id }) => id));
  const [vpcs, ...found] = await Promise.all([
    ec2.describeVpcs({ Filters: [{ Name: "vpc-id", Values: [vpcId] }] }, request),
    ...parts.map((Values) =>
      items(
        (NextToken) => ec2.describeSubnets({ Filters: [{ Name: "subnet-id", Values }], NextToken }, request),
        ({ Subnets }) => Subnets,
      ),
    ),
  ]);
  return {
    vpc: vpcs.Vpcs?.find((vpc) => vpc.VpcId === vpcId),
    subnets: new Map(found.flat().map((subnet) => [subnet.SubnetId ?? "", subnet])),
  };
}
