import { CreateVpcCommand, DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { expect, it } from "vitest";
import { ec2World, the } from "../test/ec2-world.ts";
import { onCall, simulateAccount } from "./index.ts";

it("a client's command arrives with its name, takes its time, and answers with metadata", async () => {
  const { account } = ec2World();
  const client = new EC2Client(account.connection.client);
  for (const plugin of account.connection.plugins) client.middlewareStack.use(plugin);
  const began = account.clock.now();
  const answer = await client.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
  expect(account.clock.now() - began).toBe(600);
  expect(answer.Vpc?.VpcId).toMatch(/^vpc-0[0-9a-f]{16}$/);
  expect(answer.$metadata).toMatchObject({ httpStatusCode: 200, attempts: 1 });
  expect(account.calls).toEqual([
    {
      service: "EC2",
      operation: "CreateVpc",
      input: { CidrBlock: "10.0.0.0/16" },
      origin: "client",
      start: began,
      end: began + 600,
      outcome: "ok",
    },
  ]);
});

it("a refusal has the shape of the SDK's exceptions", async () => {
  const { ec2, account } = ec2World();
  const error: unknown = await ec2.createVpc({ CidrBlock: "banana" }).catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    name: "InvalidParameterValue",
    Code: "InvalidParameterValue",
    $fault: "client",
    $metadata: { httpStatusCode: 400 },
  });
  expect(account.calls.at(-1)?.outcome).toBe("InvalidParameterValue");
});

it("a call behind a client's back is logged as such and changes the same account", async () => {
  const { ec2, account } = ec2World();
  const VpcId = the((await ec2.createVpc({ CidrBlock: "10.0.0.0/16" })).Vpc?.VpcId);
  await account.handle("EC2", "DeleteVpc", { VpcId });
  expect((await ec2.describeVpcs({})).Vpcs).toEqual([]);
  expect(account.calls.map(({ operation, origin }) => `${operation} ${origin}`)).toEqual([
    "CreateVpc client",
    "DeleteVpc direct",
    "DescribeVpcs client",
  ]);
});

it("a client without the plugin reaches nothing", async () => {
  const { account } = ec2World();
  const client = new EC2Client(account.connection.client);
  await expect(client.send(new DescribeVpcsCommand({}))).rejects.toThrow(/invalid/);
});

it("calls made together share their time; the answer to one is not the state of another", async () => {
  const { ec2, account } = ec2World();
  const began = account.clock.now();
  const cidrs = ["10.0.0.0/16", "10.1.0.0/16", "10.2.0.0/16"];
  const answers = await Promise.all(cidrs.map((CidrBlock) => ec2.createVpc({ CidrBlock })));
  expect(account.clock.now() - began).toBe(600);
  expect(answers.map(({ Vpc }) => Vpc?.CidrBlock)).toEqual(cidrs);
  the(answers[0]?.Vpc).CidrBlock = "changed";
  expect((await ec2.describeVpcs({})).Vpcs?.[0]?.CidrBlock).toBe("10.0.0.0/16");
});

it("unknown services and operations are errors that name what is there", async () => {
  const { account } = ec2World();
  await expect(account.handle("Lambda", "Invoke", {})).rejects.toMatchObject({
    name: "InvalidAction",
    message: expect.stringContaining("EC2"),
  });
  await expect(account.handle("EC2", "toString", {})).rejects.toMatchObject({ name: "InvalidAction" });
});

it("every wrong option is named at once", () => {
  const wrong = {
    seed: Number.NaN,
    latency: "fast",
    region: "nowhere",
    accountId: "1",
    start: Number.NaN,
    zones: 9,
    quotas: { vpcs: -1 },
  };
  expect(() => simulateAccount(wrong as never)).toThrowErrorMatchingInlineSnapshot(
    `
    [OptionError: simulateAccount: 7 problems:
    error at $.seed: NaN is not a string or a finite number [option-type]
      Give a string or a finite number.
    error at $.latency: "fast" is not "typical", "sampled" or "none" [option-type]
      Give "typical", "sampled" or "none".
    error at $.region: "nowhere" is not a name such as us-west-2 [option-type]
      Give a name such as us-west-2.
    error at $.accountId: "1" is not twelve digits as a string [option-type]
      Give twelve digits as a string.
    error at $.start: NaN is not a date or epoch milliseconds [option-type]
      Give a date or epoch milliseconds.
    error at $.zones: 9 is not a whole number from 1 to 6 [option-type]
      Give a whole number from 1 to 6.
    error at $.quotas.vpcs: -1 is not a whole number of at least 0 [option-type]
      Give a whole number of at least 0.]
  `,
  );
});

