import type { RuleDesign } from "@drydock/core/design";
import type { Ref } from "../engine/ref.ts";
import { SecurityGroup } from "../kinds/security-group.ts";
import { SecurityGroupRules } from "../kinds/security-group-rules.ts";
import { canonicalJson } from "@drydock/systemd/ground";
import type { Chapter } from "./chapter.ts";
import { identitiesOf, unique } from "./node-identity.ts";
import type { BuiltNetwork } from "./network.ts";
import { named } from "./named.ts";

/** The security groups by what they stand around. */
export interface RoleGroups {
  ofRole(name: string): Ref<string>;
  ofBalancer(name: string): Ref<string>;
  /** What a machine of that identity waits for: rules that are not there yet would refuse its first calls. */
  rulesOf(identity: string): readonly { readonly address: string }[];
}

/** One group per identity and per balancer. Sources are groups wherever the caller is one of ours. */
export function buildSecurity({ design, graph }: Chapter, network: BuiltNetwork): RoleGroups {
  const add = (name: string, description: string) =>
    graph.add(SecurityGroup, name, { vpcId: network.vpcId, groupName: `${design.name}-${name}`, description });
  const identities = identitiesOf(design);
  const groups = new Map(identities.map(({ name }) => [name, add(name, `Nodes of ${name}`)]));
  const groupOf = new Map(design.roles.map(({ name, identity }) => [name, named(groups, identity)]));
  const balancers = new Map(
    design.balancers.map(({ name }) => [name, add(`balancer-${name}`, `Load balancer ${name}`)]),
  );

  const sourceOf = ({ from }: RuleDesign) => {
    if ("role" in from) return { groupId: named(groupOf, from.role).id };
    if ("balancer" in from) return { groupId: named(balancers, from.balancer).id };
    return { cidr: "world" in from ? "0.0.0.0/0" : from.cidr };
  };
  const ingressOf = (rules: readonly RuleDesign[]) => {
    const ingress = rules.map((rule) => ({
      protocol: rule.protocol === "all" ? ("-1" as const) : rule.protocol,
      fromPort: rule.ports?.[0] ?? -1,
      toPort: rule.ports?.[1] ?? -1,
      description: rule.description,
      ...sourceOf(rule),
    }));
    // Roles that share a group are one source to AWS, whatever the descriptions say.
    return unique(ingress, ({ description: _description, ...rule }) => canonicalJson(rule));
  };
  const rulesByIdentity = new Map<string, { readonly address: string }>();
  for (const { name, rules } of identities) {
    if (rules.length === 0) continue;
    rulesByIdentity.set(
      name,
      graph.add(SecurityGroupRules, name, { groupId: named(groups, name).id, ingress: ingressOf(rules) }),
    );
  }
  for (const { name, rules } of design.balancers) {
    if (rules.length === 0) continue;
    graph.add(SecurityGroupRules, `balancer-${name}`, {
      groupId: named(balancers, name).id,
      ingress: ingressOf(rules),
    });
  }
  return {
    ofRole: (name) => named(groupOf, name).id,
    ofBalancer: (name) => named(balancers, name).id,
    rulesOf: (identity) => [rulesByIdentity.get(identity)].filter((rules) => rules !== undefined),
  };
}
