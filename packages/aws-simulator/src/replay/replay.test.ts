import { EC2 } from "@aws-sdk/client-ec2";
import { S3 } from "@aws-sdk/client-s3";
import { SecretsManager } from "@aws-sdk/client-secrets-manager";
import { describe, expect, it } from "vitest";
import { replay, type ReplayOptions } from "./replay.ts";

const at = Date.UTC(2026, 10, 1);
const header = { format: 1, log: "drydock calls", version: "0.1.0", at, cluster: "site", region: "eu-west-1" };
const [one, other] = ["hidden:00000000000000000001", "hidden:00000000000000000002"];

/** An attempt, answered after 5 ms by nothing. */
function attempt(service: string, operation: string, input: object, more: object = {}) {
  return { t: 0, ms: 5, service, operation, input, attempt: 1, status: 200, requestId: "r", output: {}, ...more };
}

type Line = Readonly<Record<string, unknown>>;

function replayOf(lines: readonly Line[], options?: ReplayOptions) {
  const numbered = lines.map((line, index) => ("service" in line ? { seq: index + 1, ...line } : line));
  const text = [header, ...numbered, { t: 9, over: true }].map((line) => `${JSON.stringify(line)}\n`).join("");
  const replayed = replay(text, options);
  const { client, plugins } = replayed.connection;
  const [ec2, secretsManager, s3] = [new EC2(client), new SecretsManager(client), new S3(client)];
  for (const plugin of plugins) for (const sdk of [ec2, secretsManager, s3]) sdk.middlewareStack.use(plugin);
  return { ...replayed, ec2, secretsManager, s3 };
}

const told = (error: unknown) => (error as Error).message.split("\n", 1)[0];

