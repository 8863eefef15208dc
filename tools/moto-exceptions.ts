import type { FinalizeRequestMiddleware, InitializeMiddleware, MetadataBearer, Pluggable } from "@smithy/types";

/**
 * What moto 5.2.5 does otherwise than AWS, so that an observer cannot know better. This puts it right:
 *
 * - `DescribeAutoScalingGroups` has no `InstanceMaintenancePolicy`: every group of one gets what it was
 *   given.
 * - The interface of a NAT gateway stays when that is deleted, and the address stays associated with it. AWS
 *   deletes the one and sets the other free (Amazon VPC user guide, "Delete a NAT gateway"): so does whoever
 *   finds a deleted gateway listed.
 * - `CreateSecret` says `ResourceExistsException` of a secret that waits for its deletion, of which AWS says
 *   so in an `InvalidRequestException`.
 */
export const motoExceptions: Pluggable<object, MetadataBearer> = {
  applyToStack(stack) {
    stack.add(maintainedGroups, { step: "initialize", name: "motoMaintainedGroups" });
    stack.add(deletedGateways, { step: "finalizeRequest", name: "motoDeletedGateways" });
    stack.add(scheduledSecrets, { step: "finalizeRequest", name: "motoScheduledSecrets" });
  },
};

/** A header of what is asked for an exception's sake alone, and by no run. */
export const ofException = "x-moto-exception";

interface Group {
  readonly MaxSize?: number;
  InstanceMaintenancePolicy?: { readonly MinHealthyPercentage: number; readonly MaxHealthyPercentage: number };
}

const maintainedGroups: InitializeMiddleware<object, MetadataBearer> = (next) => async (args) => {
  const result = await next(args);
  const { AutoScalingGroups = [] } = result.output as { readonly AutoScalingGroups?: readonly Group[] };
  for (const group of AutoScalingGroups) {
    if (group.MaxSize === 1) group.InstanceMaintenancePolicy ??= { MinHealthyPercentage: 0, MaxHealthyPercentage: 100 };
  }
  return result;
};

interface Gateway {
  readonly State?: string;
  readonly NatGatewayAddresses?: readonly { readonly NetworkInterfaceId?: string; readonly AssociationId?: string }[];
}

/** The interfaces of deleted gateways that are deleted, too. */
const cleared = new Set<string>();

const deletedGateways: FinalizeRequestMiddleware<object, MetadataBearer> = (next) => async (args) => {
  const result = await next(args);
  const { NatGateways = [] } = result.output as { readonly NatGateways?: readonly Gateway[] };
  for (const { State, NatGatewayAddresses = [] } of NatGateways) {
    for (const { NetworkInterfaceId = "", AssociationId } of State === "deleted" ? NatGatewayAddresses : []) {
      if (cleared.has(NetworkInterfaceId)) continue;
      cleared.add(NetworkInterfaceId);
      const ask = (query: Record<string, string>) =>
        askMoto(args.request, {}, String(new URLSearchParams({ Version: "2016-11-15", ...query })));
      // Somebody else may have done so before, which is refused then.
      if (AssociationId !== undefined) await ask({ Action: "DisassociateAddress", AssociationId });
      await ask({ Action: "DeleteNetworkInterface", NetworkInterfaceId });
    }
  }
  return result;
};

const scheduledSecrets: FinalizeRequestMiddleware<object, MetadataBearer> =
  (next, { commandName }) =>
  async (args) => {
    try {
      return await next(args);
    } catch (error) {
      const exists = error instanceof Error && error.name === "ResourceExistsException";
      if (commandName !== "CreateSecretCommand" || !exists) throw error;
      const { Name: SecretId } = JSON.parse((args.request as Request).body) as { readonly Name: string };
      const target = { "x-amz-target": "secretsmanager.DescribeSecret" };
      const answer = await askMoto(args.request, target, JSON.stringify({ SecretId }));
      const { DeletedDate } = (await answer.json()) as { readonly DeletedDate?: number | null };
      if (typeof DeletedDate !== "number") throw error;
      const message = "You can't create this secret because a secret with this name is already scheduled for deletion.";
      throw Object.assign(error, { name: "InvalidRequestException", message });
    }
  };

interface Request {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Asks moto something else by the same way, in the same account: it checks no signature. */
function askMoto(request: unknown, more: Readonly<Record<string, string>>, body: string): Promise<Response> {
  const { protocol, hostname, port, headers } = request as Request;
  const others = Object.entries(headers).filter(([name]) => !/^(?:content-length|host)$/i.test(name));
  return fetch(`${protocol}//${hostname}:${port}/`, {
    method: "POST",
    headers: { ...Object.fromEntries(others), ...more, [ofException]: "yes" },
    body,
  });
}
