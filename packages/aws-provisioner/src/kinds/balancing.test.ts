import { expect, it } from "vitest";
import { simulatedTrial } from "../../test/simulated-trial.ts";
import { balancingName, ownBalancers, ownTargetGroups } from "./balancing.ts";

it("a balancer that AWS does not describe in full keeps no other listing of the look waiting", async () => {
  const { trial, ground } = await simulatedTrial("in full");
  await ground.targetGroup("web");
  const look = trial.provider.look(trial.signal);
  const { balancing } = look.clients;
  balancing.describeLoadBalancers = async () => ({ $metadata: {}, LoadBalancers: [{ LoadBalancerName: "trial-web" }] });
  const reading = Promise.allSettled([ownBalancers(look), ownTargetGroups(look)]);
  const minute = trial.account.clock.sleep(60_000).then(() => "waits for ever");
  expect(await Promise.race([reading, minute])).toMatchObject([
    { status: "rejected", reason: { code: "incomplete-answer" } },
    { status: "fulfilled", value: [{ group: { TargetGroupName: "trial-web" } }] },
  ]);
});

it.each([
  ["web", /^fleet-web-[0-9a-f]{6}$/],
  ["a_b..c", /^fleet-a-b-c-[0-9a-f]{6}$/],
  ["x".repeat(19), /^fleet-x{19}-[0-9a-f]{6}$/],
  ["x".repeat(20), /^fleet-x{19}-[0-9a-f]{6}$/],
  [`${"x".repeat(18)}-y`, /^fleet-x{18}-[0-9a-f]{6}$/],
  ["-", /^fleet-[0-9a-f]{6}$/],
])("a balancer's name takes 32 letters, digits and single hyphens: %s", (name, form) => {
  expect(balancingName("fleet", name, {})).toMatch(form);
});

it("a balancer's name is another for another cluster, name, and whatever cannot change in place", () => {
  const long = "x".repeat(30);
  const names = [
    balancingName("fleet", `${long}a`, { scheme: "internal" }),
    balancingName("fleet", `${long}b`, { scheme: "internal" }),
    balancingName("fleet", `${long}a`, { scheme: "internet-facing" }),
    balancingName("fleet-x", `${long}a`.slice(2), { scheme: "internal" }),
  ];
  expect(new Set(names).size).toBe(names.length);
});
