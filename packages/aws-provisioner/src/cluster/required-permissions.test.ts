import { simulateAccount, type SimulatedAccount } from "@drydock/aws-simulator";
import { blueprint, etcd, machines, network, secret, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { s3Ledger } from "../aws/ledger/s3-ledger.ts";
import { fileLedger } from "../engine/file-ledger.ts";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { planDestroy } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";
import type { Policy } from "./policy.ts";
import { type PermissionScope, requiredPermissions } from "./required-permissions.ts";

const small = blueprint("small", {
  network: network({ cidr: "10.3.0.0/16", zones: 2, nat: "none", tiers: { public: {} }, endpoints: [] }),
  pools: { web: workers({ subnets: "public", size: { min: 1, desired: 1, max: 1 } }) },
});

function allowed(policy: Policy) {
  return new Set(policy.Statement.flatMap(({ Action }) => Action));
}

/** The IAM action of a call, where its name is not `service:Operation`. */
const prefixes: Readonly<Record<string, string>> = {
  EC2: "ec2",
  AutoScaling: "autoscaling",
  IAM: "iam",
  STS: "sts",
  Route53: "route53",
  S3: "s3",
  SSM: "ssm",
  SecretsManager: "secretsmanager",
  ElasticLoadBalancingV2: "elasticloadbalancing",
  ResourceGroupsTaggingAPI: "tag",
};
const special: Readonly<Record<string, string>> = {
  "s3:ListBuckets": "s3:ListAllMyBuckets",
  "s3:ListObjectsV2": "s3:ListBucket",
  "s3:GetBucketEncryption": "s3:GetEncryptionConfiguration",
  "s3:PutPublicAccessBlock": "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketEncryption": "s3:PutEncryptionConfiguration",
  "s3:GetBucketLifecycleConfiguration": "s3:GetLifecycleConfiguration",
  "s3:PutBucketLifecycleConfiguration": "s3:PutLifecycleConfiguration",
  "s3:GetPublicAccessBlock": "s3:GetBucketPublicAccessBlock",
};

function calledActions({ calls }: Pick<SimulatedAccount, "calls">): string[] {
  const actions = calls.map(({ service, operation }) => `${prefixes[service] ?? service}:${operation}`);
  return [...new Set(actions.map((action) => special[action] ?? action))];
}

it("names every action that a plan and its apply call, and no change that they do not make", async () => {
  const account = simulateAccount({ seed: 1, latency: "none" });
  const options = account.connection;
  const plan = await planCluster(small, options);
  const permitted = allowed(requiredPermissions(plan));
  await createCluster(small, options);
  expect(calledActions(account).filter((action) => !permitted.has(action))).toEqual([]);
  expect([...permitted].filter((action) => /:(Delete|Terminate|Revoke|Remove)/.test(action))).toEqual([]);

  const going = await planDestroy("small", options);
  const leaving = allowed(requiredPermissions(going));
  expect([...leaving].filter((action) => /^(ec2|autoscaling):Create/.test(action))).toEqual([]);
  expect(leaving.has("ec2:DeleteVpc")).toBe(true);
});

const every = {
  network: network({ cidr: "10.4.0.0/16", zones: 3 }),
  etcd: etcd({ addresses: ["10.4.3.100"], tls: "mutual" }),
  pools: {
    web: workers({ subnets: "private", size: { min: 1, desired: 1, max: 2 }, expose: [{ port: 80 }] }),
    bastion: machines({ subnets: "public", count: 1 }),
  },
  secrets: { dockerConfig: secret.dockerConfig({ fromEnv: "DOCKERCFG" }) },
  buckets: ["data"],
};

it.each([
  ["gained", { team: "a" }, { team: "a", cost: "b" }],
  ["changed", { team: "a" }, { team: "b" }],
  ["lost", { team: "a", cost: "b" }, { team: "a" }],
])("names the tagging actions of a plan whose tags were %s, on every kind", async (change, before, after) => {
  const account = simulateAccount({ seed: 1, latency: "none" });
  const options = { ...account.connection, environment: { DOCKERCFG: '{"auths":{}}' } };
  await createCluster(blueprint("every", { ...every, tags: before }), options);
  const made = account.calls.length;
  const changed = blueprint("every", { ...every, tags: after });
  const permitted = allowed(requiredPermissions(await planCluster(changed, options)));
  await createCluster(changed, options);
  const called = calledActions({ calls: account.calls.slice(made) });
  expect(called.filter((action) => !permitted.has(action))).toEqual([]);
  const tagging = ["TagRole", "UntagRole"].filter((action) => permitted.has(`iam:${action}`));
  // Where one goes, what is left is told anew.
  expect(tagging).toEqual(change === "lost" ? ["TagRole", "UntagRole"] : ["TagRole"]);
});

it("narrows to the cluster's own names and region what can be narrowed", async () => {
  const account = simulateAccount({ seed: 1, latency: "none" });
  const plan = await planCluster(small, account.connection);
  const policy = requiredPermissions(plan, { region: "us-west-2", account: "123456789012" });
  const bySid = Object.fromEntries(policy.Statement.map((statement) => [statement.Sid, statement]));
  expect(bySid["Identity"]!.Resource).toEqual([
    "arn:aws:iam::123456789012:role/drydock/*/small/*",
    "arn:aws:iam::123456789012:instance-profile/drydock/*/small/*",
  ]);
  expect(bySid["PassRole"]!.Condition).toEqual({ StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } });
  expect(bySid["Resources"]!.Condition).toEqual({ StringEquals: { "aws:RequestedRegion": "us-west-2" } });
});

