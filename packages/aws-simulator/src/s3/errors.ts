import { AwsError } from "../aws-error.ts";

/** An error of S3; its names on the wire and in the SDK are the same. */
export function s3Error(code: string, message: string, status = 400): AwsError {
  return new AwsError(code, message, { status });
}

/** `NotFound`, 404: what a HEAD request, whose answer has no body, can say. */
export function headNotFound(): AwsError {
  return s3Error("NotFound", "UnknownError", 404);
}
