import { onCall, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, workers } from "@drydock/core";
import { expect, it } from "vitest";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const pier = blueprint("pier", {
  network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "none" }),
  pools: { web: workers({ subnets: "public", size: { min: 0, desired: 1, max: 2 } }) },
});

it.each(["EC2.CreateRoute", "EC2.AttachInternetGateway", "EC2.AssociateRouteTable", "IAM.AddRoleToInstanceProfile"])(
  "%s that nobody answered is known again, though no listing shows it for long",
  async (operation) => {
    const lost = onCall(operation, { kind: "lose-answer" }, { nth: 1 });
    const { connection, clock } = simulateAccount({
      seed: operation,
      latency: "typical",
      listingLag: "worst",
      faults: [lost],
    });
    await createCluster(pier, connection);
    await clock.sleep(600_000);
    expect((await planCluster(pier, connection)).steps).toEqual([]);
  },
);
