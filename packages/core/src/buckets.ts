import * as z from "zod";
import { quote, type Finding } from "./finding.ts";

/** Names of buckets. */
export const bucketsSchema = z.array(z.string());

/** A bucket that the blueprint asks for. */
export interface BucketDesign {
  /** Name within the cluster. */
  readonly name: string;
}

/** The buckets, each private and encrypted. */
export function bucketDesigns(buckets: readonly string[]): BucketDesign[] {
  return buckets.map((name) => ({ name }));
}

/** Names of buckets: what S3 takes, with the account and the cluster before them, none twice. */
export function* bucketRules(buckets: readonly string[], cluster: string): Iterable<Finding> {
  const most = 41 - cluster.length;
  for (const [index, bucket] of buckets.entries()) {
    const path = `buckets.${index}`;
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(bucket) || bucket.length > most) {
      yield {
        path,
        message: `${quote(bucket)} is no name of a bucket`,
        remedy: `Use 1 to ${Math.max(1, most)} lower-case letters, digits and single hyphens: account and cluster come before it, and AWS takes 63.`,
        rule: "bucket-name",
      };
    } else if (buckets.indexOf(bucket) !== index) {
      yield {
        path,
        message: `bucket ${quote(bucket)} is named twice`,
        remedy: "Name it once.",
        rule: "bucket-duplicate",
      };
    }
  }
}
