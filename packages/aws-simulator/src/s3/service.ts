import type { S3 } from "@aws-sdk/client-s3";
import { service } from "../service.ts";
import { bucketConfiguration } from "./bucket-configuration.ts";
import { bucketPolicy } from "./bucket-policy.ts";
import { bucket } from "./bucket.ts";
import { constraints } from "./constraints.gen.ts";
import { s3Error } from "./errors.ts";
import { objectListing } from "./object-listing.ts";
import { objectTagging } from "./object-tagging.ts";
import { object } from "./object.ts";

/** Amazon S3: buckets, their settings, and objects with conditional writes. */
export const s3 = service<S3>({
  id: "S3",
  resources: [bucket, bucketConfiguration, bucketPolicy, object, objectListing, objectTagging],
  rules: { constraints, refuse: (message) => s3Error("InvalidRequest", message), uncloned: ["PutObject", "GetObject"] },
});
