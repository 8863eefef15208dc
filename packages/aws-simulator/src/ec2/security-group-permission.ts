import type {
  AuthorizeSecurityGroupIngressResult,
  IpPermission,
  RevokeSecurityGroupIngressResult,
  SecurityGroupRuleDescription,
  TagSpecification,
  UpdateSecurityGroupRuleDescriptionsIngressResult,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Call } from "../handler.ts";
import { rulesIn } from "./ip-permissions.ts";
import {
  addRule,
  type RuleFacts,
  rulesOf,
  sameRule,
  type SecurityGroupRule,
  securityGroupRules,
} from "./records/security-group-rule.ts";
import { securityGroupOf } from "./records/security-group.ts";
import { missing, required, stopIfDryRun } from "./refuse.ts";
import type { Ec2Resource } from "./resource.ts";
import { projectRule, revokedRule } from "./security-group-rule.ts";
import { lookUp } from "./table.ts";
import { tagsFor } from "./tags.ts";

/** A request about the rules of a group. */
interface GroupRequest {
  readonly GroupId?: string | undefined;
  readonly DryRun?: boolean | undefined;
}

/** The members that say what rules permit: a list, or one rule by flat members. */
interface PermissionsRequest {
  readonly IpPermissions?: readonly IpPermission[] | undefined;
  readonly CidrIp?: string | undefined;
  readonly IpProtocol?: string | undefined;
  readonly FromPort?: number | undefined;
  readonly ToPort?: number | undefined;
}

interface AuthorizeRequest extends GroupRequest, PermissionsRequest {
  readonly TagSpecifications?: readonly TagSpecification[] | undefined;
}

/**
 * All rules of the call or none: one that is there already refuses them all with InvalidPermission.Duplicate.
 */
function authorize(call: Call<AuthorizeRequest>, egress: boolean): AuthorizeSecurityGroupIngressResult {
  const { input, account } = call;
  const group = securityGroupOf(call, required(input, "GroupId"));
  const wanted = rulesIn(call, group.vpcId, permissionsIn(input), egress);
  const tags = tagsFor("security-group-rule", input.TagSpecifications);
  const present = rulesOf(call, group.id);
  for (const [index, rule] of wanted.entries()) {
    if (
      present.some((other) => sameRule(other, rule)) ||
      wanted.slice(0, index).some((other) => sameRule(other, rule))
    ) {
      throw new AwsError("InvalidPermission.Duplicate", `the specified rule "${describe(rule)}, ALLOW" already exists`);
    }
  }
  if (present.filter((rule) => rule.egress === egress).length + wanted.length > account.quotas.rulesPerGroup) {
    throw new AwsError(
      "RulesPerSecurityGroupLimitExceeded",
      "The maximum number of rules per security group has been reached.",
    );
  }
  stopIfDryRun(input);
  const added = wanted.map((rule) => addRule(call, group.id, rule, new Map(tags)));
  return { Return: true, SecurityGroupRules: added.map((rule) => projectRule(call, rule)) };
}

interface RevokeRequest extends GroupRequest, PermissionsRequest {
  readonly SecurityGroupRuleIds?: readonly string[] | undefined;
}

function revoke(call: Call<RevokeRequest>, egress: boolean): RevokeSecurityGroupIngressResult {
  const { input, account } = call;
  const group = securityGroupOf(call, required(input, "GroupId"));
  const doomed =
    input.SecurityGroupRuleIds === undefined
      ? matching(call, group.id, rulesIn(call, group.vpcId, permissionsIn(input), egress))
      : input.SecurityGroupRuleIds.map((id) => {
          const rule = lookUp(call, securityGroupRules, id);
          if (rule.groupId === group.id && rule.egress === egress) return rule;
          throw new AwsError(
            "InvalidSecurityGroupRuleId.NotFound",
            `The security group rule ID '${id}' does not exist in ${group.id}`,
          );
        });
  stopIfDryRun(input);
  for (const { id } of doomed) account.of(securityGroupRules).delete(id);
  return { Return: true, RevokedSecurityGroupRules: doomed.map(revokedRule) };
}

