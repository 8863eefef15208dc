import type {
  CreateVpcEndpointCommandInput,
  UnsuccessfulItem,
  VpcEndpoint as VpcEndpointShape,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import { seededRandom } from "../random.ts";
import type { Moment } from "../state.ts";
import { once } from "./idempotency.ts";
import { listing } from "./listing.ts";
import type { Ec2Record } from "./record.ts";
import { networkInterfaces } from "./records/network-interface.ts";
import { routeTableOf } from "./records/route-table.ts";
import { subnetOf } from "./records/subnet.ts";
import { vpcOf } from "./records/vpc.ts";
import { badCombination, badValue, required, stopIfDryRun } from "./refuse.ts";
import { resource } from "./resource.ts";
import { groupIdentifiers, groupsIn } from "./security-group.ts";
import { createServiceInterface, removeServiceInterface } from "./service-interface.ts";
import { ec2Table, lookUp, newRecord, notFound } from "./table.ts";
import { tagList, tagsFor } from "./tags.ts";

/** A way to a service of AWS that leaves the VPC by no gateway. */
export interface VpcEndpoint extends Ec2Record {
  readonly vpcId: string;
  readonly serviceName: string;
  readonly type: "Gateway" | "Interface";
  /** What a gateway endpoint's routes lead from. */
  readonly prefixListId: string;
  routeTableIds: readonly string[];
  /** By subnet, the interface in it. */
  readonly interfaces: Map<string, string>;
  groupIds: readonly string[];
  privateDns: boolean;
  policy: string;
  state: "pending" | "available" | "deleting";
}

/** The account's endpoints; one keeps its VPC. */
export const vpcEndpoints = ec2Table<VpcEndpoint>({
  type: "vpc-endpoint",
  prefix: "vpce",
  noun: "Vpc Endpoint Id",
  notFound: "InvalidVpcEndpointId.NotFound",
  malformed: "InvalidVpcEndpointId.Malformed",
  holds: ({ vpcId }) => [vpcId],
});

const gatewayServices = ["s3", "dynamodb"];
const openPolicy = `{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}`;

function create(call: Moment & { readonly input: CreateVpcEndpointCommandInput }): VpcEndpoint {
  const { input, account, now } = call;
  const vpc = vpcOf(call, required(input, "VpcId"));
  const serviceName = required(input, "ServiceName");
  const service = serviceOf(account.region, serviceName);
  const type = input.VpcEndpointType ?? "Gateway";
  if (type !== "Gateway" && type !== "Interface")
    throw badValue(type, "vpcEndpointType", "The simulated account models Gateway and Interface.");
  if (type === "Gateway" && !gatewayServices.includes(service)) {
    throw new AwsError("InvalidParameter", `The service ${serviceName} does not support endpoints of type Gateway.`);
  }
  if (type === "Gateway" && (input.SubnetIds ?? input.SecurityGroupIds ?? []).length > 0) {
    throw badCombination("Subnets and security groups are for endpoints of type Interface");
  }
  if (type === "Interface" && (input.RouteTableIds ?? []).length > 0) {
    throw badCombination("Route tables are for endpoints of type Gateway");
  }
  const routeTableIds = tablesIn(call, vpc.id, input.RouteTableIds ?? []);
  const others = [...account.of(vpcEndpoints).values()].filter(
    (other) => other.vpcId === vpc.id && other.serviceName === serviceName,
  );
  const taken = others.flatMap((other) => other.routeTableIds).find((id) => routeTableIds.includes(id));
  if (taken !== undefined) {
    throw new AwsError(
      "RouteAlreadyExists",
      `route table ${taken} already has a route with destination-prefix-list-id ${prefixListOf(service)}`,
    );
  }
  const subnets = (input.SubnetIds ?? []).map((id) => subnetOf(call, id));
  const foreign = subnets.find(({ vpcId }) => vpcId !== vpc.id);
  if (foreign !== undefined) throw new AwsError("InvalidParameter", `Subnet ${foreign.id} is not in ${vpc.id}.`);
  if (new Set(subnets.map(({ zone }) => zone)).size < subnets.length) {
    throw new AwsError(
      "DuplicateSubnetsInSameZone",
      "Found another VPC endpoint subnet in the availability zone of one of the subnets",
    );
  }
  const groupIds = type === "Interface" ? groupsIn(call, vpc.id, input.SecurityGroupIds) : [];
  const privateDns = type === "Interface" && input.PrivateDnsEnabled !== false;
  if (privateDns && !(vpc.enableDnsSupport && vpc.enableDnsHostnames)) {
    throw new AwsError(
      "InvalidParameter",
      `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${vpc.id}`,
    );
  }
  if (privateDns && others.some((other) => other.privateDns)) {
    throw new AwsError(
      "InvalidParameter",
      `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${service}.${account.region}.amazonaws.com in the VPC ${vpc.id}`,
    );
  }
  const tags = tagsFor("vpc-endpoint", input.TagSpecifications);
  stopIfDryRun(input);
  const endpoint: VpcEndpoint = {
    ...newRecord(call, vpcEndpoints, tags),
    vpcId: vpc.id,
    serviceName,
    type,
    prefixListId: prefixListOf(service),
    routeTableIds,
    interfaces: new Map(),
    groupIds,
    privateDns,
    policy: input.PolicyDocument ?? openPolicy,
    state: type === "Gateway" ? "available" : "pending",
  };
  for (const { id } of subnets) addInterface(call, endpoint, id);
  account.of(vpcEndpoints).set(endpoint.id, endpoint);
  account.schedule(now + account.latency.transition("interfaceEndpointAvailable"), () => {
    if (endpoint.state === "pending") endpoint.state = "available";
  });
  return endpoint;
}

function addInterface(call: Moment, endpoint: VpcEndpoint, subnetId: string): void {
  const entry = createServiceInterface(call, {
    subnetId,
    description: `VPC Endpoint Interface ${endpoint.id}`,
    requesterId: call.account.accountId,
    groupIds: endpoint.groupIds,
    interfaceType: "vpc_endpoint",
  });
  endpoint.interfaces.set(subnetId, entry.id);
}

function tablesIn(call: Moment, vpcId: string, ids: readonly string[]): string[] {
  return ids.map((id) => {
    if (routeTableOf(call, id).vpcId === vpcId) return id;
    throw new AwsError("InvalidParameter", `Route table ${id} and vpc ${vpcId} belong to different networks`);
  });
}

function serviceOf(region: string, name: string): string {
  const prefix = `com.amazonaws.${region}.`;
  const service = name.slice(prefix.length);
  if (name.startsWith(prefix) && /^[a-z0-9.-]+$/.test(service)) return service;
  throw new AwsError("InvalidServiceName", `The Vpc Endpoint Service '${name}' does not exist`);
}

/** A made-up prefix list, the same for each service in every account. */
function prefixListOf(service: string): string {
  return `pl-${seededRandom(`prefix-list/${service}`).hex(8)}`;
}

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
        () => [create(call).id],
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
