import { simulateAccount } from "@drydock/aws-simulator";
import { network } from "@drydock/core";
import { expect, it } from "vitest";
import type { Connection } from "../aws/connection.ts";
import type { Plan } from "../engine/plan.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import { createNetwork } from "./network-only.ts";

type Plugin = NonNullable<Connection["plugins"]>[number];

const small = network({ cidr: "10.4.0.0/16", zones: 2, nat: "none", tiers: { public: {} }, endpoints: [] });

function account() {
  const simulated = simulateAccount({ seed: "refusals", latency: "typical" });
  return { simulated, options: simulated.connection };
}

/** Answers one operation without the account's knowing, so that nothing comes of it. */
function unheard(operation: string): Plugin {
  return {
    applyToStack: (stack) =>
      stack.add(
        (next, { commandName }) =>
          async (request) =>
            commandName === `${operation}Command` ? { output: { $metadata: {} }, response: {} } : next(request),
        { step: "initialize", priority: "high", name: `unheard${operation}` },
      ),
  };
}

it("wrong-account: changes nothing where the credentials are for another account", async () => {
  const { simulated, options } = account();
  const before = simulated.inventory();
  const made = createNetwork("refused", small, { ...options, account: "999999999999" });
  await expect(made.result).rejects.toMatchObject({
    code: "wrong-account",
    message: [
      "these credentials are for account 123456789012, not 999999999999",
      "Nothing was changed. Check AWS_PROFILE, or the account option.",
    ].join("\n"),
  });
  expect(simulated.inventory()).toEqual(before);
});

it("the account that was expected is taken", async () => {
  const { options } = account();
  await createNetwork("refused", small, { ...options, account: "123456789012" });
});

it("declined: changes nothing where the plan is not confirmed", async () => {
  const { simulated, options } = account();
  const before = simulated.inventory();
  const shown: string[] = [];
  const confirm = async (plan: Plan) => {
    shown.push(plan.cluster);
    return false;
  };
  await expect(createNetwork("refused", small, { ...options, confirm }).result).rejects.toMatchObject({
    code: "declined",
  });
  expect(shown).toEqual(["refused"]);
  expect(simulated.inventory()).toEqual(before);
});

it("not-empty: names what is still there after a destroy that deleted it", async () => {
  const { simulated, options } = account();
  await createNetwork("refused", small, options);
  const vpc = simulated.inventory().find(({ type, tags }) => type === "vpc" && tags["drydock:cluster"] === "refused");
  const plugins = [unheard("DeleteVpc"), ...(options.plugins ?? [])];
  await expect(destroyCluster("refused", { ...options, plugins }).result).rejects.toMatchObject({
    code: "not-empty",
    message: `refused is not empty: vpc/main (${vpc?.id})\nDestroy again; what is left was found by its tags.`,
  });
  expect((await destroyCluster("refused", options)).left).toEqual([]);
});
