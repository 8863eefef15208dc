import { expect, it } from "vitest";
import { simulatedTrial } from "../../test/simulated-trial.ts";
import { ownBalancers, ownTargetGroups } from "./balancing.ts";

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
