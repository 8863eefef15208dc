import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, workers } from "@drydock/core";
import { expect, it } from "vitest";
import type { Connection } from "../aws/connection.ts";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";

type Plugin = NonNullable<Connection["plugins"]>[number];

const pier = blueprint("pier", {
  network: network({ cidr: "10.4.0.0/16", zones: 1, nat: "none" }),
  pools: { web: workers({ subnets: "public", size: { min: 0, desired: 1, max: 2 } }) },
});

/** Has the listing of roles tell of them as they were before they had any policy. */
function before(): Plugin {
  return {
    applyToStack: (stack) =>
      stack.add(
        (next, { commandName = "" }) =>
          async (request) => {
            const answer = await next(request);
            if (commandName !== "GetAccountAuthorizationDetailsCommand") return answer;
            const { RoleDetailList = [] } = answer.output as { RoleDetailList?: object[] };
            const lists = { RolePolicyList: [], AttachedManagedPolicies: [] };
            const listed = RoleDetailList.map((role) => ({ ...role, ...lists }));
            return { ...answer, output: { ...answer.output, RoleDetailList: listed } };
          },
        { step: "initialize", priority: "high", name: "before" },
      ),
  };
}

async function standing() {
  const account = simulateAccount({ seed: "anew", latency: "typical" });
  await createCluster(pier, account.connection);
  return account;
}

it("a role of which listings tell before it had its policies is deleted with them", async () => {
  const { connection, inventory } = await standing();
  const plugins = [before(), ...connection.plugins];
  expect((await destroyCluster("pier", { ...connection, plugins })).left).toEqual([]);
  expect(inventory().filter(({ type }) => type === "role")).toEqual([]);
});

it("a policy that somebody has attached since holds it all the same", async () => {
  const { connection, handle } = await standing();
  const PolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: "s3:*", Resource: "*" }],
  });
  await handle("IAM", "PutRolePolicy", { RoleName: "pier-web-us-west-2", PolicyName: "theirs", PolicyDocument });
  const plugins = [before(), ...connection.plugins];
  await expect(destroyCluster("pier", { ...connection, plugins })).rejects.toMatchObject({ code: "held" });
});
