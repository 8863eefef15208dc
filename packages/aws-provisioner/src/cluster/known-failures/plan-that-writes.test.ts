import { simulateAccount, type SimulatedAccount } from "@drydock/aws-simulator";
import { blueprint, existingNetwork, machines, secret } from "@drydock/core";
import { expect, it } from "vitest";
import { createCluster } from "../create-cluster.ts";
import { destroyCluster, planDestroy } from "../destroy-cluster.ts";
import { planCluster } from "../plan-cluster.ts";

/** A network that somebody made with another tool. */
async function standingNetwork({ handle }: SimulatedAccount) {
  const { Vpc } = (await handle("EC2", "CreateVpc", { CidrBlock: "10.6.0.0/16" })) as { Vpc: { VpcId: string } };
  const input = { VpcId: Vpc.VpcId, CidrBlock: "10.6.1.0/24", AvailabilityZone: "us-west-2a" };
  const { Subnet } = (await handle("EC2", "CreateSubnet", input)) as { Subnet: { SubnetId: string } };
  const subnet = { id: Subnet.SubnetId, cidr: "10.6.1.0/24", zone: "us-west-2a" };
  return existingNetwork({ vpcId: Vpc.VpcId, cidr: "10.6.0.0/16", subnets: { private: [subnet] } });
}

function writes({ calls }: SimulatedAccount, from: number): string[] {
  const more = calls.slice(from).filter(({ operation }) => !/^(?:Describe|Get|List|Head|BatchGet)/.test(operation));
  return more.map(({ service, operation }) => `${service} ${operation}`);
}

/**
 * A plan wrote down what it had found as its own, and the next deployment of something else deleted it, in
 * production (https://github.com/alchemy-run/alchemy/issues/793).
 */
it("a plan over what stands writes nothing, and nothing that was taken over goes with what leaves it", async () => {
  const account = simulateAccount({ seed: "plan", latency: "typical" });
  const options = { ...account.connection, environment: { TOKEN: "token" }, including: ["*"] };
  const network = await standingNetwork(account);
  const production = account.inventory();
  const crane = machines({ subnets: "private", count: 1 });
  const secrets = { token: secret.text({ fromEnv: "TOKEN" }) };
  const before = blueprint("quay", { network, secrets });
  const branch = blueprint("quay", { network, secrets, pools: { crane } });

  const from = account.calls.length;
  const plan = await planCluster(branch, options);
  expect(plan.steps.length).toBeGreaterThan(0);
  await planDestroy("quay", options).catch(({ code }: { readonly code: string }) =>
    expect(code).toBe("unknown-cluster"),
  );
  expect(writes(account, from)).toEqual([]);

  for (const next of [before, branch, before]) {
    const at = account.calls.length;
    const { steps } = await planCluster(next, options);
    expect(writes(account, at)).toEqual([]);
    expect(steps.filter(({ kind, action }) => action === "delete" && /^(?:vpc|subnet)$/.test(kind))).toEqual([]);
    await createCluster(next, options);
    expect(account.inventory()).toEqual(expect.arrayContaining(production));
  }
  await destroyCluster("quay", options);
  await account.clock.sleep(8 * 86_400_000);
  expect(account.inventory().filter(({ service }) => service !== "S3")).toEqual(production);
});
