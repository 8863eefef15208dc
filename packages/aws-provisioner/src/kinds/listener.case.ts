import type { KindCase } from "../../test/kind-case.ts";
import { Listener } from "./listener.ts";

export const cases: readonly KindCase[] = [
  {
    kind: Listener,
    answers: [["DuplicateListenerException", "A listener already exists on this port", "already-exists"]],
    unsaid: {
      "create AddTags": "AWS checks it where a create brings tags",
    },
    name: "ground/80",
    begin: async (ground) => ({
      balancerArn: await ground.balancer("ground"),
      port: 80,
      protocol: "TCP",
      targetGroupArn: await ground.targetGroup("ground"),
      besides: [],
    }),
    fixed: ["besides"],
    changes: async (ground) => [
      { targetGroupArn: await ground.targetGroup("second") },
      {
        protocol: "TLS",
        certificateArn: `arn:aws:acm:${ground.trial.account.region}:${ground.trial.account.account}:certificate/0a1b2c3d-0000-4000-8000-000000000000`,
      },
    ],
    motoForgets: {
      protocol: "a TLS listener on a network load balancer is refused",
      certificateArn: "the same",
    },
  },
];
