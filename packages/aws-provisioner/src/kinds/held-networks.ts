import type { Look } from "../aws/cloud.ts";
import { type Holding, interfacesBy } from "../aws/holding.ts";
import { tagValue } from "../aws/tags.ts";

interface Named {
  readonly id: string | undefined;
  readonly what: string;
  readonly tags?: Parameters<typeof tagValue>[0];
}

/** What a network must be rid of before it goes (EC2 API reference, DeleteVpc), in one call for each sort. */
export async function holdersOfVpc(look: Look, { id }: { readonly id: string }): Promise<Holding> {
  const {
    clients: { ec2 },
    request,
  } = look;
  const Filters = [{ Name: "vpc-id", Values: [id] }];
  const attached = [{ Name: "attachment.vpc-id", Values: [id] }];
  const [interfaces, subnets, groups, tables, gateways] = await Promise.all([
    interfacesBy(look, "vpc-id", id),
    ec2.describeSubnets({ Filters }, request),
    ec2.describeSecurityGroups({ Filters }, request),
    ec2.describeRouteTables({ Filters }, request),
    ec2.describeInternetGateways({ Filters: attached }, request),
  ]);
  const others: Named[] = [
    ...(subnets.Subnets ?? []).map((one) => ({ id: one.SubnetId, what: "subnet", tags: one.Tags })),
    ...(groups.SecurityGroups ?? [])
      .filter(({ GroupName }) => GroupName !== "default")
      .map((one) => ({ id: one.GroupId, what: "security group", tags: one.Tags })),
    ...(tables.RouteTables ?? [])
      .filter(({ Associations = [] }) => !Associations.some(({ Main }) => Main))
      .map((one) => ({ id: one.RouteTableId, what: "route table", tags: one.Tags })),
    ...(gateways.InternetGateways ?? []).map((one) => ({
      id: one.InternetGatewayId,
      what: "internet gateway",
      tags: one.Tags,
    })),
  ];
  return {
    interfaces,
    others: others.map(({ id: one = "", what, tags }) => {
      const called = tagValue(tags, "Name");
      return { name: `${what} ${one}${called === undefined ? "" : ` (${called})`}`, ids: [one], leaving: false };
    }),
  };
}
