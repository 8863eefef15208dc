import type { UnsuccessfulItem, VpcEndpoint as VpcEndpointShape } from "@aws-sdk/client-ec2";
import type { Moment } from "../state.ts";
import { addInterface, createEndpoint, openPolicy, tablesIn } from "./create-endpoint.ts";
import { once } from "./idempotency.ts";
import { listing } from "./listing.ts";
import { networkInterfaces } from "./records/network-interface.ts";
import { groupIdentifiers, groupsIn } from "./records/security-group.ts";
import { subnetOf } from "./records/subnet.ts";
import { type VpcEndpoint, vpcEndpoints } from "./records/vpc-endpoint.ts";
import { stopIfDryRun } from "./refuse.ts";
import { resource } from "./resource.ts";
import { removeServiceInterface } from "./service-interface.ts";
import { checkRoom } from "./subnet-addresses.ts";
import { lookUp, notFound } from "./table.ts";
import { tagList } from "./tags.ts";

function project(moment: Moment, endpoint: VpcEndpoint): VpcEndpointShape {
  return {
    VpcEndpointId: endpoint.id,
    VpcEndpointType: endpoint.type,
    VpcId: endpoint.vpcId,
    ServiceName: endpoint.serviceName,
    // The API answers in lower case what the SDK's type spells with a capital.
    State: endpoint.state as "Available",
    CreationTimestamp: new Date(endpoint.createdAt),
    OwnerId: moment.account.accountId,
    PolicyDocument: endpoint.policy,
    PrivateDnsEnabled: endpoint.privateDns,
    RequesterManaged: false,
    IpAddressType: "ipv4",
    RouteTableIds: [...endpoint.routeTableIds],
    SubnetIds: [...endpoint.interfaces.keys()],
    NetworkInterfaceIds: [...endpoint.interfaces.values()],
    Groups: groupIdentifiers(moment, endpoint.groupIds),
    DnsEntries: [],
    Tags: tagList(endpoint.tags),
  };
}

/** VPC endpoints, gateways and interfaces alike. */
export const vpcEndpoint = resource({
  table: vpcEndpoints,
  inventory: ({ state, vpcId, serviceName, type }) => ({ state, attributes: { vpcId, serviceName, type } }),
  operations: {
    /**
     * CreateVpcEndpoint: `Gateway` (the default) for S3 and DynamoDB, `Interface` for any service of the
     * region.
     */
    CreateVpcEndpoint(call) {
      const { input, account } = call;
      const [id = ""] = once(
        call,
        "CreateVpcEndpoint",
        input,
        (known) => account.of(vpcEndpoints).has(known),
        () => [createEndpoint(call).id],
      );
      return {
        VpcEndpoint: project(call, lookUp(call, vpcEndpoints, id)),
        ClientToken: input.ClientToken,
      };
    },

    /** DescribeVpcEndpoints: gateways and interfaces alike. */
    DescribeVpcEndpoints(call) {
      const { input } = call;
      stopIfDryRun(input);
      const { rows, NextToken } = listing(call, vpcEndpoints, {
        ids: input.VpcEndpointIds,
        limits: [1, 1000],
        filters: {
          "vpc-endpoint-id": ({ id }) => id,
          "service-name": ({ serviceName }) => serviceName,
          "vpc-id": ({ vpcId }) => vpcId,
          "vpc-endpoint-state": ({ state }) => state,
          "vpc-endpoint-type": ({ type }) => type,
        },
      });
      return { VpcEndpoints: rows.map((endpoint) => project(call, endpoint)), NextToken };
    },

    /** ModifyVpcEndpoint: its route tables, subnets, groups, policy and private DNS. */
    ModifyVpcEndpoint(call) {
      const { input, account } = call;
      const endpoint = lookUp(call, vpcEndpoints, input.VpcEndpointId);
      const addedTables = tablesIn(call, endpoint.vpcId, input.AddRouteTableIds ?? []);
      const addedSubnets = (input.AddSubnetIds ?? []).map((id) => subnetOf(call, id));
      for (const subnet of addedSubnets) if (!endpoint.interfaces.has(subnet.id)) checkRoom(call, subnet);
      const addedGroups = groupsIn(call, endpoint.vpcId, input.AddSecurityGroupIds ?? []);
      stopIfDryRun(input);
      const without = (ids: readonly string[], gone: readonly string[] = []): string[] =>
        ids.filter((id) => !gone.includes(id));
      endpoint.routeTableIds = [
        ...new Set([...without(endpoint.routeTableIds, input.RemoveRouteTableIds), ...addedTables]),
      ];
      endpoint.groupIds = [...new Set([...without(endpoint.groupIds, input.RemoveSecurityGroupIds), ...addedGroups])];
      for (const [subnetId, interfaceId] of endpoint.interfaces) {
        if (input.RemoveSubnetIds?.includes(subnetId) !== true) continue;
        removeServiceInterface(call, interfaceId);
        endpoint.interfaces.delete(subnetId);
      }
      for (const { id } of addedSubnets) if (!endpoint.interfaces.has(id)) addInterface(call, endpoint, id);
      for (const id of endpoint.interfaces.values()) {
        const entry = account.of(networkInterfaces).get(id);
        if (entry !== undefined) entry.groupIds = endpoint.groupIds;
      }
      if (input.PolicyDocument !== undefined) endpoint.policy = input.PolicyDocument;
      if (input.ResetPolicy === true) endpoint.policy = openPolicy;
      if (input.PrivateDnsEnabled !== undefined) endpoint.privateDns = input.PrivateDnsEnabled;
      return { Return: true };
    },

    /**
     * DeleteVpcEndpoints: a gateway goes at once, an interface endpoint when its interfaces are gone; unknown
     * ids are listed.
     */
    DeleteVpcEndpoints(call) {
      const { input, account, now } = call;
      const ids = input.VpcEndpointIds;
      stopIfDryRun(input);
      const Unsuccessful: UnsuccessfulItem[] = [];
      for (const id of ids) {
        const endpoint = account.of(vpcEndpoints).get(id);
        if (endpoint === undefined) {
          const { name: Code, message: Message } = notFound(vpcEndpoints, [id]);
          Unsuccessful.push({ ResourceId: id, Error: { Code, Message } });
        } else if (endpoint.type === "Gateway") {
          account.of(vpcEndpoints).delete(id);
        } else if (endpoint.state !== "deleting") {
          endpoint.state = "deleting";
          account.schedule(now + account.latency.transition("interfaceEndpointDeleted"), () => {
            for (const entry of endpoint.interfaces.values()) removeServiceInterface({ account }, entry);
            account.of(vpcEndpoints).delete(id);
          });
        }
      }
      return { Unsuccessful };
    },
  },
});
