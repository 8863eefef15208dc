import { it } from "vitest";
import { expectRefusal, serviceWorld, type ServiceWorld } from "../../test/service-world.ts";

const nowhere = "arn:aws:elasticloadbalancing:us-west-2:123456789012";

it.each<[string, string, string, RegExp]>([
  ["load balancer", "loadbalancer/net/a/0", "LoadBalancerNotFoundException", /^Load balancer 'arn:.*a\/0' not found$/],
  ["target group", "targetgroup/a/0", "TargetGroupNotFoundException", /^Target groups 'arn:.*a\/0' not found$/],
  ["listener", "listener/net/a/0/0", "ListenerNotFoundException", /^One or more listeners not found$/],
  ["rule", "listener-rule/net/a/0/0/0", "RuleNotFoundException", /^One or more rules not found$/],
  ["resource of a kind that there is not", "certificate/0", "ValidationError", /is not a valid ARN/],
])("refuses a %s that is not there", async (_, rest, name, words) => {
  const { balancing } = serviceWorld({ latency: "none" });
  await expectRefusal(balancing.describeTags({ ResourceArns: [`${nowhere}:${rest}`] }), name, words);
});

it.each<[string, (balancing: ServiceWorld["balancing"], arn: string) => Promise<unknown>]>([
  ["load balancer", (balancing, arn) => balancing.deleteLoadBalancer({ LoadBalancerArn: arn })],
  ["target group", (balancing, arn) => balancing.deleteTargetGroup({ TargetGroupArn: arn })],
  ["listener", (balancing, arn) => balancing.deleteListener({ ListenerArn: arn })],
  ["rule", (balancing, arn) => balancing.deleteRule({ RuleArn: arn })],
])("refuses what is no ARN of a %s", async (noun, remove) => {
  const { balancing } = serviceWorld({ latency: "none" });
  const arn = `${nowhere}:volume/0`;
  await expectRefusal(remove(balancing, arn), "ValidationError", new RegExp(`^'${arn}' is not a valid ${noun} ARN$`));
});
