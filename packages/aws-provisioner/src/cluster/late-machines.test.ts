import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, workers } from "@drydock/core";
import { expect, it } from "vitest";
import { createCluster } from "./create-cluster.ts";

const pier = (instanceType: string) =>
  blueprint("pier", {
    network: network({ cidr: "10.4.0.0/16", zones: 1, nat: "none" }),
    pools: { web: workers({ subnets: "public", size: { min: 0, desired: 0, max: 2 }, instanceType }) },
  });

it("machines that a group has got since it was looked at are replaced where it gets another version", async () => {
  const { connection, calls, clock, handle } = simulateAccount({ seed: "late", latency: "typical" });
  await createCluster(pier("t3.medium"), connection);
  const confirm = async () => {
    await handle("AutoScaling", "SetDesiredCapacity", { AutoScalingGroupName: "pier-web", DesiredCapacity: 1 });
    await clock.sleep(300_000);
    return true;
  };
  await createCluster(pier("t3.large"), { ...connection, confirm });
  expect(calls.filter(({ operation }) => operation === "StartInstanceRefresh")).toHaveLength(1);
});
