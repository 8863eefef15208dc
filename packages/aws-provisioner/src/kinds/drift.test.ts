import { describe, expect, it } from "vitest";
import { kindCases } from "../../test/kind-case.ts";
import { sha256 } from "../../test/sha256.ts";
import { simulatedTrial } from "../../test/simulated-trial.ts";
import { kindNamed, type KindName } from "./registry.ts";

const operation = "00000000000000000000000000000000";

describe("a change behind Drydock's back", () => {
  it("a NAT gateway that is gone leaves a blackhole, which is rewritten", async () => {
    const { simulated, trial, ground } = await simulatedTrial("blackhole");
    const vpcId = await ground.vpc();
    const nat = async (name: string) =>
      trial.stand("nat-gateway", name, {
        subnetId: await ground.openSubnet(),
        allocationId: await ground.id("elastic-ip", name, () => ({})),
      });
    const [first, second] = [await nat("first"), await nat("second")];
    const props = (natGatewayId: string) => ({
      vpcId,
      routes: [{ destination: "0.0.0.0/0", natGatewayId }],
      subnetIds: [],
    });
    await trial.stand("route-table", "trial", props(first.id));
    await simulated.handle("EC2", "DeleteNatGateway", { NatGatewayId: first.id });
    const broken = await trial.until(async () => {
      const table = await trial.find("route-table", "trial");
      return JSON.stringify(table?.props["routes"]) === '[{"destination":"0.0.0.0/0"}]' ? table : undefined;
    });
    const mended = await trial.change("route-table", "trial", props(second.id));
    expect(mended.id).toBe(broken.id);
    expect(trial.calls.map(({ operation: call }) => call)).toContain("ReplaceRoute");
  });

  it("a blackhole that no one wants is removed", async () => {
    const { simulated, trial, ground } = await simulatedTrial("unwanted");
    const vpcId = await ground.vpc();
    const gatewayId = await ground.id("internet-gateway", "trial", () => ({ vpcId }));
    await trial.stand("route-table", "trial", {
      vpcId,
      routes: [{ destination: "0.0.0.0/0", gatewayId }],
      subnetIds: [],
    });
    await simulated.handle("EC2", "DetachInternetGateway", { InternetGatewayId: gatewayId, VpcId: vpcId });
    const mended = await trial.change("route-table", "trial", { vpcId, routes: [], subnetIds: [] });
    expect(mended.props["routes"]).toEqual([]);
  });

  it("a subnet that someone moved to another table is taken back", async () => {
    const { simulated, trial, ground } = await simulatedTrial("moved");
    const vpcId = await ground.vpc();
    const subnetId = await ground.subnet(1);
    const props = { vpcId, routes: [], subnetIds: [subnetId] };
    await trial.stand("route-table", "trial", props);
    const other = await trial.stand("route-table", "other", { vpcId, routes: [], subnetIds: [] });
    const { RouteTables = [] } = (await simulated.handle("EC2", "DescribeRouteTables", {
      Filters: [{ Name: "association.subnet-id", Values: [subnetId] }],
    })) as { RouteTables?: { Associations?: { RouteTableAssociationId: string }[] }[] };
    const AssociationId = RouteTables[0]?.Associations?.[0]?.RouteTableAssociationId;
    await simulated.handle("EC2", "ReplaceRouteTableAssociation", { AssociationId, RouteTableId: other.id });
    expect((await trial.find("route-table", "trial"))?.props["subnetIds"]).toEqual([]);
    await trial.change("route-table", "trial", props);
    expect((await trial.find("route-table", "other"))?.props["subnetIds"]).toEqual([]);
  });

  it("a template version made by hand without session tokens and encryption differs, though its fields say the same", async () => {
    const { simulated, trial, ground } = await simulatedTrial("insecure");
    const { id } = await ground.template("trial");
    const version = (data: object) =>
      simulated.handle("EC2", "CreateLaunchTemplateVersion", {
        LaunchTemplateId: id,
        SourceVersion: "1",
        LaunchTemplateData: data,
      });
    await version({
      MetadataOptions: { HttpTokens: "optional", HttpPutResponseHopLimit: 1 },
      BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { VolumeSize: 20 } }],
    });
    await simulated.handle("EC2", "ModifyLaunchTemplate", { LaunchTemplateId: id, DefaultVersion: "2" });
    const seen = await trial.find("launch-template", "trial");
    expect(seen?.props).toMatchObject({ metadataHops: 0, rootVolume: 0 });
  });

  it("some records that are gone do not keep the others from being deleted", async () => {
    const { simulated, trial, ground } = await simulatedTrial("records");
    const zoneId = await ground.zoneOf("ground");
    const records = ["a", "b"].map((name) => ({
      name: `${name}.ground.internal`,
      type: "A",
      ttl: 60,
      values: ["10.0.0.1"],
    }));
    await trial.stand("dns-records", "ground", { zoneId, records });
    const before = await trial.until(() => trial.find("dns-records", "ground"));
    await simulated.handle("Route53", "ChangeResourceRecordSets", {
      HostedZoneId: zoneId,
      ChangeBatch: {
        Changes: [
          {
            Action: "DELETE",
            ResourceRecordSet: {
              Name: "a.ground.internal",
              Type: "A",
              TTL: 60,
              ResourceRecords: [{ Value: "10.0.0.1" }],
            },
          },
        ],
      },
    });
    await kindNamed("dns-records").delete(trial.step("dns-records/ground"), before);
    expect(await trial.find("dns-records", "ground")).toBeUndefined();
  });

  it("a bucket that someone opened is closed again, by that call alone", async () => {
    const { simulated, trial, ground } = await simulatedTrial("opened");
    const props = ground.bucketProps("data");
    const { id } = await trial.stand("bucket", "data", props);
    await simulated.handle("S3", "DeletePublicAccessBlock", { Bucket: id });
    expect((await trial.find("bucket", "data"))?.props).toEqual({ ...props, publicAccessBlocked: false });
    trial.calls.length = 0;
    await trial.change("bucket", "data", props);
    const puts = trial.calls.flatMap(({ operation: call }) => (call.startsWith("Put") ? call : []));
    expect(puts).toEqual(["PutPublicAccessBlock"]);
  });

  it("a machine that lost its profile gets it back", async () => {
    const { simulated, trial, ground } = await simulatedTrial("lost");
    const life = kindCases.find(({ kind }) => kind.name === "instance");
    const props = (await life?.begin(ground)) ?? {};
    const { id } = await trial.stand("instance", "trial", props);
    const answer = await simulated.handle("EC2", "DescribeIamInstanceProfileAssociations", {
      Filters: [{ Name: "instance-id", Values: [id] }],
    });
    const { IamInstanceProfileAssociations: held = [] } = answer as {
      IamInstanceProfileAssociations?: { AssociationId: string }[];
    };
    await simulated.handle("EC2", "DisassociateIamInstanceProfile", { AssociationId: held[0]?.AssociationId });
    await trial.until(async () =>
      (await trial.find("instance", "trial"))?.props["profileName"] === "" ? true : undefined,
    );
    await trial.change("instance", "trial", props);
    expect(trial.calls.map(({ operation: call }) => call)).toContain("AssociateIamInstanceProfile");
  });

  it("a machine that was stopped shows it, with AWS's words", async () => {
    const { simulated, trial, ground } = await simulatedTrial("stopped");
    const machine = await trial.stand("instance", "trial", {
      imageId: trial.account.image.id,
      instanceType: "t3.small",
      subnetId: await ground.subnet(1),
      securityGroupIds: [await ground.group("ground")],
      profileName: await ground.profile("ground"),
      userData: "e30=",
      userDataHash: sha256("e30="),
      rootDevice: trial.account.image.rootDevice,
      rootVolume: 20,
      metadataHops: 1,
      instanceTags: {},
    });
    await simulated.handle("EC2", "StopInstances", { InstanceIds: [machine.id] });
    await trial.account.clock.sleep(120_000);
    expect(await trial.find("instance", "trial")).toMatchObject({
      status: "ready",
      props: { running: false },
      reason: expect.stringMatching(/initiated/),
    });
  });
});

