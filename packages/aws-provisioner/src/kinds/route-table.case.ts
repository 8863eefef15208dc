import type { KindCase } from "../../test/kind-case.ts";
import { RouteTable } from "./route-table.ts";

export const cases: readonly KindCase[] = [
  {
    kind: RouteTable,
    answers: [
      ["RouteAlreadyExists", "The route identified by 0.0.0.0/0 already exists.", "already-exists"],
      ["Resource.AlreadyAssociated", "the specified association exists", "already-exists"],
    ],
    unsaid: {
      "create CreateTags": "AWS checks it where a create brings tags",
      "create ReplaceRoute": "a route that an earlier try made, whose answer was lost",
      "update ReplaceRouteTableAssociation": "a subnet that someone moved to another table",
    },
    begin: async (ground) => {
      const vpcId = await ground.vpc();
      const gatewayId = await ground.id("internet-gateway", "ground", () => ({ vpcId }));
      return {
        vpcId,
        routes: [{ destination: "0.0.0.0/0", gatewayId }],
        subnetIds: [await ground.subnet(1), await ground.subnet(2)],
      };
    },
    others: {
      routes: {
        async add(ground, { id: RouteTableId }) {
          const { ec2 } = ground.trial.account.clients;
          const { NetworkInterface } = await ec2.createNetworkInterface({ SubnetId: await ground.subnet(1) });
          const DestinationCidrBlock = "10.99.0.0/16";
          const { NetworkInterfaceId } = NetworkInterface ?? {};
          await ec2.createRoute({ RouteTableId, DestinationCidrBlock, NetworkInterfaceId });
          return DestinationCidrBlock;
        },
        drops: async () => ({ routes: [] }),
      },
      subnetIds: {
        async add(ground, { id: RouteTableId }) {
          const SubnetId = await ground.subnet(3);
          await ground.trial.account.clients.ec2.associateRouteTable({ RouteTableId, SubnetId });
          return SubnetId;
        },
        drops: async (ground) => ({ subnetIds: [await ground.subnet(2)] }),
      },
    },
    changes: async (ground) => {
      const gatewayId = await ground.id("internet-gateway", "ground", () => ({}));
      const allocationId = await ground.id("elastic-ip", "ground", () => ({}));
      const subnetId = await ground.subnet(1);
      const natGatewayId = await ground.id("nat-gateway", "ground", () => ({ subnetId, allocationId }));
      return [
        { routes: [{ destination: "0.0.0.0/0", natGatewayId }] },
        {
          routes: [
            { destination: "0.0.0.0/0", gatewayId },
            { destination: "192.0.2.0/24", natGatewayId },
          ],
        },
        { routes: [], subnetIds: [await ground.subnet(2), await ground.subnet(3)] },
        { subnetIds: [] },
        { subnetIds: [subnetId] },
      ];
    },
  },
];
