import { tokenPager } from "../request/page.ts";
import { ssmError } from "./errors.ts";

/** How Systems Manager cuts its listings. */
export const pageOf = tokenPager(() => ssmError("InvalidNextToken", "The specified token is not valid."));
