import type { ElasticLoadBalancingV2, Rule } from "@aws-sdk/client-elastic-load-balancing-v2";
import { validationError } from "../request/modelled-error.ts";
import { page } from "../request/page.ts";
import { resource } from "../resource.ts";
import { balancingError, invalidMarker } from "./errors.ts";
import { checkActions, noteUse } from "./forwarding.ts";
import { shownAction } from "./listener.ts";
import { listenerAt, type ListenerRecord, listeners } from "./records/listener.ts";
import { loadBalancerAt } from "./records/load-balancer.ts";
import { ruleAt, type RuleRecord, rules } from "./records/rule.ts";
import { addResourceTags } from "./resource-tags.ts";

function shownRule(rule: RuleRecord): Rule {
  return {
    RuleArn: rule.arn,
    Priority: String(rule.priority),
    Conditions: rule.conditions,
    Actions: rule.actions.map(shownAction),
    IsDefault: false,
  };
}

function defaultRule(listener: ListenerRecord): Rule {
  return {
    RuleArn: defaultRuleArn(listener),
    Priority: "default",
    Conditions: [],
    Actions: listener.actions.map(shownAction),
    IsDefault: true,
  };
}

function defaultRuleArn({ arn }: ListenerRecord): string {
  return `${arn.replace(":listener/", ":listener-rule/")}/${arn.slice(-16)}`;
}

/** Rules of an application load balancer's listeners. */
export const rule = resource<ElasticLoadBalancingV2, RuleRecord>({
  type: "listener-rule",
  table: rules,
  tags: ({ tags }) => tags,
  inventory: ({ listenerArn, priority }) => ({ attributes: { listenerArn, priority } }),
  operations: {
    /** CreateRule: only listeners of application load balancers take any; a priority is taken once. */
    CreateRule({ input, account, now }) {
      const moment = { account, now };
      const listener = listenerAt(account, input.ListenerArn);
      const balancer = loadBalancerAt(account, listener.loadBalancerArn);
      if (balancer.type !== "application")
        throw balancingError("InvalidConfigurationRequest", "Rules are supported for application load balancers only");
      if (input.Conditions.length === 0) throw validationError("A condition must be specified");
      checkActions(moment, balancer, listener.protocol, input.Actions);
      const siblings = [...account.of(rules).values()].filter(({ listenerArn }) => listenerArn === listener.arn);
      if (siblings.some(({ priority }) => priority === input.Priority)) {
        throw balancingError("PriorityInUse", `Priority '${input.Priority}' is currently in use`);
      }
      if (siblings.length >= 100)
        throw balancingError("TooManyRules", "The maximum number of rules per load balancer is '100'");
      const tags = new Map<string, string>();
      addResourceTags(tags, input.Tags);
      const rule: RuleRecord = {
        arn: `${listener.arn.replace(":listener/", ":listener-rule/")}/${account.random.hex(16)}`,
        listenerArn: listener.arn,
        priority: input.Priority,
        conditions: input.Conditions,
        actions: input.Actions,
        tags,
      };
      account.of(rules).set(rule.arn, rule);
      noteUse(moment);
      return { Rules: [shownRule(rule)] };
    },

    /** DescribeRules of a listener, its default rule last, or by ARN. */
    DescribeRules({ input, account }) {
      const { ListenerArn: of, RuleArns: arns = [] } = input;
      if (of === undefined && arns.length === 0)
        throw validationError("You must specify either listener rule ARNs or a listener ARN");
      const defaults = [...account.of(listeners).values()].map((listener) => ({
        listenerArn: listener.arn,
        rule: defaultRule(listener),
        rank: "default",
      }));
      const own = [...account.of(rules).values()].map((rule) => ({
        listenerArn: rule.listenerArn,
        rule: shownRule(rule),
        rank: String(rule.priority).padStart(5, "0"),
      }));
      for (const arn of arns) if (!defaults.some(({ rule }) => rule.RuleArn === arn)) ruleAt(account, arn);
      const home = of === undefined ? undefined : listenerAt(account, of).arn;
      const chosen = [...own, ...defaults].filter(({ listenerArn, rule }) =>
        home === undefined ? arns.includes(rule.RuleArn ?? "") : listenerArn === home,
      );
      const { rows, next } = page(chosen, {
        key: ({ listenerArn, rank }) => `${listenerArn} ${rank}`,
        limit: input.PageSize ?? 400,
        token: input.Marker,
        refuse: invalidMarker,
      });
      return { Rules: rows.map(({ rule }) => rule), ...(next && { NextMarker: next }) };
    },

    /** ModifyRule: conditions and actions. */
    ModifyRule({ input, account, now }) {
      const moment = { account, now };
      const rule = ruleAt(account, input.RuleArn);
      const listener = listenerAt(account, rule.listenerArn);
      if (input.Actions !== undefined)
        checkActions(moment, loadBalancerAt(account, listener.loadBalancerArn), listener.protocol, input.Actions);
      rule.conditions = input.Conditions ?? rule.conditions;
      rule.actions = input.Actions ?? rule.actions;
      noteUse(moment);
      return { Rules: [shownRule(rule)] };
    },

    /** DeleteRule: never the default one. */
    DeleteRule({ input, account, now }) {
      if ([...account.of(listeners).values()].some((listener) => defaultRuleArn(listener) === input.RuleArn)) {
        throw balancingError("OperationNotPermitted", `Default rule '${input.RuleArn}' cannot be deleted`);
      }
      account.of(rules).delete(ruleAt(account, input.RuleArn).arn);
      noteUse({ account, now });
      return {};
    },
  },
});
