import { AwsError } from "../aws-error.ts";
import { tokenPager } from "../request/page.ts";

/** How Secrets Manager cuts its listings. */
export const pageOf = tokenPager(
  () => new AwsError("InvalidNextTokenException", "You specified an invalid NextToken."),
);
