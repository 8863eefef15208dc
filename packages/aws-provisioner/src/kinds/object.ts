import { hexDigest } from "@drydock/systemd/ground";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import type { Look, Step } from "../aws/cloud.ts";
import { kind } from "../aws/kind.ts";
import { arnOf } from "../aws/naming.ts";
import { items } from "../aws/pages.ts";
import { Bucket, bucketName, ownBuckets } from "./bucket.ts";
import { unlessRefused } from "./unless-refused.ts";

const folder = "drydock/";

interface ObjectState {
  readonly bucketName: string;
  readonly key: string;
  readonly name: string | undefined;
  readonly sha256: string;
}

/**
 * An object in one of the cluster's buckets. Its key begins with `drydock/`: what else the bucket holds is
 * not looked at.
 */
export const BucketObject = kind("object", {
  service: "s3",
  discovery: { seenWith: Bucket.name },
  props: z.object({
    bucketName: z.string(),
    key: z.string().check(z.startsWith(folder)),
    /** Of the body, in lower-case hexadecimal. */
    sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    body: z.string(),
  }),
  arns: (scope) => [arnOf(scope, "s3", bucketName(scope.account, scope.cluster, "*"))],
  mutable: ["sha256"],
  unread: ["body"],
  stable: { means: "is stored" },
  seconds: { create: 0.3, delete: 0.3 },
  permissions: {
    find: ["s3:ListAllMyBuckets", "s3:GetBucketTagging", "s3:ListBucket", "s3:GetObject"],
    create: ["s3:PutObject"],
    update: ["s3:PutObject"],
    delete: ["s3:DeleteObject"],
  },
  async find(look) {
    const buckets = await ownBuckets(look);
    return (await Promise.all(buckets.map(({ bucketName }) => objectsIn(look, bucketName)))).flat();
  },
  read: ({ bucketName, key, name, sha256 }: ObjectState) => ({
    id: `${bucketName}/${key}`,
    name,
    props: { bucketName, key, sha256, body: "" },
    outputs: {},
    status: "ready",
  }),
  create: put,
  update: (step, _observed, props) => put(step, props),
  delete: ({ clients: { s3 }, request }, { props }) =>
    s3.deleteObject({ Bucket: props.bucketName, Key: props.key }, request),
});

/**
 * One question for each object: no listing tells their hashes. There is one for each user data document that
 * is too large for EC2.
 */
async function objectsIn({ clients: { s3 }, request }: Look, bucket: string): Promise<ObjectState[]> {
  const listed = await items(
    (ContinuationToken) => s3.listObjectsV2({ Bucket: bucket, Prefix: folder, ContinuationToken }, request),
    ({ Contents }) => Contents,
    ({ NextContinuationToken }) => NextContinuationToken,
  );
  const states = listed.map(async (one) => {
    const { Key } = complete(one, "Key");
    const head = await unlessRefused(["NotFound", "NoSuchKey"], s3.headObject({ Bucket: bucket, Key }, request));
    if (head === undefined) return [];
    const { "drydock-name": name, "drydock-sha256": sha256 = "" } = head.Metadata ?? {};
    return [{ bucketName: bucket, key: Key, name, sha256 }];
  });
  return (await Promise.all(states)).flat();
}

interface Wanted {
  readonly bucketName: string;
  readonly key: string;
  readonly sha256: string;
  readonly body: string;
}

async function put(
  { clients: { s3 }, address, name, request }: Step,
  { bucketName, key, sha256, body }: Wanted,
): Promise<ObjectState> {
  const actual = hexDigest("sha256", body);
  if (actual !== sha256) throw new RangeError(`${address}: its body has the SHA-256 ${actual}, not ${sha256}`);
  const Metadata = { "drydock-name": name, "drydock-sha256": sha256 };
  await s3.putObject({ Bucket: bucketName, Key: key, Body: body, Metadata }, request);
  return { bucketName, key, name, sha256 };
}
