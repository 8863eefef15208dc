import * as z from "zod/mini";
import { quote, type Finding } from "./finding.ts";
import type { Part } from "./part.ts";

/** A bucket that the blueprint asks for. */
export interface BucketDesign {
  /** Name within the cluster. */
  readonly name: string;
}

/** Names of buckets, each private and encrypted. */
export const bucketsPart: Part<readonly string[], { readonly name: string }, readonly BucketDesign[]> = {
  schema: z.array(z.string()),
  rules: (buckets = [], { name }) => bucketRules(buckets, name),
  design: (buckets = []) => buckets.map((name) => ({ name })),
};

/** Names of buckets: what S3 takes, with the account and the cluster before them, none twice. */
function* bucketRules(buckets: readonly string[], cluster: string): Iterable<Finding> {
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
