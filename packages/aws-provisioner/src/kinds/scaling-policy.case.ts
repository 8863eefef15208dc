import type { KindCase } from "../../test/kind-case.ts";
import { httpHealth } from "../../test/ground.ts";
import { whatScales } from "./name-within.ts";
import { metrics, ScalingPolicy } from "./scaling-policy.ts";

const answers: KindCase["answers"] = [
  ["ValidationError", "Policy fleet.web.cpu not found for AutoScalingGroup fleet-web", "not-found"],
  ["ValidationError", "The load balancer does not route traffic to the target group.", "other"],
];

export const cases: readonly KindCase[] = [
  {
    kind: ScalingPolicy,
    answers,
    name: "ground/cpu",
    begin: async (ground) => ({
      groupName: await ground.scalingGroup([]),
      policyName: whatScales(ground.trial.cluster, "ground/cpu"),
      metric: metrics.cpu,
      target: 60,
    }),
    changes: async () => [{ target: 50.5 }],
    fixed: ["balancerArn", "targetGroupArn"],
  },
  {
    kind: ScalingPolicy,
    answers,
    name: "ground/requests",
    begin: async (ground) => {
      const [first, second] = [await served(ground, "one"), await served(ground, "two")];
      return {
        groupName: await ground.scalingGroup([first.targetGroupArn, second.targetGroupArn]),
        policyName: whatScales(ground.trial.cluster, "ground/requests"),
        metric: metrics.requests,
        target: 1000,
        ...first,
      };
    },
    changes: async (ground) => [await served(ground, "two"), { target: 900 }],
  },
];

async function served(ground: Parameters<KindCase["begin"]>[0], name: string) {
  const targetGroupArn = await ground.id("target-group", name, async () => ({
    groupName: ground.named(name),
    vpcId: await ground.vpc(),
    protocol: "HTTP",
    port: 80,
    health: httpHealth,
    listed: false,
  }));
  const balancerArn = await ground.id("load-balancer", name, async () => ({
    balancerName: ground.named(`web-${name}`),
    type: "application",
    scheme: "internal",
    subnetIds: [await ground.subnet(1), await ground.subnet(2)],
    securityGroupIds: [await ground.group("ground")],
  }));
  await ground.id("listener", `${name}/80`, () => ({ balancerArn, port: 80, protocol: "HTTP", targetGroupArn }));
  return { balancerArn, targetGroupArn };
}
