import type { Service } from "../handler.ts";
import type { InventoryEntry } from "../inventory.ts";
import { checkedHandlers } from "../request/checked-handlers.ts";
import { validationError } from "../request/modelled-error.ts";
import type { Account } from "../state.ts";
import { constraints } from "./constraints.gen.ts";
import { createListener, deleteListener, describeListeners, modifyListener } from "./listener.ts";
import {
  describeLoadBalancerAttributes,
  modifyLoadBalancerAttributes,
  setSecurityGroups,
  setSubnets,
} from "./load-balancer-change.ts";
import { createLoadBalancer, deleteLoadBalancer, describeLoadBalancers } from "./load-balancer.ts";
import { createRule, deleteRule, describeRules, modifyRule } from "./rule.ts";
import { balancingOf } from "./state.ts";
import { addTags, describeTags, removeTags } from "./tagging.ts";
import {
  createTargetGroup,
  deleteTargetGroup,
  describeTargetGroupAttributes,
  describeTargetGroups,
  modifyTargetGroup,
  modifyTargetGroupAttributes,
} from "./target-group.ts";
import { deregisterTargets, describeTargetHealth, registerTargets } from "./target.ts";

const handlers = checkedHandlers(
  { constraints, refuse: validationError },
  {
    CreateLoadBalancer: createLoadBalancer,
    DescribeLoadBalancers: describeLoadBalancers,
    DeleteLoadBalancer: deleteLoadBalancer,
    DescribeLoadBalancerAttributes: describeLoadBalancerAttributes,
    ModifyLoadBalancerAttributes: modifyLoadBalancerAttributes,
    SetSecurityGroups: setSecurityGroups,
    SetSubnets: setSubnets,
    CreateTargetGroup: createTargetGroup,
    DescribeTargetGroups: describeTargetGroups,
    ModifyTargetGroup: modifyTargetGroup,
    DeleteTargetGroup: deleteTargetGroup,
    DescribeTargetGroupAttributes: describeTargetGroupAttributes,
    ModifyTargetGroupAttributes: modifyTargetGroupAttributes,
    RegisterTargets: registerTargets,
    DeregisterTargets: deregisterTargets,
    DescribeTargetHealth: describeTargetHealth,
    CreateListener: createListener,
    DescribeListeners: describeListeners,
    ModifyListener: modifyListener,
    DeleteListener: deleteListener,
    CreateRule: createRule,
    DescribeRules: describeRules,
    ModifyRule: modifyRule,
    DeleteRule: deleteRule,
    AddTags: addTags,
    RemoveTags: removeTags,
    DescribeTags: describeTags,
  },
);

function inventory(account: Account): InventoryEntry[] {
  const { loadBalancers, targetGroups, listeners, rules } = balancingOf(account);
  const entry = (
    type: string,
    id: string,
    tags: ReadonlyMap<string, string>,
    state: string,
    attributes: Record<string, unknown>,
  ): InventoryEntry => ({
    service: "ElasticLoadBalancingV2",
    type,
    id,
    tags: Object.fromEntries(tags),
    state,
    attributes,
  });
  return [
    ...[...loadBalancers.values()].map(({ arn, tags, state, name, type, scheme, vpcId, zones }) =>
      entry("load-balancer", arn, tags, state, {
        name,
        type,
        scheme,
        vpcId,
        subnets: zones.map(({ subnetId }) => subnetId),
      }),
    ),
    ...[...targetGroups.values()].map(({ arn, tags, name, protocol, port, targets }) =>
      entry("target-group", arn, tags, "available", {
        name,
        protocol,
        port,
        targets: [...targets.values()].map(({ id }) => id),
      }),
    ),
    ...[...listeners.values()].map(({ arn, tags, loadBalancerArn, protocol, port }) =>
      entry("listener", arn, tags, "available", { loadBalancerArn, protocol, port }),
    ),
    ...[...rules.values()].map(({ arn, tags, listenerArn, priority }) =>
      entry("listener-rule", arn, tags, "available", { listenerArn, priority }),
    ),
  ];
}

/** Elastic Load Balancing v2: application and network load balancers. */
export const elasticLoadBalancing: Service = { id: "ElasticLoadBalancingV2", handlers, inventory };
