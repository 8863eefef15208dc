import { beforeEach, describe, expect, it } from "vitest";
import { expectRefusal, serviceWorld, type ServiceWorld, the } from "../../test/service-world.ts";

const day = 86_400_000;
const token = "00000000-0000-4000-8000-000000000001";
const otherToken = "00000000-0000-4000-8000-000000000002";

let world: ServiceWorld;
beforeEach(async () => {
  world = serviceWorld({ latency: "none" });
  await world.secrets.createSecret({
    Name: "fleet/docker",
    SecretString: "first",
    ClientRequestToken: token,
    Tags: [{ Key: "drydock:cluster", Value: "fleet" }],
  });
});

describe("refuses", () => {
  const SecretId = "fleet/docker";
  const refusals: readonly (readonly [string, (world: ServiceWorld) => Promise<unknown>, string, RegExp])[] = [
    [
      "a name that exists",
      ({ secrets }) => secrets.createSecret({ Name: SecretId, SecretString: "x" }),
      "ResourceExistsException",
      /already exists/,
    ],
    [
      "a used token with another value",
      ({ secrets }) => secrets.createSecret({ Name: SecretId, SecretString: "x", ClientRequestToken: token }),
      "ResourceExistsException",
      /another value/,
    ],
    [
      "a name with a space",
      ({ secrets }) => secrets.createSecret({ Name: "a b", SecretString: "x" }),
      "InvalidParameterException",
      /Invalid name/,
    ],
    [
      "text and bytes at once",
      ({ secrets }) => secrets.createSecret({ Name: "n", SecretString: "x", SecretBinary: new Uint8Array([1]) }),
      "InvalidParameterException",
      /both/,
    ],
    [
      "a token of 8 characters",
      ({ secrets }) => secrets.createSecret({ Name: "n", SecretString: "x", ClientRequestToken: "12345678" }),
      "ValidationException",
      /'clientRequestToken'.*32/,
    ],
    [
      "a value of 65,537 characters, without repeating it",
      ({ secrets }) => secrets.createSecret({ Name: "n", SecretString: "x".repeat(65_537) }),
      "ValidationException",
      /Value at 'secretString' failed/,
    ],
    [
      "an unknown secret",
      ({ secrets }) => secrets.getSecretValue({ SecretId: "nobody" }),
      "ResourceNotFoundException",
      /can't find/,
    ],
    [
      "an unknown label",
      ({ secrets }) => secrets.getSecretValue({ SecretId, VersionStage: "AWSPREVIOUS" }),
      "ResourceNotFoundException",
      /AWSPREVIOUS/,
    ],
    [
      "a put of nothing",
      ({ secrets }) => secrets.putSecretValue({ SecretId }),
      "InvalidParameterException",
      /must provide/,
    ],
    [
      "a window of six days",
      ({ secrets }) => secrets.deleteSecret({ SecretId, RecoveryWindowInDays: 6 }),
      "InvalidParameterException",
      /between 7 and 30/,
    ],
    [
      "a window and force",
      ({ secrets }) => secrets.deleteSecret({ SecretId, RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true }),
      "InvalidParameterException",
      /in conjunction/,
    ],
    [
      "a reserved tag",
      ({ secrets }) => secrets.tagResource({ SecretId, Tags: [{ Key: "aws:x", Value: "" }] }),
      "InvalidParameterException",
      /reserved/,
    ],
    [
      "a policy that is no JSON",
      ({ secrets }) => secrets.putResourcePolicy({ SecretId, ResourcePolicy: "{" }),
      "MalformedPolicyDocumentException",
      /syntax error/,
    ],
    [
      "a public policy when told to",
      ({ secrets }) =>
        secrets.putResourcePolicy({
          SecretId,
          BlockPublicPolicy: true,
          ResourcePolicy: JSON.stringify({
            Statement: [{ Effect: "Allow", Principal: "*", Action: "secretsmanager:GetSecretValue", Resource: "*" }],
          }),
        }),
      "PublicPolicyException",
      /broad access/,
    ],
    [
      "an unknown filter",
      ({ secrets }) => secrets.listSecrets({ Filters: [{ Key: "colour" as "name", Values: ["x"] }] }),
      "ValidationException",
      /enum value set/,
    ],
  ];
  it.each(refusals)("%s", (_, call, name, words) => expectRefusal(call(world), name, words));
  it("no error repeats a secret's value", async () => {
    const error: unknown = await world.secrets
      .createSecret({ Name: "", SecretString: `s3cr3t${"x".repeat(70_000)}` })
      .catch((reason: unknown) => reason);
    expect(String(error)).not.toContain("s3cr3t");
  });
});

