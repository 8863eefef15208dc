import { type BucketLocationConstraint, paginateListBuckets } from "@aws-sdk/client-s3";
import { z } from "zod";
import { kind, type Look, type Step } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";
import { nameFrom, tagKeys, tagValue } from "../aws/tags.ts";
import { unlessRefused } from "./unless-refused.ts";

interface BucketState {
  readonly bucketName: string;
  readonly name: string | undefined;
  readonly settings?: {
    readonly versioning: boolean;
    readonly encryption: boolean;
    readonly publicAccessBlocked: boolean;
  };
}

const unknownSettings = { versioning: false, encryption: false, publicAccessBlocked: false };

const blocked = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const encrypted = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" as const } }] };
const alwaysOn = z.boolean().refine((on) => on, "cannot be turned off");

/**
 * A bucket, always encrypted and closed to the public. Its name begins with `drydock-<account>-<cluster>-`. It goes only when it is
 * empty: AWS refuses otherwise, and Drydock empties nothing.
 */
export const Bucket = kind("bucket", {
  props: z.object({
    bucketName: z.string(),
    versioning: z.boolean(),
    encryption: alwaysOn,
    publicAccessBlocked: alwaysOn,
  }),
  mutable: ["versioning", "encryption", "publicAccessBlocked"],
  precious: true,
  seconds: { create: 1, delete: 1 },
  permissions: {
    find: [
      "s3:ListAllMyBuckets",
      "s3:GetBucketTagging",
      "s3:GetBucketVersioning",
      "s3:GetEncryptionConfiguration",
      "s3:GetBucketPublicAccessBlock",
    ],
    create: [
      "s3:CreateBucket",
      "s3:PutBucketTagging",
      "s3:PutEncryptionConfiguration",
      "s3:PutBucketPublicAccessBlock",
      "s3:PutBucketVersioning",
    ],
    update: ["s3:PutEncryptionConfiguration", "s3:PutBucketPublicAccessBlock", "s3:PutBucketVersioning"],
    delete: ["s3:DeleteBucket"],
  },
  find: ownBuckets,
  detail: withSettings,
  read: ({ bucketName, name, settings = unknownSettings }: BucketState) => ({
    id: bucketName,
    name,
    props: { bucketName, ...settings },
    outputs: {},
    status: "ready",
  }),
  async create(step, { bucketName }) {
    const { s3, region, tags, http } = step;
    const place =
      region === "us-east-1"
        ? {}
        : { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } };
    // A bucket of this name that is the account's own is what an interrupted create left.
    await unlessRefused(["BucketAlreadyOwnedByYou"], s3.createBucket({ Bucket: bucketName, ...place }, http));
    await Promise.all([
      s3.putBucketTagging({ Bucket: bucketName, Tagging: { TagSet: [...tags] } }, http),
      encrypt(step, bucketName),
      closeToPublic(step, bucketName),
    ]);
    const name = step.address.slice(step.address.indexOf("/") + 1);
    return { bucketName, name, settings: { versioning: false, encryption: true, publicAccessBlocked: true } };
  },
  async update(step, { id }, { versioning }, fields) {
    const Status = versioning ? ("Enabled" as const) : ("Suspended" as const);
    await Promise.all([
      fields.includes("versioning") &&
        step.s3.putBucketVersioning({ Bucket: id, VersioningConfiguration: { Status } }, step.http),
      fields.includes("encryption") && encrypt(step, id),
      fields.includes("publicAccessBlocked") && closeToPublic(step, id),
    ]);
  },
  delete: ({ s3, http }, { id }) => s3.deleteBucket({ Bucket: id }, http),
});

/** The cluster's buckets: one listing by prefix, and the tags of each, which no listing tells. */
export function ownBuckets(look: Look): Promise<readonly BucketState[]> {
  const { s3, account, cluster, http, once } = look;
  return once("buckets", async () => {
    const named = await items(
      paginateListBuckets({ client: s3, pageSize: 1000 }, { Prefix: `drydock-${account}-${cluster}-` }, http),
      ({ Buckets }) => Buckets,
    );
    return (await Promise.all(named.map(({ Name }) => ownBucket(look, Name!)))).flatMap((state) => state ?? []);
  });
}

/** Undefined for a bucket whose tags do not name the cluster: `fleet-` is also how the names of cluster `fleet-two` begin. */
async function ownBucket({ s3, cluster, http }: Look, bucketName: string): Promise<BucketState | undefined> {
  const tagging = await unlessRefused(
    ["NoSuchTagSet", "NoSuchBucket"],
    s3.getBucketTagging({ Bucket: bucketName }, http),
  );
  if (tagValue(tagging?.TagSet, tagKeys.cluster) !== cluster) return undefined;
  return { bucketName, name: nameFrom(tagging?.TagSet, "bucket") };
}

async function withSettings({ s3, http }: Look, bucket: BucketState): Promise<BucketState> {
  const of = { Bucket: bucket.bucketName };
  const [versioning, encryption, access] = await Promise.all([
    s3.getBucketVersioning(of, http),
    unlessRefused(["ServerSideEncryptionConfigurationNotFoundError"], s3.getBucketEncryption(of, http)),
    unlessRefused(["NoSuchPublicAccessBlockConfiguration"], s3.getPublicAccessBlock(of, http)),
  ]);
  const { BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets } =
    access?.PublicAccessBlockConfiguration ?? {};
  return {
    ...bucket,
    settings: {
      versioning: versioning.Status === "Enabled",
      encryption: (encryption?.ServerSideEncryptionConfiguration?.Rules ?? []).length > 0,
      publicAccessBlocked: [BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets].every(Boolean),
    },
  };
}

function encrypt({ s3, http }: Step, bucket: string) {
  return s3.putBucketEncryption({ Bucket: bucket, ServerSideEncryptionConfiguration: encrypted }, http);
}

function closeToPublic({ s3, http }: Step, bucket: string) {
  return s3.putPublicAccessBlock({ Bucket: bucket, PublicAccessBlockConfiguration: blocked }, http);
}
