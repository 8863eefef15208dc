// Long because everything that is true of a kind stands in its file.
import type { BucketLocationConstraint } from "@aws-sdk/client-s3";
import * as z from "zod/mini";
import { present } from "../aws/answer.ts";
import type { Look, Step } from "../aws/cloud.ts";
import { codes } from "../aws/error-table.ts";
import { kind } from "../aws/kind.ts";
import { arnOf } from "../aws/naming.ts";
import { items } from "../aws/pages.ts";
import { type AnyTag, nameFrom, tagKeys, tagValue } from "../aws/tags.ts";
import { emptiedFirst } from "./emptied-first.ts";
import { seekEach } from "./seek-each.ts";
import { unlessRefused } from "./unless-refused.ts";
import { bucketTagging } from "./bucket-tagging.ts";

/** Its name, which is one in all of AWS: the account's id is part of it. */
export function bucketName(account: string, cluster: string, bucket: string): string {
  return `drydock-${account}-${cluster}-${bucket}`;
}

/** What the names of a cluster's buckets look like, in whatever account. */
function namePattern(cluster: string): RegExp {
  return new RegExp(`^${bucketName("\\d+", cluster, "")}`);
}

interface BucketState {
  readonly bucketName: string;
  readonly name: string | undefined;
  readonly tags: readonly AnyTag[];
  readonly settings?: {
    readonly versioning: boolean;
    readonly encryption: boolean;
    readonly publicAccessBlocked: boolean;
  };
}

const unknownSettings = { versioning: false, encryption: false, publicAccessBlocked: false };

const blocked = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const encrypted = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" as const } }] };
const alwaysOn = z.boolean().check(z.refine((on) => on, "cannot be turned off"));

/**
 * A bucket, always encrypted and closed to the public. Its name begins with `drydock-<account>-<cluster>-`.
 * It goes only when it is empty: AWS refuses otherwise, and Drydock empties nothing.
 */
export const Bucket = kind("bucket", {
  service: "s3",
  discovery: { arnService: "s3" },
  usedBy: (design) => design.buckets.length > 0,
  errors: {
    // S3 API reference, "Error responses".
    "already-exists": codes("BucketAlreadyOwnedByYou"),
    // A conflicting operation on the bucket is under way.
    "not-yet-visible": codes("OperationAborted"),
  },
  props: z.object({
    bucketName: z.string(),
    versioning: z.boolean(),
    encryption: alwaysOn,
    publicAccessBlocked: alwaysOn,
  }),
  naming: { field: "bucketName", of: namePattern },
  mutable: ["versioning", "encryption", "publicAccessBlocked"],
  arns: (scope) => [arnOf(scope, "s3", bucketName(scope.account, scope.cluster, "*"))],
  tagging: bucketTagging,
  precious: () => true,
  stable: { means: "is made, with its settings" },
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
  seek: (look, sought) => seekEach(sought, (one) => ownBucket(look, one.bucketName)),
  detail: withSettings,
  read: ({ bucketName, name, tags, settings = unknownSettings }: BucketState) => ({
    id: bucketName,
    name,
    props: { bucketName, ...settings },
    outputs: {},
    tags,
    status: "ready",
  }),
  async create(step, { bucketName }) {
    const {
      clients: { s3 },
      region,
      tags,
      request,
    } = step;
    const place =
      region === "us-east-1"
        ? {}
        : { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } };
    // A bucket of this name that is the account's own is what an interrupted create left.
    await unlessRefused(["BucketAlreadyOwnedByYou"], s3.createBucket({ Bucket: bucketName, ...place }, request));
    await Promise.all([
      s3.putBucketTagging({ Bucket: bucketName, Tagging: { TagSet: [...tags] } }, request),
      encrypt(step, bucketName),
      closeToPublic(step, bucketName),
    ]);
    return {
      bucketName,
      name: step.name,
      tags,
      settings: { versioning: false, encryption: true, publicAccessBlocked: true },
    };
  },
  async update(step, { id }, { versioning }, fields) {
    const Status = versioning ? ("Enabled" as const) : ("Suspended" as const);
    await Promise.all([
      fields.includes("versioning") &&
        step.clients.s3.putBucketVersioning({ Bucket: id, VersioningConfiguration: { Status } }, step.request),
      fields.includes("encryption") && encrypt(step, id),
      fields.includes("publicAccessBlocked") && closeToPublic(step, id),
    ]);
  },
  delete: ({ clients: { s3 }, request, address }, { id }) =>
    emptiedFirst(address, id, s3.deleteBucket({ Bucket: id }, request)),
});

/**
 * The cluster's buckets: one listing, and the tags of each, which no listing tells. Whose account this is
 * need not be known: S3 lists nobody else's (S3 API reference, ListBuckets).
 */
export function ownBuckets(look: Look): Promise<readonly BucketState[]> {
  const {
    clients: { s3 },
    cluster,
    request,
    once,
  } = look;
  return once("buckets", async () => {
    const all = await items(
      (ContinuationToken) => s3.listBuckets({ Prefix: "drydock-", MaxBuckets: 1000, ContinuationToken }, request),
      ({ Buckets }) => Buckets,
      ({ ContinuationToken }) => ContinuationToken,
    );
    const named = all
      .map(({ Name }) => present(Name, "name of a bucket"))
      .filter((name) => namePattern(cluster).test(name));
    return (await Promise.all(named.map((name) => ownBucket(look, name)))).flatMap((state) => state ?? []);
  });
}

/**
 * Undefined for a bucket whose tags do not name the cluster: `fleet-` is also how the names of cluster
 * `fleet-two` begin.
 */
async function ownBucket(
  { clients: { s3 }, cluster, request }: Look,
  bucketName: string,
): Promise<BucketState | undefined> {
  const tagging = await unlessRefused(
    ["NoSuchTagSet", "NoSuchBucket"],
    s3.getBucketTagging({ Bucket: bucketName }, request),
  );
  if (tagValue(tagging?.TagSet, tagKeys.cluster) !== cluster) return undefined;
  return { bucketName, name: nameFrom(tagging?.TagSet, "bucket"), tags: tagging?.TagSet ?? [] };
}

async function withSettings({ clients: { s3 }, request }: Look, bucket: BucketState): Promise<BucketState> {
  const of = { Bucket: bucket.bucketName };
  const [versioning, encryption, access] = await Promise.all([
    s3.getBucketVersioning(of, request),
    unlessRefused(["ServerSideEncryptionConfigurationNotFoundError"], s3.getBucketEncryption(of, request)),
    unlessRefused(["NoSuchPublicAccessBlockConfiguration"], s3.getPublicAccessBlock(of, request)),
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

function encrypt({ clients: { s3 }, request }: Step, bucket: string) {
  return s3.putBucketEncryption({ Bucket: bucket, ServerSideEncryptionConfiguration: encrypted }, request);
}

function closeToPublic({ clients: { s3 }, request }: Step, bucket: string) {
  return s3.putPublicAccessBlock({ Bucket: bucket, PublicAccessBlockConfiguration: blocked }, request);
}