describe("what an interrupted run left", () => {
  it.each<[string, boolean]>([
    ["while no role is left", false],
    ["beside a role that lacks its profile", true],
  ])("a profile that holds no role is found %s", async (_case, withRole) => {
    const { trial, ground } = await simulatedTrial(`stray ${withRole}`);
    const step = trial.step("instance-profile/stray");
    await kindNamed("instance-profile").create(step, {
      profileName: "stray-profile",
      path: ground.path(),
      roleName: "",
    });
    if (withRole) await ground.role("lonely");
    expect(await trial.list("instance-profile")).toMatchObject([
      { address: "instance-profile/stray", id: "stray-profile", props: { roleName: "" } },
    ]);
  });

  it("profiles cost no listing of their own while every role has one", async () => {
    const { trial, ground } = await simulatedTrial("complete");
    await ground.profile("first");
    trial.calls.length = 0;
    await trial.list("instance-profile");
    expect(trial.calls.map(({ operation: call }) => call)).toEqual(["GetAccountAuthorizationDetails"]);
  });

  it("a profile and a bucket of one's own are taken over by a create, and those of others are not", async () => {
    const { simulated, trial, ground } = await simulatedTrial("adopt");
    await simulated.handle("IAM", "CreateInstanceProfile", { InstanceProfileName: "own", Path: ground.path() });
    await simulated.handle("IAM", "CreateInstanceProfile", { InstanceProfileName: "foreign", Path: "/" });
    const profile = (profileName: string) => ({ profileName, path: ground.path(), roleName: "" });
    const create = (kind: KindName, name: string, props: Record<string, unknown>) =>
      kindNamed(kind).create(trial.step(`${kind}/${name}`), props);
    await expect(create("instance-profile", "own", profile("own"))).resolves.toMatchObject({ name: "own" });
    await expect(create("instance-profile", "foreign", profile("foreign"))).rejects.toThrow(/already exists/i);
    const bucket = ground.bucketProps("data");
    const { region: LocationConstraint } = simulated;
    await simulated.handle("S3", "CreateBucket", {
      Bucket: bucket["bucketName"],
      CreateBucketConfiguration: { LocationConstraint },
    });
    expect(await trial.list("bucket")).toEqual([]);
    await create("bucket", "data", bucket);
    expect(await trial.list("bucket")).toMatchObject([{ address: "bucket/data", props: bucket }]);
  });

  it("an authority that waits for its deletion comes back with its value, a secret with a new one", async () => {
    const { simulated, trial } = await simulatedTrial("recovery");
    const value = async (id: string) =>
      ((await simulated.handle("SecretsManager", "GetSecretValue", { SecretId: id })) as { VersionId: string })
        .VersionId;
    const props = { secretName: "trial/ca", version: 1, source: { kind: "generated", length: 8 } };
    const first = await trial.stand("authority", "ca", props);
    const before = await value(first.id);
    await trial.remove("authority", "ca");
    const second = await trial.stand("authority", "ca", props);
    expect([second.id, await value(second.id)]).toEqual([first.id, before]);
    await trial.remove("authority", "ca");
    const taken = await trial.stand("secret", "ca", props);
    expect(await value(taken.id)).not.toBe(before);
  });
});

