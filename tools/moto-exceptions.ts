import type { FinalizeRequestMiddleware, InitializeMiddleware, MetadataBearer, Pluggable } from "@smithy/types";

/**
 * What moto 5.2.5 answers otherwise than AWS, so that an observer cannot know better. This puts it right:
 *
 * - `DescribeAutoScalingGroups` has no `InstanceMaintenancePolicy`: every group of one gets what it was
 *   given.
 * - `DescribeNetworkInterfaces` keeps the interface of a NAT gateway that is deleted, which AWS deletes with
 *   it (Amazon VPC user guide, "Delete a NAT gateway").
 * - `CreateSecret` says `ResourceExistsException` of a secret that waits for its deletion, of which AWS says
 *   so in an `InvalidRequestException`.
 */
export const motoExceptions: Pluggable<object, MetadataBearer> = {
  applyToStack(stack) {
    stack.add(answersOfEc2, { step: "initialize", name: "motoExceptions" });
    stack.add(scheduledSecrets, { step: "finalizeRequest", name: "motoScheduledSecrets" });
  },
};

const answersOfEc2: InitializeMiddleware<object, MetadataBearer> =
  (next, { commandName }) =>
  async (args) => {
    const result = await next(args);
    if (commandName === "DescribeNatGatewaysCommand") rememberGateways(result.output);
    if (commandName === "DescribeNetworkInterfacesCommand") leaveOutInterfaces(result.output);
    if (commandName === "DescribeAutoScalingGroupsCommand") completeGroups(result.output);
    return result;
  };

/** The interfaces of NAT gateways that were listed as deleted. */
const gone = new Set<string>();

interface Gateway {
  readonly State?: string;
  readonly NatGatewayAddresses?: readonly { readonly NetworkInterfaceId?: string }[];
}

function rememberGateways(output: object): void {
  const { NatGateways = [] } = output as { readonly NatGateways?: readonly Gateway[] };
  for (const { State, NatGatewayAddresses = [] } of NatGateways)
    if (State === "deleted")
      for (const { NetworkInterfaceId = "" } of NatGatewayAddresses) gone.add(NetworkInterfaceId);
}

function leaveOutInterfaces(output: object): void {
  const answer = output as { NetworkInterfaces?: readonly { readonly NetworkInterfaceId?: string }[] };
  const { NetworkInterfaces = [] } = answer;
  answer.NetworkInterfaces = NetworkInterfaces.filter(({ NetworkInterfaceId = "" }) => !gone.has(NetworkInterfaceId));
}

interface Group {
  readonly MaxSize?: number;
  InstanceMaintenancePolicy?: { readonly MinHealthyPercentage: number; readonly MaxHealthyPercentage: number };
}

function completeGroups(output: object): void {
  const { AutoScalingGroups = [] } = output as { AutoScalingGroups?: Group[] };
  for (const group of AutoScalingGroups) {
    if (group.MaxSize === 1) group.InstanceMaintenancePolicy ??= { MinHealthyPercentage: 0, MaxHealthyPercentage: 100 };
  }
}

interface Request {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Asks moto, in the same account, whether a secret that is said to be there waits for its deletion. */
const scheduledSecrets: FinalizeRequestMiddleware<object, MetadataBearer> =
  (next, { commandName }) =>
  async (args) => {
    try {
      return await next(args);
    } catch (error) {
      const exists = error instanceof Error && error.name === "ResourceExistsException";
      if (commandName !== "CreateSecretCommand" || !exists) throw error;
      const { protocol, hostname, port, headers, body } = args.request as Request;
      const { Name: SecretId } = JSON.parse(body) as { readonly Name: string };
      const answer = await fetch(`${protocol}//${hostname}:${port}/`, {
        method: "POST",
        headers: { ...withoutLength(headers), "x-amz-target": "secretsmanager.DescribeSecret" },
        body: JSON.stringify({ SecretId }),
      });
      const found = (await answer.json()) as { readonly DeletedDate?: number | null };
      if (typeof found.DeletedDate !== "number") throw error;
      const message = "You can't create this secret because a secret with this name is already scheduled for deletion.";
      throw Object.assign(error, { name: "InvalidRequestException", message });
    }
  };

/** A body of another length is sent by somebody else. */
function withoutLength(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(?:content-length|host)$/i.test(name)));
}
