import { isSeen } from "../ec2/record.ts";
import { securityGroups } from "../ec2/records/security-group.ts";
import type { Moment } from "../state.ts";
import { balancingError } from "./errors.ts";

/**
 * The security groups of a load balancer: those named, or the VPC's default one for an application load
 * balancer.
 */
export function wantedGroups(
  moment: Moment,
  {
    named,
    vpcId,
    type,
  }: {
    readonly named: readonly string[] | undefined;
    readonly vpcId: string;
    readonly type: "application" | "network";
  },
): string[] {
  const { account } = moment;
  for (const id of named ?? []) {
    const group = account.of(securityGroups).get(id);
    if (group === undefined || !isSeen(group, moment))
      throw balancingError("InvalidSecurityGroup", `The security groups '${id}' do not exist`);
    if (group.vpcId !== vpcId) {
      throw balancingError(
        "InvalidConfigurationRequest",
        `The security groups '${id}' do not belong to VPC '${vpcId}'`,
      );
    }
  }
  if (named !== undefined && named.length > 0) return [...new Set(named)];
  if (type === "network") return [];
  return [...account.of(securityGroups).values()].flatMap(({ id, name, vpcId: home }) =>
    home === vpcId && name === "default" ? [id] : [],
  );
}
