import { describe, expect, it } from "vitest";
import { kindCases } from "../../test/kind-case.ts";
import { nameIn } from "../../test/kind-life.ts";
import { simulatedTrial } from "../../test/simulated-trial.ts";
import type { AnyAwsKind } from "../aws/kind.ts";
import type { Observed } from "../engine/kind.ts";
import { kindNamed, kinds } from "./registry.ts";

/** Kinds of which the simulated account shows some on their way. */
const onTheirWay = [
  "attachment",
  "auto-scaling-group",
  "instance",
  "load-balancer",
  "nat-gateway",
  "target",
  "volume",
  "vpc",
  "vpc-endpoint",
];

describe("a kind that can be on its way", () => {
  it("says why in its reason, or explains it", async () => {
    const seen = new Map<string, Observed[]>();
    for (const [nth, life] of kindCases.entries()) {
      const { trial, ground } = await simulatedTrial(`why ${nth}`);
      const { read } = life.kind;
      const kind: AnyAwsKind = {
        ...life.kind,
        read(raw: never, look) {
          const observed = read(raw, look);
          if (observed?.status === "pending") seen.set(kind.name, [...(seen.get(kind.name) ?? []), observed]);
          return observed;
        },
      };
      await trial.stand(kind, nameIn(life), await life.begin(ground));
    }
    const silent = [...seen].flatMap(([name, all]) =>
      kindNamed(name).explain === undefined && all.some(({ reason }) => reason === undefined) ? [name] : [],
    );
    expect(silent).toEqual([]);
    expect([...seen.keys()].toSorted()).toEqual(onTheirWay);
  });
});

const tagged = (address: string) => ({ Tags: [{ Key: "drydock:address", Value: address }] });
const machine = { ...tagged("instance/trial"), InstanceId: "i-1", ImageId: "ami-1", InstanceType: "t3.small" };

// The words are in the fields that the API references give for them.
describe("a failure is told in AWS's words", () => {
  it.each<[string, object, string, string]>([
    [
      "nat-gateway",
      {
        NatGatewayId: "nat-1",
        SubnetId: "s",
        State: "failed",
        FailureCode: "Gateway.NotAttached",
        FailureMessage: "Network vpc-1 has no Internet gateway attached",
      },
      "failed",
      "Network vpc-1 has no Internet gateway attached",
    ],
    [
      "nat-gateway",
      { NatGatewayId: "nat-1", SubnetId: "s", State: "failed", FailureCode: "InternalError" },
      "failed",
      "InternalError",
    ],
    ["nat-gateway", { NatGatewayId: "nat-1", SubnetId: "s", State: "pending" }, "pending", "in state pending"],
    [
      "vpc-endpoint",
      {
        VpcEndpointId: "vpce-1",
        VpcId: "v",
        ServiceName: "s",
        State: "failed",
        LastError: { Code: "E", Message: "no such zone" },
      },
      "failed",
      "no such zone",
    ],
    [
      "vpc-endpoint",
      { VpcEndpointId: "vpce-1", VpcId: "v", ServiceName: "s", State: "rejected" },
      "failed",
      "in state rejected",
    ],
    [
      "volume",
      {
        ...tagged("volume/trial"),
        VolumeId: "vol-1",
        AvailabilityZone: "z",
        Size: 1,
        VolumeType: "gp3",
        State: "error",
      },
      "failed",
      "in state error",
    ],
    [
      "subnet",
      { SubnetId: "s", VpcId: "v", CidrBlock: "c", AvailabilityZone: "z", State: "pending" },
      "pending",
      "in state pending",
    ],
    [
      "instance",
      {
        ...machine,
        State: { Name: "terminated" },
        StateReason: { Message: "Client.InternalError: Client error on launch" },
      },
      "gone",
      "Client.InternalError: Client error on launch",
    ],
    [
      "instance",
      { ...machine, State: { Name: "shutting-down" }, StateTransitionReason: "Server.InternalError" },
      "deleting",
      "Server.InternalError",
    ],
  ])("of a %s as %j", async (name, raw, status, reason) => {
    const { trial } = await simulatedTrial("words");
    const observed = kindNamed(name).read(raw, trial.provider.look(trial.signal));
    expect([observed?.status, observed?.reason]).toEqual([status, reason]);
  });
});

describe("a group whose launches fail", () => {
  it("is in vain for what failed since the wait began, and tells of what failed before", async () => {
    const { trial, ground, simulated } = await simulatedTrial("in vain", [], { launches: () => "Unsupported" });
    const life = kindCases.find(({ kind }) => kind.name === "auto-scaling-group");
    const kind = kindNamed("auto-scaling-group");
    const wanted = await life?.begin(ground);
    const step = trial.step("auto-scaling-group/trial");
    await kind.create(step, kind.props.parse(wanted));
    await simulated.clock.sleep(300_000);
    const observed = await trial.until(() => trial.find(kind, "trial"));
    const explained = (since: number) => kind.explain?.(step, observed, new Date(since));
    const now = simulated.clock.now();
    const words = /^Your requested instance type \(.*\) is not supported in your requested Availability Zone/;
    expect(await explained(now - 300_000)).toMatchObject({
      told: expect.stringMatching(words) as string,
      inVain: expect.stringMatching(/^Take an instance type that each/) as string,
    });
    expect(await explained(now + 1)).toMatchObject({ told: expect.stringMatching(words) as string, inVain: undefined });
    await simulated.handle("AutoScaling", "SuspendProcesses", {
      AutoScalingGroupName: observed.id,
      ScalingProcesses: ["Launch"],
    });
    expect((await explained(now + 1))?.inVain).toMatch(/^Ask who did that, then: aws autoscaling resume-processes /);
  });
});

describe("levels", () => {
  it.each(kinds.map((kind) => [kind.name, kind] as const))(
    "of a %s are said in words that follow its name",
    (_, kind) => {
      for (const level of [kind.stable, kind.serving]) {
        if (level === undefined) continue;
        expect(level.means).toMatch(/^(?:is|are|has|have|can|runs|passes|holds)\b/);
        expect(level.means).not.toMatch(/\.$/);
      }
    },
  );
});
