import type { SecurityGroup as AwsGroup } from "@aws-sdk/client-ec2";
import type { Diagnostic } from "@drydock/systemd/ground";
import type { Look } from "../aws/cloud.ts";
import { groupName, groupsAround, namesGroup } from "../aws/holding.ts";
import { tagKeys, tagValue } from "../aws/tags.ts";
import type { ObservedResource } from "../engine/observed.ts";
import type { Plan, PlanStep } from "../engine/plan.ts";
import { letsGo } from "../engine/planning/lets-go.ts";
import { stringsIn } from "../engine/planning/mentions.ts";
import { SecurityGroup } from "../kinds/security-group.ts";
import { Vpc } from "../kinds/vpc.ts";
import { SecurityGroupRules } from "../kinds/security-group-rules.ts";
import { notListed } from "./until-listed.ts";

/**
 * What security groups that stay hold of what a plan deletes: a group that their rules name, the network that
 * they lie in. Costs a call where one goes, and none in a look that has listed those around it.
 */
export async function groupHolds(plan: Plan, observed: readonly ObservedResource[], look: Look): Promise<Diagnostic[]> {
  const goingOf = ({ name }: { readonly name: string }) =>
    plan.steps.filter(({ action, kind }) => action === "delete" && kind === name);
  const [going, networks] = [goingOf(SecurityGroup), goingOf(Vpc)];
  if (going.length + networks.length === 0) return [];
  const around = await groupsAround(look, [...networks.flatMap(({ target }) => target ?? []), ...vpcsOf(observed)]);
  const staying = around.filter(({ GroupId }) => !going.some(({ target }) => target === GroupId));
  const inside = networks.flatMap((step) =>
    staying
      .filter(({ VpcId, GroupName }) => VpcId === step.target && GroupName !== "default")
      .map((group) => problem(plan, step, `security group ${groupName(group)}`, group, undefined)),
  );
  const naming = going.flatMap((step) =>
    around
      .filter((group) => group.GroupId !== step.target && namesGroup(group, step.target ?? ""))
      .filter((group) => !isFreed(group, step, plan))
      .map((group) =>
        problem(plan, step, `a rule of security group ${groupName(group)}`, group, rulesOf(group, observed)),
      ),
  );
  return [...naming, ...inside];
}

/** The resource of the cluster's that a group's rules are. */
function rulesOf({ GroupId }: AwsGroup, observed: readonly ObservedResource[]): ObservedResource | undefined {
  return observed.find(({ kind, id }) => kind === SecurityGroupRules.name && id === `${GroupId}/ingress`);
}

/** The networks in which the cluster's security groups lie. */
function vpcsOf(observed: readonly ObservedResource[]): string[] {
  const groups = observed.filter(({ kind }) => kind === SecurityGroup.name);
  return [...new Set(groups.map(({ props }) => String(props["vpcId"])))];
}

/** Whether the group goes, with its rules, or its rules are changed so that none names the other. */
function isFreed({ GroupId }: AwsGroup, { target = "" }: PlanStep, { steps }: Plan): boolean {
  return steps.some((step) => {
    if (step.kind === SecurityGroup.name && step.target === GroupId) return step.action === "delete";
    if (step.kind !== SecurityGroupRules.name || step.target !== `${GroupId}/ingress`) return false;
    // A deletion that leaves others' rules may leave the one that names it.
    const all = step.removes === undefined || step.removes["ingress"]?.some((key) => key.endsWith(` ${target}`));
    return letsGo(step, target) && all === true;
  });
}

function problem(
  plan: Plan,
  { address, target }: PlanStep,
  holder: string,
  group: AwsGroup,
  own: ObservedResource | undefined,
): Diagnostic {
  const cluster = tagValue(group.Tags, tagKeys.cluster);
  // Somebody has put the rule there since the cluster's were looked at.
  const isNewer = own !== undefined && !stringsIn(own.props).includes(target ?? "");
  const isUnlisted = own === undefined ? cluster === plan.cluster : isNewer;
  const remedies = [
    isNewer ? "It has come since the plan was made: plan again." : undefined,
    own === undefined ? undefined : `Let this take it away: prune: [${JSON.stringify(own.address)}].`,
    cluster === plan.cluster ? "It is not in the plan: plan again, once listings show it." : undefined,
    cluster === undefined ? undefined : `Destroy the cluster ${JSON.stringify(cluster)} first.`,
    "It is not the cluster's: have its owner take it away, and plan again.",
  ];
  return {
    severity: "error",
    path: address,
    message: `${target} is held by ${holder}, which no step of the plan moves`,
    remedy: remedies.find((remedy) => remedy !== undefined) ?? "",
    rule: isUnlisted ? notListed : "held",
  };
}