describe("of a ledger it grants what that takes, and no more:", () => {
  const { connection } = simulateAccount({ seed: 1, latency: "none" });
  const place = { region: "us-west-2", account: "123456789012" };
  const key = "arn:aws:kms:us-west-2:123456789012:key/0d9a8b4e-1c2d-4e3f-9a5b-6c7d8e9f0a1b";
  const objects = ["s3:GetObject", "s3:ListBucket", "s3:PutObject"];
  const settings = [
    "s3:CreateBucket",
    "s3:GetLifecycleConfiguration",
    ...objects.slice(0, 2),
    "s3:PutBucketPolicy",
    "s3:PutBucketPublicAccessBlock",
    "s3:PutBucketVersioning",
    "s3:PutEncryptionConfiguration",
    "s3:PutLifecycleConfiguration",
    ...objects.slice(2),
  ];
  const usual = "arn:aws:s3:::drydock-ledger-123456789012-us-west-2*";
  const all = (arn: string) => [arn, `${arn}/*`];
  const keyed = (...actions: string[]) => ({ Sid: "LedgerKey", Effect: "Allow", Action: actions, Resource: [key] });
  const ledgerOf = (policy: Policy) => policy.Statement.filter(({ Sid }) => Sid.startsWith("Ledger"));
  const sid = { Sid: "Ledger", Effect: "Allow" };

  it.each<[string, PermissionScope, readonly object[]]>([
    ["the default", {}, [{ ...sid, Action: settings, Resource: all(usual) }]],
    ["the default by its name", { ledger: s3Ledger() }, [{ ...sid, Action: settings, Resource: all(usual) }]],
    [
      "a bucket of one's own",
      { ledger: s3Ledger({ bucket: "ours" }) },
      [{ ...sid, Action: objects, Resource: all("arn:aws:s3:::ours") }],
    ],
    [
      "the default with a key",
      { ledger: s3Ledger({ kmsKey: key }) },
      [{ ...sid, Action: settings, Resource: all(usual) }, keyed("kms:Decrypt", "kms:GenerateDataKey")],
    ],
    [
      "a bucket of one's own with a key",
      { ledger: s3Ledger({ bucket: "ours", kmsKey: key }) },
      [{ ...sid, Action: objects, Resource: all("arn:aws:s3:::ours") }, keyed("kms:Decrypt", "kms:GenerateDataKey")],
    ],
    ["memory", { ledger: memoryLedger() }, []],
    ["files", { ledger: fileLedger("ledger") }, []],
  ])("%s", async (_, scope, statements) => {
    const policy = requiredPermissions(await planCluster(small, connection), { ...place, ...scope });
    expect(ledgerOf(policy)).toEqual(statements);
  });

  it("a key by its alias, which no policy can name", async () => {
    const kmsKey = "arn:aws-cn:kms:cn-north-1:123456789012:alias/ledger";
    const scope = { region: "cn-north-1", ledger: s3Ledger({ bucket: "ours", kmsKey }) };
    const [bucket, granted] = ledgerOf(requiredPermissions(await planCluster(small, connection), scope));
    expect(bucket?.Resource).toEqual(all("arn:aws-cn:s3:::ours"));
    expect(granted).toMatchObject({
      Resource: ["arn:aws-cn:kms:cn-north-1:123456789012:key/*"],
      Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/ledger" } },
    });
  });

  it("reading alone, where nothing is to be changed", async () => {
    const account = simulateAccount({ seed: 1, latency: "none" });
    await createCluster(small, account.connection);
    const plan = await planCluster(small, account.connection);
    const ledger = s3Ledger({ bucket: "ours", kmsKey: key });
    expect(ledgerOf(requiredPermissions(plan, { ...place, ledger }))).toEqual([
      { ...sid, Action: ["s3:GetObject", "s3:ListBucket"], Resource: all("arn:aws:s3:::ours") },
      keyed("kms:Decrypt"),
    ]);
  });

  it("every call that a run makes of a bucket of one's own", async () => {
    const account = simulateAccount({ seed: 1, latency: "none" });
    const CreateBucketConfiguration = { LocationConstraint: "us-west-2" };
    await account.handle("S3", "CreateBucket", { Bucket: "ours-0815", CreateBucketConfiguration });
    const options = { ...account.connection, ledger: s3Ledger({ bucket: "ours-0815", kmsKey: key }) };
    const from = account.calls.length;
    const plan = await planCluster(small, options);
    await createCluster(small, options);
    const called = calledActions({ calls: account.calls.slice(from).filter(({ service }) => service === "S3") });
    const [granted] = ledgerOf(requiredPermissions(plan, { ...place, ledger: options.ledger }));
    expect(called.toSorted()).toEqual(granted?.Action.filter((action) => action !== "s3:ListBucket"));
  });

  it.each([
    [{ bucket: "s3://ours" }, "$.bucket"],
    [{ bucket: "" }, "$.bucket"],
    [{ bucket: "arn:aws:s3:::ours" }, "$.bucket"],
    [{ kmsKey: "0d9a8b4e-1c2d-4e3f-9a5b-6c7d8e9f0a1b" }, "$.kmsKey"],
    [{ kmsKey: "alias/ledger" }, "$.kmsKey"],
  ])("none of %j, which names no place", (options, path) => {
    expect(() => s3Ledger(options)).toThrow(
      expect.objectContaining({ code: "invalid-option", diagnostics: [expect.objectContaining({ path })] }),
    );
  });

  it("none of what is no ledger", async () => {
    const plan = await planCluster(small, connection);
    expect(() => requiredPermissions(plan, { ledger: "ours" } as object)).toThrow(
      expect.objectContaining({ diagnostics: [expect.objectContaining({ path: "$.ledger" })] }),
    );
  });
});

