import type { MetadataBearer, Pluggable } from "@smithy/types";

/**
 * What moto 5.2.5 leaves out of its answers though AWS gives it, so that an observer cannot know better:
 * `DescribeAutoScalingGroups` has no `InstanceMaintenancePolicy`. This puts back what every group of one was
 * given.
 */
export const motoExceptions: Pluggable<object, MetadataBearer> = {
  applyToStack(stack) {
    stack.add(
      (next, { commandName }) =>
        async (args) => {
          const result = await next(args);
          if (commandName !== "DescribeAutoScalingGroupsCommand") return result;
          const { AutoScalingGroups = [] } = result.output as { AutoScalingGroups?: Group[] };
          for (const group of AutoScalingGroups) {
            if (group.MaxSize === 1)
              group.InstanceMaintenancePolicy ??= { MinHealthyPercentage: 0, MaxHealthyPercentage: 100 };
          }
          return result;
        },
      { step: "initialize", name: "motoExceptions" },
    );
  },
};

interface Group {
  readonly MaxSize?: number;
  InstanceMaintenancePolicy?: { readonly MinHealthyPercentage: number; readonly MaxHealthyPercentage: number };
}