describe("parameters that nodes wrote", () => {
  const put = (name: string) => ({ Name: `/drydock/trial/${name}`, Value: "done", Type: "String" });

  it("belong to what Drydock made in the folder of that name, and go with it", async () => {
    const { simulated, trial } = await simulatedTrial("written");
    await trial.stand("parameter", "another", { parameterName: "/drydock/trial/another", text: "kept" });
    await trial.stand("parameter", "etcd/token", {
      parameterName: "/drydock/trial/etcd/token",
      generated: { bytes: 4 },
    });
    await simulated.handle("SSM", "PutParameter", put("nodes/etcd/initialised"));
    expect(await trial.list("parameter")).toMatchObject([
      { address: "parameter/another" },
      { address: "parameter/etcd/token", outputs: { value: "80808080" } },
    ]);
    await trial.remove("parameter", "another");
    expect(await trial.find("parameter", "etcd/token")).toMatchObject({
      outputs: { written: ["/drydock/trial/nodes/etcd/initialised"] },
    });
    await trial.remove("parameter", "etcd/token");
    expect(await trial.list("parameter")).toEqual([]);
  });

  it("stand alone where there is no such thing, so that a destroy takes them", async () => {
    const { simulated, trial } = await simulatedTrial("alone");
    await simulated.handle("SSM", "PutParameter", put("nodes/etcd/initialised"));
    expect(await trial.list("parameter")).toMatchObject([{ address: "parameter/nodes/etcd/initialised" }]);
    await trial.remove("parameter", "nodes/etcd/initialised");
  });

  it("needs a text, or a way to make one", async () => {
    const { trial } = await simulatedTrial("neither");
    const step = trial.step(`parameter/${operation}`);
    await expect(kindNamed("parameter").create(step, { parameterName: "/drydock/trial/x" })).rejects.toThrow(
      /has neither a text nor a way to make one/,
    );
  });
});

describe("an object", () => {
  it("is refused when its hash is not its body's", async () => {
    const { trial, ground } = await simulatedTrial("hash");
    const props = { bucketName: await ground.bucket("data"), key: "drydock/x", body: "one", sha256: sha256("two") };
    await expect(kindNamed("object").create(trial.step("object/x"), props)).rejects.toThrow(
      /object\/x: its body has the SHA-256 7692c3/,
    );
  });
});
