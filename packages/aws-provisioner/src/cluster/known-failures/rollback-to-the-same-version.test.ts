import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, workers } from "@drydock/core";
import { expect, it } from "vitest";
import { createCluster } from "../create-cluster.ts";
import { planCluster } from "../plan-cluster.ts";
import { during } from "./testing/during.ts";

const net = network({ cidr: "10.6.0.0/16", zones: 2, nat: "none", endpoints: [], tiers: { public: {} } });

/** A pool behind a balancer, whose machines of the type t3.large never serve. */
function quay(instanceType: string) {
  const size = { min: 2, desired: 2, max: 4 };
  const expose = [{ port: 80 }];
  return blueprint("quay", {
    network: net,
    pools: { shed: workers({ subnets: "public", size, instanceType, expose }) },
  });
}

interface Group {
  readonly LaunchTemplate: { readonly Version: string };
  readonly Instances: readonly {
    readonly LifecycleState: string;
    readonly LaunchTemplate: { readonly Version: string };
  }[];
}

/**
 * The group was given the new version before its machines were refreshed, so that the refresh, when it
 * failed, rolled back to that same version
 * (https://github.com/hashicorp/terraform-provider-aws/issues/34189).
 */
it("a group keeps its version until the new one has come to serve everywhere, and goes back to it where it never does", async () => {
  const lives = ({ type }: { readonly type: string }) => ({ serves: type !== "t3.large" });
  const account = simulateAccount({ seed: "rollback", latency: "typical", lives });
  const options = account.connection;
  const group = async () => {
    const answer = await account.handle("AutoScaling", "DescribeAutoScalingGroups", {});
    return (answer as { readonly AutoScalingGroups: readonly [Group] }).AutoScalingGroups[0];
  };
  const saved = new Set<string>();
  const look = async () => saved.add((await group()).LaunchTemplate.Version);
  await createCluster(quay("t3.small"), options);
  await account.clock.sleep(600_000);

  const from = account.calls.length;
  const failed = await during(account, createCluster(quay("t3.large"), options), look);
  expect(failed).toMatchObject({ message: expect.stringContaining("is RollbackSuccessful") as string });
  expect([...saved]).toEqual(["1"]);
  const calls = account.calls.slice(from);
  const started = calls.filter(({ operation }) => operation === "StartInstanceRefresh").map(({ input }) => input);
  expect(started).toMatchObject([
    { DesiredConfiguration: { LaunchTemplate: { Version: "2" } }, Preferences: { AutoRollback: true } },
  ]);
  const updates = calls.filter(({ operation }) => operation === "UpdateAutoScalingGroup").map(({ input }) => input);
  expect(updates.filter((input) => JSON.stringify(input).includes("LaunchTemplate"))).toEqual([]);
  const { Instances } = await group();
  expect(Instances.filter(({ LifecycleState }) => LifecycleState === "InService")).toMatchObject([
    { LaunchTemplate: { Version: "1" } },
    { LaunchTemplate: { Version: "1" } },
  ]);

  // One that does come to serve is written when the refresh has succeeded, by AWS itself.
  expect(await during(account, createCluster(quay("t3.medium"), options), look)).toBeUndefined();
  expect([...saved]).toEqual(["1", "3"]);
  expect((await planCluster(quay("t3.medium"), options)).steps).toEqual([]);
});
