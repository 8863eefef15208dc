import type { Tagging } from "../aws/tagging.ts";

/** The tags of a bucket, which are written as a whole. */
export const bucketTagging: Tagging = {
  permissions: {
    write: ["s3:GetBucketTagging", "s3:PutBucketTagging"],
    remove: ["s3:GetBucketTagging", "s3:PutBucketTagging"],
  },
  async change({ clients: { s3 }, request }, Bucket, written, gone) {
    if (written.length === 0 && gone.length === 0) return;
    const { TagSet = [] } = await s3.getBucketTagging({ Bucket }, request);
    const changed = new Set([...gone, ...written.map(({ Key }) => Key)]);
    const kept = TagSet.filter(({ Key = "" }) => !changed.has(Key));
    await s3.putBucketTagging({ Bucket, Tagging: { TagSet: [...kept, ...written] } }, request);
  },
};
