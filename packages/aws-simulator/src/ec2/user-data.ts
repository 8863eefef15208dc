import { AwsError } from "../aws-error.ts";

/** The most that user data may measure before base64. */
const limit = 16_384;

/** Refuses user data that is no base64, or more than 16,384 bytes once decoded. */
export function checkUserData(encoded: string | undefined): void {
  if (encoded === undefined || encoded === "") return;
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(encoded)) {
    throw new AwsError("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
  }
  if (Buffer.from(encoded, "base64").length > limit) {
    throw new AwsError("InvalidUserData.Malformed", `User data is limited to ${limit} bytes`);
  }
}