describe("the partition of its ARNs", () => {
  const options = simulateAccount({ seed: 1, latency: "none" }).connection;
  const account = "123456789012";

  it.each<[PermissionScope, string, string]>([
    [{}, "aws", "*"],
    [{ region: "us-west-2" }, "aws", "*"],
    [{ region: "cn-north-1", account }, "aws-cn", account],
    [{ region: "us-gov-west-1", account }, "aws-us-gov", account],
    [{ region: "eusc-de-east-1", account }, "aws-eusc", account],
    [{ region: "us-iso-east-1", account }, "aws-iso", account],
    [{ region: "us-isob-east-1", account }, "aws-iso-b", account],
    [{ partition: "aws-cn" }, "aws-cn", "*"],
    [{ region: "cn-north-1", partition: "aws-cn" }, "aws-cn", "*"],
  ])("is, for %j, %s", async (scope, partition, owner) => {
    const policy = requiredPermissions(await planCluster(small, options), scope);
    const role = `arn:${partition}:iam::${owner}:role/drydock/*/small/*`;
    expect(policy.Statement.find(({ Sid }) => Sid === "PassRole")).toMatchObject({
      Resource: role,
      Condition: {
        StringEquals: {
          "iam:PassedToService": partition === "aws-cn" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com",
        },
      },
    });
    const arns = policy.Statement.flatMap(({ Resource }) => Resource).filter((one) => one !== "*");
    expect(arns.filter((one) => !one.startsWith(`arn:${partition}:`))).toEqual([]);
  });

  it.each([
    [{ region: "" }, "$.region"],
    [{ region: "us-west" }, "$.region"],
    [{ region: "us-west-2a" }, "$.region"],
    [{ account: "1" }, "$.account"],
    [{ account: "" }, "$.account"],
    [{ partition: "aws-xx" }, "$.partition"],
    [{ partition: "" }, "$.partition"],
    [{ region: "cn-north-1", partition: "aws" }, "$.partition"],
  ])("cannot come of %j", async (scope, path) => {
    const plan = await planCluster(small, options);
    expect(() => requiredPermissions(plan, scope as PermissionScope)).toThrow(
      expect.objectContaining({ code: "invalid-option", diagnostics: [expect.objectContaining({ path })] }),
    );
  });
});