it("the same token and value answer the secret that exists; its ARN ends in six letters", async () => {
  const { secrets } = world;
  const again = await secrets.createSecret({ Name: "fleet/docker", SecretString: "first", ClientRequestToken: token });
  expect(again).toMatchObject({
    VersionId: token,
    ARN: expect.stringMatching(/^arn:aws:secretsmanager:us-west-2:123456789012:secret:fleet\/docker-[A-Za-z]{6}$/),
  });
  for (const SecretId of ["fleet/docker", again.ARN, again.ARN?.slice(0, -7)]) {
    expect((await secrets.getSecretValue({ SecretId })).SecretString).toBe("first");
  }
});

it("a new value is current, the one before previous, and a repeated put changes nothing", async () => {
  const { secrets } = world;
  const put = () =>
    secrets.putSecretValue({ SecretId: "fleet/docker", SecretString: "second", ClientRequestToken: otherToken });
  await put();
  expect(await put()).toMatchObject({ VersionId: otherToken, VersionStages: ["AWSCURRENT"] });
  expect((await secrets.getSecretValue({ SecretId: "fleet/docker" })).SecretString).toBe("second");
  expect((await secrets.getSecretValue({ SecretId: "fleet/docker", VersionStage: "AWSPREVIOUS" })).SecretString).toBe(
    "first",
  );
  expect((await secrets.describeSecret({ SecretId: "fleet/docker" })).VersionIdsToStages).toEqual({
    [token]: ["AWSPREVIOUS"],
    [otherToken]: ["AWSCURRENT"],
  });
  await expectRefusal(
    secrets.putSecretValue({ SecretId: "fleet/docker", SecretString: "third", ClientRequestToken: otherToken }),
    "ResourceExistsException",
    /another value/,
  );
});

it("a deletion window keeps the name and hides the value; it can be taken back, and it ends", async () => {
  const { secrets, account } = world;
  await secrets.deleteSecret({ SecretId: "fleet/docker", RecoveryWindowInDays: 7 });
  await expectRefusal(
    secrets.getSecretValue({ SecretId: "fleet/docker" }),
    "InvalidRequestException",
    /marked for deletion/,
  );
  await expectRefusal(
    secrets.createSecret({ Name: "fleet/docker", SecretString: "x" }),
    "InvalidRequestException",
    /scheduled for deletion/,
  );
  expect((await secrets.listSecrets({})).SecretList).toEqual([]);
  expect((await secrets.listSecrets({ IncludePlannedDeletion: true })).SecretList).toHaveLength(1);
  await secrets.restoreSecret({ SecretId: "fleet/docker" });
  await account.clock.sleep(8 * day);
  expect((await secrets.getSecretValue({ SecretId: "fleet/docker" })).SecretString).toBe("first");
  await secrets.deleteSecret({ SecretId: "fleet/docker", RecoveryWindowInDays: 7 });
  await account.clock.sleep(7 * day);
  await expectRefusal(secrets.describeSecret({ SecretId: "fleet/docker" }), "ResourceNotFoundException", /can't find/);
});

it("a forced deletion frees the name at once, and forcing what is not there succeeds", async () => {
  const { secrets } = world;
  await secrets.deleteSecret({ SecretId: "fleet/docker", ForceDeleteWithoutRecovery: true });
  await secrets.deleteSecret({ SecretId: "fleet/docker", ForceDeleteWithoutRecovery: true });
  expect((await secrets.createSecret({ Name: "fleet/docker" })).VersionId).toBeUndefined();
  await expectRefusal(secrets.getSecretValue({ SecretId: "fleet/docker" }), "ResourceNotFoundException", /AWSCURRENT/);
});

it("listings filter by tag and name with prefixes, and exclude with an exclamation mark, page by page", async () => {
  const { secrets } = world;
  for (const name of ["fleet/ca", "fleet/key", "other/ca"]) {
    await secrets.createSecret({
      Name: name,
      SecretString: "x",
      Tags: [{ Key: "drydock:cluster", Value: name.split("/")[0] }],
    });
  }
  const found = async (Filters: { Key: "name" | "tag-key" | "tag-value"; Values: string[] }[]) =>
    (await secrets.listSecrets({ Filters })).SecretList?.map(({ Name }) => Name).toSorted();
  expect(
    await found([
      { Key: "tag-key", Values: ["drydock:cluster"] },
      { Key: "tag-value", Values: ["fleet"] },
    ]),
  ).toEqual(["fleet/ca", "fleet/docker", "fleet/key"]);
  expect(await found([{ Key: "name", Values: ["!fleet/"] }])).toEqual(["other/ca"]);
  const first = await secrets.listSecrets({ MaxResults: 3 });
  const rest = await secrets.listSecrets({ MaxResults: 3, NextToken: the(first.NextToken) });
  expect([first.SecretList?.length, rest.SecretList?.length, rest.NextToken]).toEqual([3, 1, undefined]);
  const batch = await secrets.batchGetSecretValue({ SecretIdList: ["fleet/ca", "nobody"] });
  expect([batch.SecretValues?.map(({ Name }) => Name), batch.Errors?.map(({ ErrorCode }) => ErrorCode)]).toEqual([
    ["fleet/ca"],
    ["ResourceNotFoundException"],
  ]);
});
