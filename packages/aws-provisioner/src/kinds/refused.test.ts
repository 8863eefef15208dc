import { describe, expect, it } from "vitest";
import { type Refusal, refusingTrial } from "../../test/refusing-trial.ts";
import { kindNamed } from "./registry.ts";

describe("a refusal that is like one that a kind gets over is thrown on, and nothing follows it", () => {
  it.each<[string, Refusal]>([
    ["of another state", { code: "InvalidRequestException", message: "You can't use an alias as the name." }],
    ["of the key", { code: "EncryptionFailure", message: "The KMS key is scheduled for deletion." }],
  ])("a create of a secret, because %s", async (_why, refusal) => {
    const { trial, refused } = await refusingTrial("secret");
    refused.set("CreateSecret", refusal);
    const props = { secretName: "trial/a", version: 1, source: { kind: "generated", length: 8 } };
    await expect(kindNamed("secret").create(trial.step("secret/a"), props)).rejects.toMatchObject({
      name: refusal.code,
      message: refusal.message,
    });
    expect(trial.calls.map(({ operation }) => operation)).toEqual(["CreateSecret"]);
  });

  it("a create of a profile", async () => {
    const { trial, ground, refused } = await refusingTrial("profile");
    refused.set("CreateInstanceProfile", { code: "LimitExceeded" });
    const props = { profileName: "own", path: ground.path(), roleName: "" };
    const made = kindNamed("instance-profile").create(trial.step("instance-profile/own"), props);
    await expect(made).rejects.toMatchObject({ name: expect.stringMatching(/^LimitExceeded/) });
    expect(trial.calls.map(({ operation }) => operation)).toEqual(["CreateInstanceProfile"]);
  });

  it("an association of a subnet that another table holds", async () => {
    const { trial, ground, refused } = await refusingTrial("association");
    const props = { vpcId: await ground.vpc(), routes: [], subnetIds: [await ground.subnet(1)] };
    await trial.stand("route-table", "holder", props);
    const taker = await trial.stand("route-table", "taker", { ...props, subnetIds: [] });
    refused.set("AssociateRouteTable", { code: "RequestLimitExceeded" });
    trial.calls.length = 0;
    await expect(trial.converge(kindNamed("route-table"), taker, props)).rejects.toMatchObject({
      name: "RequestLimitExceeded",
    });
    expect(trial.calls.map(({ operation }) => operation)).toEqual(["AssociateRouteTable"]);
    expect((await trial.find("route-table", "holder"))?.props["subnetIds"]).toEqual(props.subnetIds);
  });
});

describe("a subnet that AWS calls associated already", () => {
  const refusal = { code: "Resource.AlreadyAssociated", message: "it is associated" };

  it("is left alone where it uses that table", async () => {
    const { trial, ground, refused } = await refusingTrial("its own");
    const props = { vpcId: await ground.vpc(), routes: [], subnetIds: [await ground.subnet(1)] };
    const table = await trial.stand("route-table", "trial", props);
    refused.set("AssociateRouteTable", refusal);
    trial.calls.length = 0;
    const asBefore = { ...table, props: { ...table.props, subnetIds: [] } };
    await trial.converge(kindNamed("route-table"), asBefore, props);
    expect(trial.calls.map(({ operation }) => operation)).toEqual(["AssociateRouteTable", "DescribeRouteTables"]);
  });

  it("is refused where no table shows it", async () => {
    const { trial, ground, refused } = await refusingTrial("nowhere");
    const props = { vpcId: await ground.vpc(), routes: [], subnetIds: [await ground.subnet(1)] };
    const table = await trial.stand("route-table", "trial", { ...props, subnetIds: [] });
    refused.set("AssociateRouteTable", refusal);
    await expect(trial.converge(kindNamed("route-table"), table, props)).rejects.toMatchObject({
      name: refusal.code,
      message: refusal.message,
    });
  });
});

it("a profile that has gone since it was listed bears no name", async () => {
  const { trial, ground, refused } = await refusingTrial("gone");
  const props = { profileName: "stray", path: ground.path(), roleName: "" };
  await kindNamed("instance-profile").create(trial.step("instance-profile/own"), props);
  expect(await trial.list("instance-profile")).toMatchObject([{ id: "stray", name: "own" }]);
  refused.set("GetInstanceProfile", { code: "NoSuchEntity" });
  expect(await trial.list("instance-profile")).toMatchObject([{ id: "stray", name: undefined }]);
});
