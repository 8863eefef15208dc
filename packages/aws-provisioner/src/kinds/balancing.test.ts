import { describe, expect, it } from "vitest";
import { simulatedTrial } from "../../test/simulated-trial.ts";
import { type ObservedResource, readKind } from "../engine/observed.ts";
import { balancingName, ownBalancers, ownTargetGroups } from "./balancing.ts";
import { kindNamed } from "./registry.ts";

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

describe("balancers that are waited for", () => {
  const again = async () => {
    const { trial, ground } = await simulatedTrial("again");
    const ids = [await ground.balancer("web"), await ground.balancer("api")];
    const listed = await trial.list("load-balancer");
    const [made, other] = ids.map((id) => listed.find((one) => one.id === id)!) as [ObservedResource, ObservedResource];
    const ask = async (...ids: readonly string[]) => {
      trial.calls.length = 0;
      const known = [made, other].map((one, at) => ({ ...one, id: ids[at] ?? one.id }));
      const found = await readKind(trial.provider.look(trial.signal), kindNamed("load-balancer"), "existence", known);
      return { found, operations: trial.calls.map(({ operation }) => operation) };
    };
    return { made, other, ask };
  };

  it("are asked for by what they are, without their tags, which nobody changes meanwhile", async () => {
    const { made, other, ask } = await again();
    const { found, operations } = await ask();
    expect(operations).toEqual(["DescribeLoadBalancers"]);
    const told = [made, other].map(({ address, tags }) => ({ address, tags, status: "ready" }));
    expect(found.map(({ address, tags, status }) => ({ address, tags, status }))).toEqual(expect.arrayContaining(told));
  });

  it("are all listed where one of them is not there", async () => {
    const { made, ask } = await again();
    const gone = made.id.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
    const { found } = await ask(gone);
    expect(found.map(({ address }) => address)).toEqual(
      expect.arrayContaining(["load-balancer/web", "load-balancer/api"]),
    );
  });
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
