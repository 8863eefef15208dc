import { s3Error } from "./errors.ts";

/**
 * Refuses a name against the rules for general-purpose buckets (Amazon S3 user guide, bucket naming rules).
 */
export function checkBucketName(name: string): void {
  const wrong =
    !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) ||
    name.includes("..") ||
    /^\d{1,3}(\.\d{1,3}){3}$/.test(name) ||
    /^(xn--|sthree-|amzn-s3-demo-)/.test(name) ||
    /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name);
  if (wrong) throw s3Error("InvalidBucketName", "The specified bucket is not valid.");
}

/**
 * Whether some other account has the name already: bucket names are unique in the whole partition. The
 * simulated world has given away every name of fewer than six characters, and the first ones that come to
 * mind.
 */
export function isTakenElsewhere(name: string): boolean {
  return (
    name.length < 6 ||
    [
      "backup",
      "backups",
      "bucket",
      "example",
      "my-bucket",
      "mybucket",
      "terraform",
      "terraform-state",
      "test-bucket",
    ].includes(name)
  );
}