describe("a replayed account", () => {
  it("gives each call the answer that its attempt had, in order and at its time", async () => {
    const vpc = (VpcId: string, t: number) => attempt("EC2", "DescribeVpcs", {}, { t, output: { Vpcs: [{ VpcId }] } });
    const { ec2, clock, unasked, calls } = replayOf([vpc("vpc-1", 0), vpc("vpc-2", 1000)]);
    expect(clock.now()).toBe(at);
    expect((await ec2.describeVpcs({})).Vpcs).toEqual([{ VpcId: "vpc-1" }]);
    expect([clock.now() - at, unasked()]).toEqual([5, ["DescribeVpcs of EC2, line 3"]]);
    const second = await ec2.describeVpcs({});
    expect(second.Vpcs).toEqual([{ VpcId: "vpc-2" }]);
    expect(second.$metadata).toMatchObject({ httpStatusCode: 200, requestId: "r" });
    expect(clock.now() - at).toBe(1005);
    expect(calls.map(({ outcome, start, end = 0 }) => [outcome, start - at, end - at])).toEqual([
      ["ok", 0, 5],
      ["ok", 5, 1005],
    ]);
  });

  it("refuses as AWS did, and breaks off as the network did", async () => {
    const error = { name: "VpcLimitExceeded", message: "no more", fault: "client", Code: "VpcLimitExceeded" };
    const lost = { name: "TimeoutError", message: "socket hang up", system: "ECONNRESET" };
    const CidrBlock = "10.0.0.0/16";
    const { ec2 } = replayOf([
      attempt("EC2", "CreateVpc", { CidrBlock }, { status: 400, output: undefined, error }),
      attempt(
        "EC2",
        "CreateVpc",
        { CidrBlock },
        { status: undefined, requestId: undefined, output: undefined, heard: "unknown", error: lost },
      ),
    ]);
    await expect(ec2.createVpc({ CidrBlock })).rejects.toMatchObject({
      name: "VpcLimitExceeded",
      Code: "VpcLimitExceeded",
      $fault: "client",
      $metadata: { httpStatusCode: 400, requestId: "r" },
    });
    const broken: unknown = await ec2.createVpc({ CidrBlock }).catch((thrown: unknown) => thrown);
    expect(broken).toMatchObject({ name: "TimeoutError", code: "ECONNRESET" });
    expect((broken as { $metadata: object }).$metadata).not.toHaveProperty("httpStatusCode");
  });

  it("is silent where nothing came", async () => {
    const { ec2, clock } = replayOf([
      attempt(
        "EC2",
        "DescribeVpcs",
        {},
        { output: undefined, heard: "unknown", late: true, error: { name: "E", message: "" } },
      ),
    ]);
    const answer = ec2.describeVpcs({}).then(() => "an answer");
    expect(await Promise.race([answer, clock.sleep(3_600_000)])).toBe(undefined);
  });

  it("knows hidden values and tokens by being the same where they were the same", async () => {
    const put = (mark: string, ClientRequestToken: string, ARN: string) =>
      attempt(
        "SecretsManager",
        "PutSecretValue",
        { SecretId: "a", SecretString: mark, ClientRequestToken },
        { token: ClientRequestToken, output: { ARN } },
      );
    const { secretsManager } = replayOf([
      put(one, "token-1", "first"),
      put(other, "token-2", "second"),
      put(one, "token-1", "first again"),
      attempt(
        "SecretsManager",
        "GetSecretValue",
        { SecretId: "a" },
        { output: { SecretString: one, CreatedDate: { $date: "2026-11-01T00:00:00.000Z" } } },
      ),
    ]);
    const write = async (SecretString: string, ClientRequestToken: string) =>
      (await secretsManager.putSecretValue({ SecretId: "a", SecretString, ClientRequestToken })).ARN;
    expect(await write("red", "x".repeat(32))).toBe("first");
    // The same token with another value was never sent; another value with another token was.
    await expect(write("blue", "x".repeat(32))).rejects.toThrow("the log has no such PutSecretValue");
    expect(await write("blue", "y".repeat(32))).toBe("second");
    expect(await write("red", "x".repeat(32))).toBe("first again");
    const answer = await secretsManager.getSecretValue({ SecretId: "a" });
    expect([answer.SecretString, answer.CreatedDate]).toEqual(["red", new Date(at)]);
  });

  it("gives what stands for a value that nobody knows, or the text that it was given for it", async () => {
    const lines = [
      attempt("SecretsManager", "GetSecretValue", { SecretId: "a" }, { output: { Name: "a", SecretString: one } }),
    ];
    const answerOf = async (options?: ReplayOptions) =>
      (await replayOf(lines, options).secretsManager.getSecretValue({ SecretId: "a" })).SecretString;
    expect(await answerOf()).toBe(one);
    expect(await answerOf({ secrets: { a: "red" } })).toBe("red");
  });

  it("compares bodies that are hidden as text and as bytes, and gives them as a stream", async () => {
    const { s3 } = replayOf([
      attempt("S3", "PutObject", { Bucket: "b", Key: "k", Body: { $bytes: one } }),
      attempt("S3", "GetObject", { Bucket: "b", Key: "k" }, { output: { Body: { $bytes: one } } }),
    ]);
    await s3.putObject({ Bucket: "b", Key: "k", Body: Buffer.from([255, 0, 255]) });
    const { Body } = await s3.getObject({ Bucket: "b", Key: "k" });
    expect(await Body?.transformToByteArray()).toEqual(Uint8Array.from([255, 0, 255]));
  });

  it("reveals what it was told of, and draws what the run drew", () => {
    const { connection } = replayOf([
      { t: 0, drew: "operation", numbers: [0.25, 0.75] },
      { t: 0, drew: "pause", numbers: [0.5] },
      { t: 0, local: "launch-template/web userData", is: one },
      { t: 0, local: "$TOKEN", is: other, form: "text" },
      { t: 0, local: "$DOCKER", is: other, form: "docker-config" },
      { t: 0, local: "/etc/token", is: other, form: "text" },
    ]);
    const { random, disclosure, environment } = connection;
    expect([random("operation"), random("pause"), random("operation")]).toEqual([0.25, 0.5, 0.75]);
    expect(random("secret")).not.toBe(random("secret"));
    expect(disclosure.reveal(`a ${one}`)).toBe(`a ${one}`);
    disclosure.local("launch-template/web userData", "e30=");
    expect(disclosure.reveal(`a ${one}`)).toBe("a e30=");
    expect(environment["TOKEN"]).toBe("hidden-00000000000000000002");
    expect(Object.keys(JSON.parse(environment["DOCKER"] ?? "") as object)).toEqual(["auths"]);
  });

  it("has what the ledger had, and then what is written", async () => {
    const { connection } = replayOf([{ t: 0, ledger: { cluster: "site", state: "open", plan: one } }]);
    const { ledger, disclosure } = connection;
    expect(await ledger.read("site")).toEqual({ cluster: "site", state: "open", plan: one });
    expect(await ledger.read("other")).toBe(undefined);
    expect(disclosure.reveal("")).toBe("");
    await ledger.write({ cluster: "site", state: "closed" });
    expect(await ledger.read("site")).toEqual({ cluster: "site", state: "closed" });
  });

  it("is cancelled when the run was", async () => {
    const { ec2, connection, clock } = replayOf([
      attempt("EC2", "DescribeVpcs", {}, { ms: 500 }),
      { t: 200, aborted: true },
    ]);
    const cancelled = new Promise((resolve) =>
      connection.signal?.addEventListener("abort", () => resolve(clock.now())),
    );
    await ec2.describeVpcs({});
    expect(await cancelled).toBe(at + 200);
    expect(replayOf([]).connection.signal).toBe(undefined);
  });
});

