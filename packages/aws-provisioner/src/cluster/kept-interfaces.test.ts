import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { ref } from "../engine/ref.ts";
import type { Plan } from "../engine/plan.ts";
import { applyPlan } from "./apply-plan.ts";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const addresses = ["10.1.1.40", "10.1.1.41"];

function port(text: string) {
  const net = network({ cidr: "10.1.0.0/16", zones: 1, nat: "none", endpoints: ["ssm"] });
  const db = machines({ subnets: "private", addresses, files: [{ path: "/etc/tide", text }], sessionManager: false });
  return blueprint("port", { network: net, pools: { db } });
}

function world() {
  const account = simulateAccount({ seed: "cards", latency: "typical" });
  const cards = () =>
    account
      .inventory()
      .filter(({ type, tags }) => type === "network-interface" && tags["drydock:address"] !== undefined)
      .map(({ id }) => id);
  const running = () =>
    account.inventory().filter(({ type, state }) => type === "instance" && state === "running").length;
  return { account, options: account.connection, cards, running };
}

/** A plan as one of a release that gave such machines no interfaces of their own, and plans no digests. */
function asBefore({ digests: _none, ...plan }: Plan): Plan {
  const isCard = (address: string) => address.startsWith("network-interface/");
  const group = { step: "create security-group/db", reached: "stable" as const };
  return {
    ...plan,
    steps: plan.steps
      .filter(({ address }) => !isCard(address))
      .map((step) => {
        const needs = step.needs.filter(({ step: id }) => !id.includes("network-interface/"));
        return { ...step, needs: step.kind === "instance" ? [...needs, group] : needs };
      }),
    resources: plan.resources
      .filter(({ address }) => !isCard(address))
      .map((resource) => {
        const { networkInterfaceId: card, ...props } = resource.props;
        const after = resource.after.filter((address) => !isCard(address));
        return card === undefined
          ? { ...resource, after }
          : { ...resource, after, props: { ...props, securityGroupIds: [ref("security-group/db")] } };
      }),
  };
}

describe("machines with fixed addresses in private subnets", () => {
  it("are replaced on the interfaces that hold their addresses, which nobody else can draw meanwhile", async () => {
    const { options, cards, account } = world();
    await createCluster(port("low"), options);
    const before = cards();
    expect(before).toHaveLength(2);
    const made = account.calls.findIndex(({ operation }) => operation === "CreateVpcEndpoint");
    expect(account.calls.slice(0, made).filter(({ operation }) => operation === "CreateNetworkInterface")).toHaveLength(
      2,
    );
    await createCluster(port("high"), options);
    expect(cards()).toEqual(before);
    expect((await planCluster(port("high"), options)).steps).toEqual([]);
  });

  it("of before, which hold their addresses themselves, get interfaces in their turns, and are away for so long", async () => {
    const { options, cards, running, account } = world();
    await applyPlan(asBefore(await planCluster(port("low"), options)), options);
    expect([cards(), running()]).toEqual([[], 2]);
    const plan = await planCluster(port("low"), options);
    const replaced = plan.steps.flatMap(({ id, outage }) => (outage === undefined ? [] : [[id, Math.round(outage)]]));
    expect(replaced).toEqual([
      ["create instance/db-1", 122],
      ["create instance/db-2", 122],
    ]);
    let least = Infinity;
    let over = false;
    const run = createCluster(port("low"), options).then(() => (over = true));
    while (!over) {
      least = Math.min(least, running());
      await account.clock.sleep(3000);
    }
    await run;
    expect([least, running(), cards().length]).toEqual([1, 2, 2]);
    expect((await planCluster(port("low"), options)).steps).toEqual([]);
  });
});
