import { expect, it } from "vitest";
import { brokenRules, ofNetwork } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";

it.each<[object, readonly string[]]>([
  [{ web: { cidrs: ["10.10.0.0/24", "10.10.1.0/28"] }, db: {} }, []],
  [{ web: { cidrs: ["10.10.0.0/24"], subnets: 1 } }, []],
  [{ web: { cidrs: ["10.10.0.0/24"], subnets: 2 } }, ["tier-ranges at network.tiers.web.subnets"]],
  [{ web: { cidrs: ["10.10.0.0"] } }, ["cidr-form at network.tiers.web.cidrs.0"]],
  [{ web: { cidrs: ["10.10.0.1/24"] } }, ["cidr-host-bits at network.tiers.web.cidrs.0"]],
  [{ web: { cidrs: ["10.10.0.0/28"] } }, []],
  [{ web: { cidrs: ["10.10.0.0/29"] } }, ["subnet-size at network.tiers.web.cidrs.0"]],
  [{ web: { cidrs: ["10.10.0.0/16"] } }, []],
  [{ web: { cidrs: ["10.10.0.0/15"] } }, ["subnet-size at network.tiers.web.cidrs.0"]],
  [{ web: { cidrs: ["10.11.0.0/24"] } }, ["subnet-outside at network.tiers.web.cidrs.0"]],
  [{ web: { cidrs: ["10.10.0.0/24", "10.10.0.0/25"] } }, ["subnet-overlap at network.tiers.web.cidrs.1"]],
  [
    { web: { cidrs: ["10.10.0.0/24"] }, db: { cidrs: ["10.10.1.0/24", "10.10.0.128/25"] } },
    ["subnet-overlap at network.tiers.db.cidrs.1"],
  ],
  [{ web: { cidrs: [] } }, ["tier-subnets at network.tiers.web.subnets"]],
])("%j: %j", (tiers, broken) => {
  expect(brokenRules(ofNetwork({ nat: "none", tiers: tiers as never }))).toEqual(broken);
});

faultsOf([
  [
    "ranges that are not as many as the subnets",
    ofNetwork({ nat: "none", tiers: { web: { cidrs: ["10.10.0.0/24"], subnets: 2 } } }),
    `error at fleet.network.tiers.web.subnets: 2 subnets are wanted, and 1 ranges are given [tier-ranges]
      Give a range for each subnet, or leave subnets out.`,
  ],
]);
