import { ProvisionError, reasonOf } from "../engine/error.ts";

/**
 * The answer to a bucket's deletion; where AWS refuses it for what the bucket holds, what to do about that.
 * S3 counts old versions and delete markers too, which a listing of objects does not show.
 */
export async function emptiedFirst<Answer>(
  address: string,
  bucket: string,
  deletion: Promise<Answer>,
): Promise<Answer> {
  try {
    return await deletion;
  } catch (cause) {
    if (!(cause instanceof Error) || cause.name !== "BucketNotEmpty") throw cause;
    throw new ProvisionError("step-failed", `cannot delete ${address}: ${reasonOf(cause)}`, {
      address,
      cause,
      hint:
        `Drydock empties no bucket. Save what ${bucket} holds, delete all of it (aws s3 rm s3://${bucket} ` +
        "--recursive, and every version where there are some), and destroy again.",
    });
  }
}
