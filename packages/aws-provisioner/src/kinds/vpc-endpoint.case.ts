import type { KindCase } from "../../test/kind-case.ts";
import { VpcEndpoint } from "./vpc-endpoint.ts";

export const cases: readonly KindCase[] = [
  {
    kind: VpcEndpoint,
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
    motoForgets: {
      privateDns: "ModifyVpcEndpoint keeps PrivateDnsEnabled as it was",
      routeTableIds:
        "a table that ModifyVpcEndpoint adds gets no route, and DeleteVpcEndpoints then fails for lack of it",
    },
  },
];
