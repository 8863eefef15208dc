import type { Ground } from "../../test/ground.ts";
import type { KindCase } from "../../test/kind-case.ts";
import { VpcEndpoint } from "./vpc-endpoint.ts";

async function added(
  { trial }: Ground,
  VpcEndpointId: string,
  change: Readonly<Record<string, readonly [string]>>,
): Promise<string> {
  await trial.account.clients.ec2.modifyVpcEndpoint({ VpcEndpointId, ...change });
  return Object.values(change)[0]?.[0] ?? "";
}

export const cases: readonly KindCase[] = [
  {
    kind: VpcEndpoint,
    answers: [
      [
        "RouteAlreadyExists",
        "route table rtb-1 already has a route with destination-prefix-list-id pl-1",
        "already-exists",
      ],
    ],
    unsaid: {
      "create CreateTags": "AWS checks it where a create brings tags",
      "create AssociateVPCWithHostedZone": "AWS checks it for private names",
      "update AssociateVPCWithHostedZone": "AWS checks it for private names",
    },
    begin: async (ground) => {
      const vpcId = await ground.vpc();
      const tables = [await ground.id("route-table", "ground", () => ({ vpcId, routes: [], subnetIds: [] }))];
      const service = `com.amazonaws.${ground.trial.account.region}.s3`;
      return {
        vpcId,
        service,
        type: "Gateway",
        routeTableIds: tables,
        subnetIds: [],
        securityGroupIds: [],
        privateDns: false,
      };
    },
    changes: async (ground) => {
      const vpcId = await ground.vpc();
      return [
        { routeTableIds: [await ground.id("route-table", "ground-2", () => ({ vpcId, routes: [], subnetIds: [] }))] },
      ];
    },
    fixed: ["subnetIds", "securityGroupIds", "privateDns"],
    others: {
      routeTableIds: {
        async add(ground, { id }) {
          const VpcId = await ground.vpc();
          const { RouteTable } = await ground.trial.account.clients.ec2.createRouteTable({ VpcId });
          return added(ground, id, { AddRouteTableIds: [RouteTable?.RouteTableId ?? ""] });
        },
        drops: async (ground) => {
          const vpcId = await ground.vpc();
          const props = () => ({ vpcId, routes: [], subnetIds: [] });
          return { routeTableIds: [await ground.id("route-table", "ground-2", props)] };
        },
      },
    },
    motoForgets: {
      privateDns: "ModifyVpcEndpoint keeps PrivateDnsEnabled as it was",
      routeTableIds:
        "a table that ModifyVpcEndpoint adds gets no route, and DeleteVpcEndpoints then fails for lack of it",
    },
  },
  {
    kind: VpcEndpoint,
    begin: async (ground) => ({
      vpcId: await ground.vpc(),
      service: `com.amazonaws.${ground.trial.account.region}.secretsmanager`,
      type: "Interface",
      routeTableIds: [],
      subnetIds: [await ground.subnet(1), await ground.subnet(2)],
      securityGroupIds: [await ground.group("ground")],
      privateDns: true,
    }),
    changes: async (ground) => [
      { subnetIds: [await ground.subnet(2), await ground.subnet(3)] },
      { securityGroupIds: [await ground.group("other")] },
      { privateDns: false },
    ],
    fixed: ["routeTableIds"],
    others: {
      subnetIds: {
        add: async (ground, { id }) => added(ground, id, { AddSubnetIds: [await ground.subnet(3)] }),
        drops: async (ground) => ({ subnetIds: [await ground.subnet(2)] }),
      },
      securityGroupIds: {
        add: async (ground, { id }) => added(ground, id, { AddSecurityGroupIds: [await ground.group("theirs")] }),
        drops: async (ground) => ({ securityGroupIds: [await ground.group("other")] }),
      },
    },
    motoForgets: {
      privateDns: "ModifyVpcEndpoint keeps PrivateDnsEnabled as it was",
      routeTableIds:
        "a table that ModifyVpcEndpoint adds gets no route, and DeleteVpcEndpoints then fails for lack of it",
    },
  },
];
