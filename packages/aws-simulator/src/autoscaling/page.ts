import { modelledError } from "../request/modelled-error.ts";
import { tokenPager } from "../request/page.ts";

/** How Auto Scaling cuts its listings. */
export const pageOf = tokenPager(() =>
  modelledError("InvalidNextToken", "InvalidNextToken", "The token is not valid."),
);
