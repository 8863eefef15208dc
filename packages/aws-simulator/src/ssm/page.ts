import { type TokenPage, tokenPage } from "../request/page.ts";
import type { AwsError } from "../aws-error.ts";
import { ssmError } from "./errors.ts";

/** The members of a request that say which part of a listing is asked for. */
export interface PageInput {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/**
 * Cuts one page out of a listing, of `usual` rows unless the request says how many; `keyOf` is as in `page`.
 * Refuses a token that no listing gave.
 */
export function pageOf<R>(
  listed: Iterable<R>,
  keyOf: (row: R) => string,
  usual: number,
  { MaxResults: limit = usual, NextToken: token }: PageInput,
): TokenPage<R> {
  return tokenPage(listed, { key: keyOf, limit, token, refuse: invalidToken });
}

function invalidToken(): AwsError {
  return ssmError("InvalidNextToken", "The specified token is not valid.");
}
