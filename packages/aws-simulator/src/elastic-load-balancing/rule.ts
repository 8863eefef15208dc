import type { ElasticLoadBalancingV2, Rule } from "@aws-sdk/client-elastic-load-balancing-v2";
import { validationError } from "../request/modelled-error.ts";
import { resource } from "../resource.ts";
import { balancingError } from "./errors.ts";
import { checkActions, noteUse } from "./forwarding.ts";
import { shownAction } from "./listener.ts";
import { pageOf } from "./page.ts";
import { type ListenerRecord, listeners } from "./records/listener.ts";
import { loadBalancers } from "./records/load-balancer.ts";
import { type RuleRecord, rules, rulesOf } from "./records/rule.ts";
import { resourceTags } from "./resource-tags.ts";
import { recordAt } from "./table.ts";

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
      const listener = recordAt(account, listeners, input.ListenerArn);
      const balancer = recordAt(account, loadBalancers, listener.loadBalancerArn);
      if (balancer.type !== "application")
        throw balancingError("InvalidConfigurationRequest", "Rules are supported for application load balancers only");
      if (input.Conditions.length === 0) throw validationError("A condition must be specified");
      checkActions(moment, balancer, listener.protocol, input.Actions);
      const siblings = rulesOf(account, listener.arn);
      if (siblings.some(({ priority }) => priority === input.Priority)) {
        throw balancingError("PriorityInUse", `Priority '${input.Priority}' is currently in use`);
      }
      if (siblings.length >= 100)
        throw balancingError("TooManyRules", "The maximum number of rules per load balancer is '100'");
      const tags = resourceTags(input.Tags);
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
      for (const arn of arns) if (!defaults.some(({ rule }) => rule.RuleArn === arn)) recordAt(account, rules, arn);
      const home = of === undefined ? undefined : recordAt(account, listeners, of).arn;
      const chosen = [...own, ...defaults].filter(({ listenerArn, rule }) =>
        home === undefined ? arns.includes(rule.RuleArn ?? "") : listenerArn === home,
      );
      const { rows, rest } = pageOf(chosen, ({ listenerArn, rank }) => `${listenerArn} ${rank}`, input);
      return { Rules: rows.map(({ rule }) => rule), ...rest };
    },

    /** ModifyRule: conditions and actions. */
    ModifyRule({ input, account, now }) {
      const moment = { account, now };
      const rule = recordAt(account, rules, input.RuleArn);
      const listener = recordAt(account, listeners, rule.listenerArn);
      if (input.Actions !== undefined)
        checkActions(
          moment,
          recordAt(account, loadBalancers, listener.loadBalancerArn),
          listener.protocol,
          input.Actions,
        );
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
      account.of(rules).delete(recordAt(account, rules, input.RuleArn).arn);
      noteUse({ account, now });
      return {};
    },
  },
});
