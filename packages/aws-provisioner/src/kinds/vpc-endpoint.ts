import type { State, VpcEndpoint as AwsEndpoint } from "@aws-sdk/client-ec2";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import { codes } from "../aws/error-table.ts";
import { listing } from "../aws/around.ts";
import { kind } from "../aws/kind.ts";
import { items } from "../aws/pages.ts";
import { stateReason } from "../aws/state-reason.ts";
import { statusOf } from "../aws/status-of.ts";
import { ec2Tagging } from "../aws/tagging.ts";
import type { Status } from "../engine/kind.ts";
import { setChange } from "./set-change.ts";
import { newNetwork } from "./in-design.ts";
import { inNetwork } from "../aws/whereabouts.ts";

// The API model writes the states with capitals, the service without.
const statuses: Readonly<Record<Lowercase<State>, Status>> = {
  pendingacceptance: "pending",
  pending: "pending",
  partial: "pending",
  available: "ready",
  deleting: "deleting",
  deleted: "gone",
  failed: "failed",
  rejected: "failed",
  expired: "failed",
};

const idList = z.array(z.string());

/**
 * A way to an AWS service that does not leave the network. `service` is its full name,
 * `com.amazonaws.us-west-2.s3`.
 */
export const VpcEndpoint = kind("vpc-endpoint", {
  service: "ec2",
  discovery: { idPrefix: "vpce" },
  whereabouts: inNetwork,
  usedBy: (design) => (newNetwork(design)?.endpoints.length ?? 0) > 0,
  tagging: ec2Tagging,
  keyless: true,
  // Of a service there is one gateway endpoint in a route table.
  errors: { "already-exists": codes("RouteAlreadyExists") },
  props: z.object({
    vpcId: z.string(),
    service: z.string(),
    type: z.enum(["Gateway", "Interface"]),
    /** Of gateway endpoints; empty for others. */
    routeTableIds: idList,
    /** Of interface endpoints, as are the groups; empty for others. */
    subnetIds: idList,
    securityGroupIds: idList,
    /** Of interface endpoints: whether the service's usual name leads to it. */
    privateDns: z.optional(z.boolean()),
  }),
  mutable: ["routeTableIds", "subnetIds", "securityGroupIds", "privateDns"],
  unordered: ["routeTableIds", "subnetIds", "securityGroupIds"],
  shared: {
    routeTableIds: { entry: "route table" },
    subnetIds: { entry: "subnet" },
    securityGroupIds: { entry: "security group" },
  },
  standsIn: true,
  usable: "accepted",
  deletion: "polled",
  stable: { means: "is available, with an interface in each of its subnets or a route in each of its tables" },
  seconds: { create: 60, delete: 30 },
  // A gateway endpoint is no more than routes.
  secondsOf: ({ type }) => (type === "Gateway" ? { create: 1, delete: 1 } : undefined),
  permissions: {
    find: ["ec2:DescribeVpcEndpoints"],
    create: ["ec2:CreateVpcEndpoint", "ec2:CreateTags", "route53:AssociateVPCWithHostedZone"],
    update: ["ec2:ModifyVpcEndpoint", "route53:AssociateVPCWithHostedZone"],
    delete: ["ec2:DeleteVpcEndpoints"],
  },
  find: (look) => endpoints.own(look),
  interfacesOf: ({ brought = [] }) => brought,
  read(endpoint: AwsEndpoint) {
    const { VpcEndpointId, VpcId, ServiceName, Tags } = complete(endpoint, "VpcEndpointId", "VpcId", "ServiceName");
    const props = {
      vpcId: VpcId,
      service: ServiceName,
      type: endpoint.VpcEndpointType === "Interface" ? ("Interface" as const) : ("Gateway" as const),
      routeTableIds: endpoint.RouteTableIds ?? [],
      subnetIds: endpoint.SubnetIds ?? [],
      securityGroupIds: (endpoint.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
      // It means nothing for a gateway endpoint, whatever the answer holds.
      privateDns: endpoint.VpcEndpointType === "Interface" && (endpoint.PrivateDnsEnabled ?? false),
    };
    const status = statusOf(statuses, endpoint.State?.toLowerCase());
    const { LastError, FailureReason } = endpoint;
    const reason = stateReason(status, endpoint.State, LastError?.Message, LastError?.Code, FailureReason);
    return {
      id: VpcEndpointId,
      props,
      outputs: {},
      brought: endpoint.NetworkInterfaceIds ?? [],
      tags: Tags,
      status,
      reason,
    };
  },
  async create(
    { clients: { ec2 }, token, tagged, request },
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
      request,
    );
    return VpcEndpoint;
  },
  update({ clients: { ec2 }, request }, { id, props }, wanted, fields) {
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
    return ec2.modifyVpcEndpoint({ VpcEndpointId: id, ...routes, ...interfaces }, request);
  },
  async delete({ clients: { ec2 }, request }, { id }) {
    const { Unsuccessful = [] } = await ec2.deleteVpcEndpoints({ VpcEndpointIds: [id] }, request);
    const refusal = Unsuccessful[0]?.Error;
    // This call answers 200 and lists what it refused.
    if (refusal !== undefined)
      throw Object.assign(new Error(refusal.Message), { name: refusal.Code ?? "Unsuccessful" });
  },
});

/** VPC endpoints, the cluster's own or all in its networks. */
export const endpoints = listing("endpoints", ({ clients: { ec2 }, request }, Filters) =>
  items(
    (NextToken) => ec2.describeVpcEndpoints({ Filters: [...Filters], NextToken }, request),
    ({ VpcEndpoints }) => VpcEndpoints,
  ),
);
