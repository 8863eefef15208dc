import type { SimulatedAccount } from "@drydock/aws-simulator";
import { describe, expect, it } from "vitest";
import { kindCases } from "../../test/kind-case.ts";
import { nameIn } from "../../test/kind-life.ts";
import { refusingTrial } from "../../test/refusing-trial.ts";
import type { ObservedResource } from "../engine/observed.ts";
import { kindNamed, type KindName } from "./registry.ts";

/** The last of the kind's lives on an account of its own, after its birth. */
async function standing(kind: KindName) {
  const life = kindCases.findLast((one) => one.kind.name === kind);
  if (life === undefined) throw new Error(`no case of ${kind}`);
  const account = await refusingTrial(kind);
  const made = await account.trial.stand(kind, nameIn(life), await life.begin(account.ground));
  account.trial.calls.length = 0;
  return { ...account, made };
}

/**
 * What a listing asks of each, the refusal that tells that it has gone or lacks it, and what is read then.
 */
const asked: readonly (readonly [KindName, operation: string, code: string, readonly object[]])[] = [
  ["vpc", "DescribeVpcAttribute", "InvalidVpcID.NotFound", [{ props: { cidr: "10.30.0.0/16" } }]],
  ["listener", "DescribeListeners", "LoadBalancerNotFound", []],
  ["target", "DescribeTargetHealth", "TargetGroupNotFound", []],
  ["hosted-zone", "GetHostedZone", "NoSuchHostedZone", []],
  ["dns-records", "ListResourceRecordSets", "NoSuchHostedZone", []],
  ["bucket", "GetBucketTagging", "NoSuchBucket", []],
  ["bucket", "GetBucketTagging", "NoSuchTagSet", []],
  [
    "bucket",
    "GetBucketEncryption",
    "ServerSideEncryptionConfigurationNotFoundError",
    [{ props: { encryption: false } }],
  ],
  ["object", "HeadObject", "NotFound", []],
  ["object", "HeadObject", "NoSuchKey", []],
];

describe("what has gone since it was listed", () => {
  it.each(asked)("%s: %s is refused as %s, and the others are read", async (kind, operation, code, read) => {
    const { trial, refused } = await standing(kind);
    refused.set(operation, { code });
    expect(await trial.list(kind)).toMatchObject(read);
  });

  it.each(asked)("%s: %s that is refused for another reason than %s fails", async (kind, operation) => {
    const { trial, refused } = await standing(kind);
    refused.set(operation, { code: "AccessDenied" });
    await expect(trial.list(kind)).rejects.toMatchObject({ name: "AccessDenied" });
  });
});

/** What goes before the resource itself, and how it went already. */
const halfway: readonly (readonly [
  KindName,
  operation: string,
  undo: (account: SimulatedAccount, made: ObservedResource) => Promise<unknown>,
])[] = [
  [
    "internet-gateway",
    "DetachInternetGateway",
    (account, { id, props }) =>
      account.handle("EC2", "DetachInternetGateway", { InternetGatewayId: id, VpcId: props["vpcId"] }),
  ],
  [
    "route-table",
    "DisassociateRouteTable",
    (account, { outputs }) =>
      account.handle("EC2", "DisassociateRouteTable", {
        AssociationId: Object.values(outputs["associations"] as Record<string, string>)[0],
      }),
  ],
  [
    "role",
    "DeleteRolePolicy",
    (account, { id }) => account.handle("IAM", "DeleteRolePolicy", { RoleName: id, PolicyName: "node" }),
  ],
  [
    "role",
    "DetachRolePolicy",
    (account, { id, props }) =>
      account.handle("IAM", "DetachRolePolicy", { RoleName: id, PolicyArn: (props["managed"] as string[])[0] }),
  ],
  [
    "instance-profile",
    "RemoveRoleFromInstanceProfile",
    (account, { id, props }) =>
      account.handle("IAM", "RemoveRoleFromInstanceProfile", { InstanceProfileName: id, RoleName: props["roleName"] }),
  ],
];

describe("a delete that an earlier try began", () => {
  it.each(halfway)("of %s, after its %s, comes to the end", async (kind, _operation, undo) => {
    const { simulated, trial, made } = await standing(kind);
    await undo(simulated, made);
    await kindNamed(kind).delete(trial.step(made.address), made);
    expect(await trial.list(kind)).toEqual([]);
  });

  it.each(halfway)("of %s goes no further where %s is refused", async (kind, operation) => {
    const { trial, refused, made } = await standing(kind);
    refused.set(operation, { code: "AccessDenied" });
    const gone = kindNamed(kind).delete(trial.step(made.address), made);
    await expect(gone).rejects.toMatchObject({ name: "AccessDenied" });
    refused.clear();
    expect(await trial.list(kind)).toMatchObject([{ id: made.id }]);
  });
});
