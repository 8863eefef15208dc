import { describe, expect, it } from "vitest";
import { kindCases } from "../../test/kind-case.ts";
import { nameIn } from "../../test/kind-life.ts";
import { simulatedTrial } from "../../test/simulated-trial.ts";
import { kindNamed } from "./registry.ts";

/** One of a kind that stands, with what it lacks before it serves. */
async function standing(name: string) {
  const { trial, ground, simulated, another } = await simulatedTrial(`${name} serves`);
  const [life] = kindCases.filter(({ kind }) => kind.name === name);
  if (life === undefined) throw new Error(`${name} has no case`);
  const made = await trial.stand(life.kind, nameIn(life), await life.begin(ground));
  const lacks = async (by = trial) => kindNamed(name).serving?.lacks(by.provider.look(by.signal), made);
  const sleep = (seconds: number) => simulated.clock.sleep(seconds * 1000);
  return { lacks, sleep, calls: trial.calls, other: another("trial"), simulated, made };
}

describe("what a resource lacks before it serves, in AWS's words", () => {
  it.each([
    ["dns-records", /^change C\w+ is PENDING: not every name server has it$/],
    ["hosted-zone", /^change C\w+ is PENDING: not every name server has it$/],
    ["instance", /^status checks: instance initializing, system initializing$/],
    ["auto-scaling-group", /^i-\w+: status checks: instance initializing, system initializing$/],
  ])("is told of a %s, until nothing is left of it", async (name, words) => {
    const { lacks, sleep } = await standing(name);
    expect(await lacks()).toMatch(words);
    await sleep(600);
    expect(await lacks()).toBeUndefined();
  });

  it.each(["dns-records", "hosted-zone"])(
    "is nothing of a %s that this run did not change, without a call",
    async (name) => {
      const { lacks, other } = await standing(name);
      expect(await lacks(other)).toBeUndefined();
      expect(other.calls).toEqual([]);
    },
  );

  it("is that a machine does not run", async () => {
    const { lacks, sleep, simulated, made } = await standing("instance");
    await simulated.handle("EC2", "StopInstances", { InstanceIds: [made.id] });
    await sleep(120);
    expect(await lacks()).toBe("in state stopped");
  });

  it("is that a group lacks machines", async () => {
    const { lacks, simulated, made } = await standing("auto-scaling-group");
    await simulated.handle("AutoScaling", "UpdateAutoScalingGroup", {
      AutoScalingGroupName: made.id,
      DesiredCapacity: 4,
    });
    expect(await lacks()).toBe("2 of 4 instances in service");
  });
});