it("faults: refused, request lost, answer lost, delayed", async () => {
  const { ec2, account } = ec2World({
    faults: [
      onCall("EC2.CreateVpc", { kind: "refuse", code: "InternalError", fault: "server" }, { nth: 1 }),
      onCall("EC2.CreateVpc", { kind: "lose-request" }, { nth: 2 }),
      onCall("EC2.CreateVpc", { kind: "lose-answer" }, { nth: 3 }),
      onCall("EC2.CreateVpc", { kind: "delay", ms: 5000 }, { nth: 4 }),
    ],
  });
  const create = (): Promise<string> =>
    ec2.createVpc({ CidrBlock: "10.0.0.0/16" }).then(
      () => "ok",
      (error: Error) => error.name,
    );
  const count = (): number => account.inventory().filter(({ type }) => type === "vpc").length;
  expect([await create(), count()]).toEqual(["InternalError", 0]);
  expect([await create(), count()]).toEqual(["TimeoutError", 0]);
  expect([await create(), count()]).toEqual(["TimeoutError", 1]);
  const began = account.clock.now();
  expect([await create(), count(), account.clock.now() - began]).toEqual(["ok", 2, 5600]);
  expect(() => onCall("CreateVpc", { kind: "lose-request" })).toThrow("Service.Operation");
});

it("throttling: RunInstances gives out five requests at once, then two a second", async () => {
  const { account } = ec2World({ throttling: true, latency: "none" });
  const run = (): Promise<string> =>
    account.handle("EC2", "RunInstances", {}).then(
      () => "ok",
      (error: Error) => error.name,
    );
  const burst = await Promise.all(Array.from({ length: 7 }, run));
  expect(burst.filter((name) => name === "RequestLimitExceeded")).toHaveLength(2);
  await account.clock.sleep(1000);
  expect([await run(), await run(), await run()]).toEqual([
    "MissingParameter",
    "MissingParameter",
    "RequestLimitExceeded",
  ]);
});

it("stale reads: a new id may be unknown for a while, and never is after five seconds", async () => {
  const seen = { missed: 0, found: 0 };
  for (let seed = 0; seed < 30; seed += 1) {
    const { ec2, account } = ec2World({ seed, latency: "sampled", staleReads: true });
    const VpcId = the((await ec2.createVpc({ CidrBlock: "10.0.0.0/16" })).Vpc?.VpcId);
    const early = await ec2.describeVpcs({ VpcIds: [VpcId] }).then(
      () => "ok",
      (error: Error) => error.name,
    );
    if (early === "ok") seen.found += 1;
    else if (early === "InvalidVpcID.NotFound") seen.missed += 1;
    await account.clock.sleep(5000);
    expect((await ec2.describeVpcs({ VpcIds: [VpcId] })).Vpcs).toHaveLength(1);
  }
  expect(seen.missed).toBeGreaterThan(3);
  expect(seen.found).toBeGreaterThan(3);
  expect(seen.missed + seen.found).toBe(30);
});

it("stale reads never fail a create for what it has just made itself", async () => {
  for (let seed = 0; seed < 40; seed += 1) {
    const { ec2, account } = ec2World({ seed, latency: "sampled", staleReads: true });
    const VpcId = the((await ec2.createVpc({ CidrBlock: "10.0.0.0/16" })).Vpc?.VpcId);
    await account.clock.sleep(5000);
    const { RouteTable } = await ec2.createRouteTable({ VpcId });
    expect(RouteTable?.VpcId).toBe(VpcId);
    await ec2.createVolume({ AvailabilityZone: "us-west-2a", Size: 8 });
    await ec2.createLaunchTemplate({ LaunchTemplateName: "fresh", LaunchTemplateData: {} });
  }
});
