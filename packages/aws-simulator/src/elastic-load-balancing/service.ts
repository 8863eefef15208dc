import type { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import { validationError } from "../request/modelled-error.ts";
import { service } from "../service.ts";
import { constraints } from "./constraints.gen.ts";
import { listener } from "./listener.ts";
import { loadBalancerChange } from "./load-balancer-change.ts";
import { loadBalancer } from "./load-balancer.ts";
import { rule } from "./rule.ts";
import { tagging } from "./tagging.ts";
import { targetGroup } from "./target-group.ts";
import { target } from "./target.ts";

/** Elastic Load Balancing v2: application and network load balancers. */
export const elasticLoadBalancing = service<ElasticLoadBalancingV2>({
  id: "ElasticLoadBalancingV2",
  resources: [loadBalancer, loadBalancerChange, targetGroup, target, listener, rule, tagging],
  rules: { constraints, refuse: validationError },
});
