import type { MetadataBearer, Pluggable } from "@smithy/types";

/**
 * What moto 5.2.5 leaves out of its answers though AWS gives it, so that an observer cannot know better:
 * `DescribeAutoScalingGroups` has no `InstanceMaintenancePolicy`, and `DescribeNatGateways` forgets a gateway
 * at once that was deleted, which AWS lists as such for an hour (Amazon VPC user guide, "Delete a NAT
 * gateway"). This puts back what every group of one was given, and every gateway that a client has deleted.
 */
export const motoExceptions: Pluggable<object, MetadataBearer> = {
  applyToStack(stack) {
    const deleted: Gateway[] = [];
    stack.add(
      (next, { commandName }) =>
        async (args) => {
          const result = await next(args);
          if (commandName === "DeleteNatGatewayCommand") {
            const { NatGatewayId = "" } = args.input as { readonly NatGatewayId?: string };
            deleted.push({ ...known.get(NatGatewayId), NatGatewayId, State: "deleted" });
          }
          if (commandName === "DescribeNatGatewaysCommand") rememberGateways(args.input, result.output, deleted);
          if (commandName === "DescribeAutoScalingGroupsCommand") completeGroups(result.output);
          return result;
        },
      { step: "initialize", name: "motoExceptions" },
    );
  },
};

/** Gateways as they were listed last: what AWS goes on to say of one that is deleted. */
const known = new Map<string, Gateway>();

interface Gateway {
  readonly NatGatewayId?: string;
  readonly State?: string;
  readonly Tags?: readonly { readonly Key?: string; readonly Value?: string }[];
}

interface Asked {
  readonly Filter?: readonly { readonly Name?: string; readonly Values?: readonly string[] }[];
}

/** Adds those that were deleted and that bear the tags that are asked for. */
function rememberGateways(input: object, output: object, deleted: readonly Gateway[]): void {
  const answer = output as { NatGateways?: Gateway[] };
  for (const gateway of answer.NatGateways ?? []) known.set(gateway.NatGatewayId ?? "", gateway);
  const { Filter = [] } = input as Asked;
  const bears = ({ Tags = [] }: Gateway) =>
    Filter.every(({ Name = "", Values = [] }) => {
      const key = Name.replace(/^tag:/, "");
      return Name === key || Tags.some((tag) => tag.Key === key && Values.includes(tag.Value ?? ""));
    });
  answer.NatGateways = [...(answer.NatGateways ?? []), ...deleted.filter(bears)];
}

function completeGroups(output: object): void {
  const { AutoScalingGroups = [] } = output as { AutoScalingGroups?: Group[] };
  for (const group of AutoScalingGroups) {
    if (group.MaxSize === 1) group.InstanceMaintenancePolicy ??= { MinHealthyPercentage: 0, MaxHealthyPercentage: 100 };
  }
}

interface Group {
  readonly MaxSize?: number;
  InstanceMaintenancePolicy?: { readonly MinHealthyPercentage: number; readonly MaxHealthyPercentage: number };
}