describe("a call that a log does not have", () => {
  const CidrBlock = "10.0.0.0/16";
  const Tags = [{ Key: "Name", Value: "site" }];
  const create = attempt("EC2", "CreateVpc", { CidrBlock, TagSpecifications: [{ ResourceType: "vpc", Tags }] });

  it("is told with the nearest that it has", async () => {
    const { ec2, refused } = replayOf([create]);
    const TagSpecifications = [{ ResourceType: "vpc" as const, Tags: [{ Key: "Name", Value: "other" }] }];
    await ec2.createVpc({ CidrBlock, TagSpecifications, DryRun: false }).catch(() => {});
    await ec2.createSubnet({ VpcId: "vpc-1" }).catch(() => {});
    expect(refused.map(told)).toEqual([
      'the log has no such CreateVpc of EC2: line 2 has it with TagSpecifications.0.Tags.0.Value "site" where this call has "other", no DryRun where this call has false',
      "the log has no such CreateSubnet of EC2: it has no such call at all; next, in line 2, it has CreateVpc of EC2",
    ]);
    expect(refused[0]?.hint).toBe(
      "Replay the same blueprint with the same options as the run that wrote it (Drydock 0.1.0).",
    );
  });

  it("is told when all that it has were asked for, and a listing is as it was the last time", async () => {
    const CidrBlock = "10.0.0.0/16";
    const { ec2, repeated, clock } = replayOf([
      attempt("EC2", "CreateVpc", { CidrBlock }),
      attempt("EC2", "DescribeVpcs", {}, { output: { Vpcs: [{ VpcId: "vpc-1" }] } }),
      attempt("EC2", "DescribeVpcs", {}, { output: { Vpcs: [{ VpcId: "vpc-2" }] } }),
    ]);
    await ec2.createVpc({ CidrBlock });
    await expect(ec2.createVpc({ CidrBlock }).catch(told)).resolves.toBe(
      "the log has no such CreateVpc of EC2: it has one, which was asked for; next, in line 3, it has DescribeVpcs of EC2",
    );
    for (const VpcId of ["vpc-1", "vpc-2", "vpc-2"]) expect((await ec2.describeVpcs({})).Vpcs).toEqual([{ VpcId }]);
    expect([repeated(), clock.now()]).toEqual([["DescribeVpcs of EC2, line 4"], at + 5]);
    await expect(ec2.describeVpcs({ VpcIds: ["vpc-1"] })).rejects.toThrow("the log has no such DescribeVpcs of EC2");
  });

  it("is told at once where the log is cut", async () => {
    const text = [header, { seq: 1, ...attempt("EC2", "DescribeVpcs", {}) }]
      .map((line) => JSON.stringify(line))
      .join("\n");
    const { connection, isCut } = replay(text);
    const ec2 = new EC2(connection.client);
    for (const plugin of connection.plugins) ec2.middlewareStack.use(plugin);
    await ec2.describeVpcs({});
    await expect(ec2.describeVpcs({}).catch(told)).resolves.toBe(
      "the log, which ends before its run did, has no such DescribeVpcs of EC2: it has one, which was asked for; nothing comes after it",
    );
    expect(isCut).toBe(true);
  });

  it("says nothing of what the log hides", async () => {
    const { secretsManager } = replayOf([
      attempt("SecretsManager", "PutSecretValue", { SecretId: "a", SecretString: one }),
      attempt("SecretsManager", "PutSecretValue", { SecretId: "b", SecretString: one }),
    ]);
    await secretsManager.putSecretValue({ SecretId: "a", SecretString: "red" });
    const refused = secretsManager.putSecretValue({ SecretId: "b", SecretString: "green" }).catch(String);
    expect(await refused).toContain("line 3 has it with another value of SecretString, which it hides");
    expect(await refused).not.toMatch(/\bred\b|green/);
  });
});

it("a run that the log does not have is refused, and so are options that there are not", () => {
  expect(() => replayOf([], { run: 2 })).toThrow("there is no run 2: the log has 1");
  expect(() => replayOf([], { runs: 2 } as ReplayOptions)).toThrow('there is no option "runs"');
});
