import { onCall, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, workers } from "@drydock/core";
import { expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const jetty = blueprint("jetty", {
  network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "none" }),
  pools: { web: workers({ subnets: "public", size: { min: 0, desired: 1, max: 2 } }) },
});

/** Changes that refuse to come twice, and of which listings tell late. */
const once = [
  "EC2.CreateRoute",
  "EC2.AssociateRouteTable",
  "EC2.AttachInternetGateway",
  "IAM.AddRoleToInstanceProfile",
];

it.each(once)("%s that was done, and not heard of, is no failure while listings are behind", async (operation) => {
  const lost = onCall(operation, { kind: "lose-answer" }, { nth: 1 });
  const account = simulateAccount({ seed: operation, latency: "typical", listingLag: "worst", faults: [lost] });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(jetty, options);
  expect(account.calls.filter((call) => `${call.service}.${call.operation}` === operation).length).toBeGreaterThan(0);
  await account.clock.sleep(600_000);
  expect((await planCluster(jetty, options)).steps).toEqual([]);
});
