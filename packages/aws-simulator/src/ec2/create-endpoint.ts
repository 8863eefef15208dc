import type { CreateVpcEndpointRequest } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Call } from "../handler.ts";
import type { Moment } from "../state.ts";
import { dnsSuffixOf } from "../request/partition.ts";
import { gatewayServices, prefixListOf, serviceOf } from "./endpoint-service.ts";
import { routeTableOf } from "./records/route-table.ts";
import { groupsIn } from "./records/security-group.ts";
import { subnetOf } from "./records/subnet.ts";
import { type VpcEndpoint, vpcEndpoints } from "./records/vpc-endpoint.ts";
import { vpcOf } from "./records/vpc.ts";
import { badCombination, badValue, required, stopIfDryRun } from "./refuse.ts";
import { createServiceInterface } from "./service-interface.ts";
import { checkRoom } from "./subnet-addresses.ts";
import { newRecord } from "./table.ts";
import { tagsFor } from "./tags.ts";

/** The policy of an endpoint that was given none: everything to everybody. */
export const openPolicy = `{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}`;

/** What can be asked of a new endpoint. */
type EndpointRequest = Pick<
  CreateVpcEndpointRequest,
  | "VpcId"
  | "ServiceName"
  | "VpcEndpointType"
  | "RouteTableIds"
  | "SubnetIds"
  | "SecurityGroupIds"
  | "PrivateDnsEnabled"
  | "PolicyDocument"
  | "TagSpecifications"
  | "DryRun"
>;

/** Checks what is asked of a new endpoint, and puts it into the account with its interfaces. */
export function createEndpoint(call: Call<EndpointRequest>): VpcEndpoint {
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
  for (const subnet of subnets) checkRoom(call, subnet);
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
      `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${service}.${account.region}.${dnsSuffixOf(account.region)} in the VPC ${vpc.id}`,
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

/** Puts an interface of the endpoint into a subnet. */
export function addInterface(call: Moment, endpoint: VpcEndpoint, subnetId: string): void {
  const entry = createServiceInterface(call, {
    subnetId,
    description: `VPC Endpoint Interface ${endpoint.id}`,
    requesterId: call.account.accountId,
    groupIds: endpoint.groupIds,
    interfaceType: "vpc_endpoint",
  });
  endpoint.interfaces.set(subnetId, entry.id);
}

/** Checks that the route tables are of the VPC. */
export function tablesIn(call: Moment, vpcId: string, ids: readonly string[]): string[] {
  return ids.map((id) => {
    if (routeTableOf(call, id).vpcId === vpcId) return id;
    throw new AwsError("InvalidParameter", `Route table ${id} and vpc ${vpcId} belong to different networks`);
  });
}
