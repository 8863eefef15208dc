import { beforeEach, describe, expect, it } from "vitest";
import { Readable } from "node:stream";
import { expectRefusal, serviceWorld, type ServiceWorld, the } from "../../test/service-world.ts";

const Bucket = "drydock-ledger";
const Key = "fleet/ledger.json";

let world: ServiceWorld;
beforeEach(async () => {
  world = serviceWorld({ latency: "none" });
  await world.s3.createBucket({ Bucket, CreateBucketConfiguration: { LocationConstraint: "us-west-2" } });
});

describe("refuses", () => {
  const refusals: readonly (readonly [string, (world: ServiceWorld) => Promise<unknown>, string, RegExp])[] = [
    ["a name with capitals", ({ s3 }) => s3.createBucket({ Bucket: "Drydock" }), "InvalidBucketName", /not valid/],
    ["a name like an address", ({ s3 }) => s3.createBucket({ Bucket: "10.0.0.100" }), "InvalidBucketName", /not valid/],
    ["a name of two characters", ({ s3 }) => s3.createBucket({ Bucket: "ab" }), "InvalidBucketName", /not valid/],
    [
      "a bucket that one has",
      ({ s3 }) => s3.createBucket({ Bucket, CreateBucketConfiguration: { LocationConstraint: "us-west-2" } }),
      "BucketAlreadyOwnedByYou",
      /already own/,
    ],
    [
      "a bucket that another has",
      ({ s3 }) =>
        s3.createBucket({ Bucket: "my-bucket", CreateBucketConfiguration: { LocationConstraint: "us-west-2" } }),
      "BucketAlreadyExists",
      /shared by all users/,
    ],
    [
      "another region's location",
      ({ s3 }) =>
        s3.createBucket({ Bucket: "drydock-eu", CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } }),
      "IllegalLocationConstraintException",
      /eu-west-1/,
    ],
    [
      "a location that is none",
      ({ s3 }) =>
        s3.createBucket({ Bucket: "drydock-eu", CreateBucketConfiguration: { LocationConstraint: "mars" as "EU" } }),
      "InvalidLocationConstraint",
      /not valid/,
    ],
    [
      "an unknown bucket",
      ({ s3 }) => s3.getObject({ Bucket: "drydock-nobody", Key }),
      "NoSuchBucket",
      /does not exist/,
    ],
    ["an unknown key", ({ s3 }) => s3.getObject({ Bucket, Key }), "NoSuchKey", /does not exist/],
    [
      "a head of an unknown key, in S3's few words",
      ({ s3 }) => s3.headObject({ Bucket, Key }),
      "NotFound",
      /UnknownError/,
    ],
    [
      "a head of an unknown bucket",
      ({ s3 }) => s3.headBucket({ Bucket: "drydock-nobody" }),
      "NotFound",
      /UnknownError/,
    ],
    [
      "to delete a bucket that is not empty",
      async ({ s3 }) => {
        await s3.putObject({ Bucket, Key, Body: "x" });
        await s3.deleteBucket({ Bucket });
      },
      "BucketNotEmpty",
      /not empty/,
    ],
    [
      "a public policy",
      ({ s3 }) =>
        s3.putBucketPolicy({
          Bucket,
          Policy: JSON.stringify({
            Statement: [
              { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/*` },
            ],
          }),
        }),
      "AccessDenied",
      /BlockPublicPolicy/,
    ],
    [
      "a policy about another bucket",
      ({ s3 }) =>
        s3.putBucketPolicy({
          Bucket,
          Policy: JSON.stringify({
            Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::other/*" }],
          }),
        }),
      "MalformedPolicy",
      /invalid resource/,
    ],
    [
      "a key twice in a tag set",
      ({ s3 }) =>
        s3.putBucketTagging({
          Bucket,
          Tagging: {
            TagSet: [
              { Key: "a", Value: "1" },
              { Key: "a", Value: "2" },
            ],
          },
        }),
      "InvalidTag",
      /same key/,
    ],
    [
      "eleven tags on an object",
      async ({ s3 }) => {
        await s3.putObject({ Bucket, Key, Body: "x" });
        await s3.putObjectTagging({
          Bucket,
          Key,
          Tagging: { TagSet: Array.from({ length: 11 }, (_, index) => ({ Key: `k${index}`, Value: "" })) },
        });
      },
      "BadRequest",
      /greater than 10/,
    ],
    [
      "a stream, which it cannot wait for, and says what to do",
      ({ s3 }) => s3.putObject({ Bucket, Key, Body: Readable.from(["x"]) }),
      "NotImplemented",
      /node:stream\/consumers/,
    ],
    [
      "a body that is not what its digest says",
      ({ s3 }) => s3.putObject({ Bucket, Key, Body: "x", ContentMD5: "AAAA" }),
      "BadDigest",
      /Content-MD5/,
    ],
    [
      "a range beyond the end",
      async ({ s3 }) => {
        await s3.putObject({ Bucket, Key, Body: "x" });
        await s3.getObject({ Bucket, Key, Range: "bytes=5-9" });
      },
      "InvalidRange",
      /not satisfiable/,
    ],
    ["tags that are not there", ({ s3 }) => s3.getBucketTagging({ Bucket }), "NoSuchTagSet", /TagSet/],
  ];
  it.each(refusals)("%s", (_, call, name, words) => expectRefusal(call(world), name, words));
});

it("in us-east-1 a location is refused, and making a bucket twice is no error", async () => {
  const { s3 } = serviceWorld({ latency: "none", region: "us-east-1" });
  await s3.createBucket({ Bucket });
  await s3.createBucket({ Bucket });
  await expectRefusal(
    s3.createBucket({ Bucket: "drydock-other", CreateBucketConfiguration: { LocationConstraint: "us-west-2" } }),
    "InvalidLocationConstraint",
    /not valid/,
  );
});

it("conditional writes: one of two writers wins, and a stale one is told 412", async () => {
  const { s3 } = world;
  const create = (Body: string): Promise<unknown> => s3.putObject({ Bucket, Key, Body, IfNoneMatch: "*" });
  const outcomes = await Promise.allSettled([create("one"), create("two")]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  const { ETag } = await s3.headObject({ Bucket, Key });
  const next = await s3.putObject({ Bucket, Key, Body: "three", IfMatch: ETag });
  const stale: unknown = await s3
    .putObject({ Bucket, Key, Body: "four", IfMatch: ETag })
    .catch((reason: unknown) => reason);
  expect(stale).toMatchObject({ name: "PreconditionFailed", $metadata: { httpStatusCode: 412 } });
  expect(await the((await s3.getObject({ Bucket, Key })).Body).transformToString()).toBe("three");
  await s3.deleteObject({ Bucket, Key, IfMatch: next.ETag });
  await expectRefusal(s3.putObject({ Bucket, Key, Body: "five", IfMatch: next.ETag }), "NoSuchKey", /does not exist/);
  await create("six");
});

it("what is put comes back as text, bytes and stream, whole or in part, and is the account's own copy", async () => {
  const { s3 } = world;
  const bytes = new TextEncoder().encode("grüße");
  const put = await s3.putObject({
    Bucket,
    Key,
    Body: bytes,
    ContentType: "text/plain",
    Metadata: { Cluster: "fleet" },
  });
  bytes.fill(0);
  const got = await s3.getObject({ Bucket, Key });
  expect(got).toMatchObject({
    ETag: put.ETag,
    ContentLength: 7,
    ContentType: "text/plain",
    Metadata: { cluster: "fleet" },
    ServerSideEncryption: "AES256",
  });
  expect(await the(got.Body).transformToString()).toBe("grüße");
  const parts: Buffer[] = [];
  const streamed = the((await s3.getObject({ Bucket, Key })).Body);
  for await (const part of streamed as Readable) parts.push(part as Buffer);
  expect(Buffer.concat(parts).toString()).toBe("grüße");
  const part = await s3.getObject({ Bucket, Key, Range: "bytes=0-1" });
  expect([part.ContentRange, await the(part.Body).transformToByteArray()]).toEqual([
    "bytes 0-1/7",
    new TextEncoder().encode("gr"),
  ]);
  await expectRefusal(s3.getObject({ Bucket, Key, IfNoneMatch: put.ETag }), "304", /./);
});

it("listings go by prefix and delimiter, page by page", async () => {
  const { s3 } = world;
  for (const name of ["a", "b/1", "b/2", "c/1", "d"]) await s3.putObject({ Bucket, Key: name, Body: name });
  const first = await s3.listObjectsV2({ Bucket, Delimiter: "/", MaxKeys: 2 });
  const rest = await s3.listObjectsV2({ Bucket, Delimiter: "/", ContinuationToken: first.NextContinuationToken });
  const shown = [first, rest].map(({ Contents = [], CommonPrefixes = [] }) => [
    ...Contents.map(({ Key: name }) => name),
    ...CommonPrefixes.map(({ Prefix }) => Prefix),
  ]);
  expect(shown).toEqual([
    ["a", "b/"],
    ["d", "c/"],
  ]);
  expect(
    (await s3.listObjectsV2({ Bucket, Prefix: "b/", StartAfter: "b/1" })).Contents?.map(({ Key: name }) => name),
  ).toEqual(["b/2"]);
  await s3.deleteObjects({
    Bucket,
    Delete: { Objects: ["a", "b/1", "b/2", "c/1", "d", "nobody"].map((name) => ({ Key: name })) },
  });
  await s3.deleteBucket({ Bucket });
  expect((await s3.listBuckets({ Prefix: "drydock" })).Buckets).toEqual([]);
});

it("a versioned bucket keeps what is overwritten and deleted, and is empty only without its versions", async () => {
  const { s3 } = world;
  await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: "Enabled" } });
  const one = await s3.putObject({ Bucket, Key, Body: "one" });
  await s3.putObject({ Bucket, Key, Body: "two" });
  expect(await s3.deleteObject({ Bucket, Key })).toMatchObject({ DeleteMarker: true });
  await expectRefusal(s3.getObject({ Bucket, Key }), "NoSuchKey", /./);
  expect(await the((await s3.getObject({ Bucket, Key, VersionId: one.VersionId })).Body).transformToString()).toBe(
    "one",
  );
  await expectRefusal(s3.deleteBucket({ Bucket }), "BucketNotEmpty", /all versions/);
  const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({ Bucket });
  expect([Versions.length, DeleteMarkers.length]).toEqual([2, 1]);
  await s3.deleteObjects({
    Bucket,
    Delete: { Objects: [...Versions, ...DeleteMarkers].map(({ Key: name, VersionId }) => ({ Key: name, VersionId })) },
  });
  await s3.deleteBucket({ Bucket });
});

it("a bucket's settings begin as they have been since 2023 and come back as they are put", async () => {
  const { s3 } = world;
  expect((await s3.getPublicAccessBlock({ Bucket })).PublicAccessBlockConfiguration).toEqual({
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  });
  expect(
    (await s3.getBucketEncryption({ Bucket })).ServerSideEncryptionConfiguration?.Rules?.[0]
      ?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm,
  ).toBe("AES256");
  expect((await s3.getBucketVersioning({ Bucket })).Status).toBeUndefined();
  await s3.putBucketTagging({ Bucket, Tagging: { TagSet: [{ Key: "drydock:cluster", Value: "fleet" }] } });
  expect((await s3.getBucketTagging({ Bucket })).TagSet).toEqual([{ Key: "drydock:cluster", Value: "fleet" }]);
  await s3.putBucketLifecycleConfiguration({
    Bucket,
    LifecycleConfiguration: {
      Rules: [{ Status: "Enabled", Filter: { Prefix: "" }, NoncurrentVersionExpiration: { NoncurrentDays: 30 } }],
    },
  });
  expect((await s3.getBucketLifecycleConfiguration({ Bucket })).Rules).toMatchObject([
    { ID: "rule-1", Status: "Enabled" },
  ]);
  expect(world.account.inventory()).toMatchObject([
    { type: "bucket", id: Bucket, tags: { "drydock:cluster": "fleet" } },
  ]);
});