interface DescriptionsRequest extends GroupRequest {
  readonly IpPermissions?: readonly IpPermission[] | undefined;
  readonly SecurityGroupRuleDescriptions?: readonly SecurityGroupRuleDescription[] | undefined;
}

function redescribe(
  call: Call<DescriptionsRequest>,
  egress: boolean,
): UpdateSecurityGroupRuleDescriptionsIngressResult {
  const { input } = call;
  const group = securityGroupOf(call, required(input, "GroupId"));
  const byId = (input.SecurityGroupRuleDescriptions ?? []).map(({ SecurityGroupRuleId = "", Description }) => ({
    rule: lookUp(call, securityGroupRules, SecurityGroupRuleId),
    Description,
  }));
  const facts = rulesIn(call, group.vpcId, input.IpPermissions ?? [], egress);
  const byFacts = matching(call, group.id, facts).map((rule, index) => ({
    rule,
    Description: facts[index]?.description,
  }));
  if (byId.length + byFacts.length === 0) throw missing("ipPermissions or securityGroupRuleDescriptions");
  stopIfDryRun(input);
  for (const { rule, Description } of [...byId, ...byFacts]) rule.description = Description;
  return { Return: true };
}

/** The rules of a group that those facts describe; one that is not there refuses them all. */
function matching(call: Call<unknown>, groupId: string, wanted: readonly RuleFacts[]): SecurityGroupRule[] {
  const present = rulesOf(call, groupId);
  return wanted.map((facts) => {
    const rule = present.find((other) => sameRule(other, facts));
    if (rule === undefined) {
      throw new AwsError(
        "InvalidPermission.NotFound",
        `The specified rule does not exist in this security group: ${describe(facts)}.`,
      );
    }
    return rule;
  });
}

/** The permissions of a call, or the one rule that its flat members spell. */
function permissionsIn(request: PermissionsRequest): readonly IpPermission[] {
  const { IpPermissions = [], CidrIp, IpProtocol, FromPort, ToPort } = request;
  if (IpPermissions.length > 0) return IpPermissions;
  if (IpProtocol === undefined || CidrIp === undefined) throw missing("ipPermissions");
  return [{ IpProtocol, FromPort, ToPort, IpRanges: [{ CidrIp }] }];
}

function describe({ peer, protocol, fromPort, toPort }: RuleFacts): string {
  return protocol === "-1"
    ? `peer: ${peer.value}, ALL`
    : `peer: ${peer.value}, ${protocol.toUpperCase()}, from port: ${fromPort}, to port: ${toPort}`;
}

/** Adding, removing and describing rules by what they permit. */
export const securityGroupPermission: Ec2Resource = {
  operations: {
    /** AuthorizeSecurityGroupIngress: rules of what may come in. */
    AuthorizeSecurityGroupIngress(call) {
      return authorize(call, false);
    },

    /** AuthorizeSecurityGroupEgress: rules of what may go out. */
    AuthorizeSecurityGroupEgress(call) {
      return authorize(call, true);
    },

    /** RevokeSecurityGroupIngress: by rule id, or by what the rules say. */
    RevokeSecurityGroupIngress(call) {
      return revoke(call, false);
    },

    /** RevokeSecurityGroupEgress: by rule id, or by what the rules say. */
    RevokeSecurityGroupEgress(call) {
      return revoke(call, true);
    },

    /** UpdateSecurityGroupRuleDescriptionsIngress: one without a description loses its own. */
    UpdateSecurityGroupRuleDescriptionsIngress(call) {
      return redescribe(call, false);
    },

    /** UpdateSecurityGroupRuleDescriptionsEgress: one without a description loses its own. */
    UpdateSecurityGroupRuleDescriptionsEgress(call) {
      return redescribe(call, true);
    },
  },
};
