import { paginateDescribeVpcEndpoints, type VpcEndpoint as AwsEndpoint } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { kind } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";
import { nameFrom, ownTags } from "../aws/tags.ts";
import type { Status } from "../engine/kind.ts";
import { setChange } from "./set-change.ts";

const statuses: Readonly<Record<string, Status>> = {
  available: "ready",
  deleting: "deleting",
  deleted: "gone",
  failed: "failed",
  rejected: "failed",
  expired: "failed",
};

const idList = z.array(z.string());

/** A way to an AWS service that does not leave the network. `service` is its full name, `com.amazonaws.us-west-2.s3`. */
export const VpcEndpoint = kind("vpc-endpoint", {
  props: z.object({
    vpcId: z.string(),
    service: z.string(),
    type: z.enum(["Gateway", "Interface"]),
    /** Of gateway endpoints; empty for others. */
    routeTableIds: idList,
    /** Of interface endpoints, as are the groups; empty for others. */
    subnetIds: idList,
    securityGroupIds: idList,
    /** Whether the service's public name leads here; only interface endpoints can. */
    /** Of interface endpoints: whether the service's usual name leads to it. */
    privateDns: z.boolean().optional(),
  }),
  mutable: ["routeTableIds", "subnetIds", "securityGroupIds", "privateDns"],
  unordered: ["routeTableIds", "subnetIds", "securityGroupIds"],
  usable: "accepted",
  deletion: "polled",
  seconds: { create: 60, delete: 30 },
  permissions: {
    find: ["ec2:DescribeVpcEndpoints"],
    create: ["ec2:CreateVpcEndpoint", "ec2:CreateTags", "route53:AssociateVPCWithHostedZone"],
    update: ["ec2:ModifyVpcEndpoint", "route53:AssociateVPCWithHostedZone"],
    delete: ["ec2:DeleteVpcEndpoints"],
  },
  find: ({ ec2, owned, http }) =>
    items(
      paginateDescribeVpcEndpoints({ client: ec2 }, { Filters: [...owned] }, http),
      ({ VpcEndpoints }) => VpcEndpoints,
    ),
  read: (endpoint: AwsEndpoint) => ({
    id: endpoint.VpcEndpointId!,
    name: nameFrom(endpoint.Tags, "vpc-endpoint"),
    props: {
      vpcId: endpoint.VpcId!,
      service: endpoint.ServiceName!,
      type: endpoint.VpcEndpointType === "Interface" ? ("Interface" as const) : ("Gateway" as const),
      routeTableIds: endpoint.RouteTableIds ?? [],
      subnetIds: endpoint.SubnetIds ?? [],
      securityGroupIds: (endpoint.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
      // It means nothing for a gateway endpoint, whatever the answer holds.
      privateDns: endpoint.VpcEndpointType === "Interface" && (endpoint.PrivateDnsEnabled ?? false),
    },
    outputs: {},
    tags: ownTags(endpoint.Tags),
    // The API model writes the states with capitals, the service without.
    status: statuses[(endpoint.State ?? "").toLowerCase()] ?? "pending",
    reason: endpoint.LastError?.Message ?? endpoint.FailureReason,
  }),
  async create(
    { ec2, token, tagged, http },
    { vpcId, service, type, routeTableIds, subnetIds, securityGroupIds, privateDns },
  ) {
    const reach =
      type === "Gateway"
        ? { RouteTableIds: routeTableIds }
        : { SubnetIds: subnetIds, SecurityGroupIds: securityGroupIds, PrivateDnsEnabled: privateDns };
    const own = { VpcId: vpcId, ServiceName: service, VpcEndpointType: type, ...reach };
    // The SDK fills in no token for this call.
    const { VpcEndpoint } = await ec2.createVpcEndpoint(
      { ...own, ClientToken: token, TagSpecifications: tagged("vpc-endpoint") },
      http,
    );
    return VpcEndpoint;
  },
  update({ ec2, http }, { id, props }, wanted, fields) {
    const change = (field: "routeTableIds" | "subnetIds" | "securityGroupIds") => {
      const { added, removed } = fields.includes(field)
        ? setChange(props[field], wanted[field])
        : { added: [], removed: [] };
      return [added.length > 0 ? added : undefined, removed.length > 0 ? removed : undefined] as const;
    };
    const [AddRouteTableIds, RemoveRouteTableIds] = change("routeTableIds");
    const [AddSubnetIds, RemoveSubnetIds] = change("subnetIds");
    const [AddSecurityGroupIds, RemoveSecurityGroupIds] = change("securityGroupIds");
    const PrivateDnsEnabled = fields.includes("privateDns") ? wanted.privateDns : undefined;
    const routes = { AddRouteTableIds, RemoveRouteTableIds };
    const interfaces = {
      AddSubnetIds,
      RemoveSubnetIds,
      AddSecurityGroupIds,
      RemoveSecurityGroupIds,
      PrivateDnsEnabled,
    };
    return ec2.modifyVpcEndpoint({ VpcEndpointId: id, ...routes, ...interfaces }, http);
  },
  async delete({ ec2, http }, { id }) {
    const { Unsuccessful = [] } = await ec2.deleteVpcEndpoints({ VpcEndpointIds: [id] }, http);
    const refusal = Unsuccessful[0]?.Error;
    // This call answers 200 and lists what it refused.
    if (refusal !== undefined)
      throw Object.assign(new Error(refusal.Message), { name: refusal.Code ?? "Unsuccessful" });
  },
});
