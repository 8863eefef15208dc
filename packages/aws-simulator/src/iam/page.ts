import { page } from "../request/page.ts";
import { invalidMarker } from "./errors.ts";

/** The members of a request that say which part of a listing is asked for. */
export interface PageInput {
  /** Default 100. */
  readonly MaxItems?: number | undefined;
  readonly Marker?: string | undefined;
}

/** One page of a listing, and the members of the answer that say what comes after it. */
export interface Cut<R> {
  readonly rows: R[];
  readonly rest: { readonly IsTruncated: boolean; readonly Marker?: string };
}

/**
 * Cuts one page out of a listing; `keyOf` is as in `page`. Refuses a marker that no listing gave.
 */
export function pageOf<R>(
  listed: Iterable<R>,
  keyOf: (row: R) => string,
  { MaxItems: limit = 100, Marker: token }: PageInput,
): Cut<R> {
  const { rows, next } = page(listed, { key: keyOf, limit, token, refuse: invalidMarker });
  return { rows, rest: next === undefined ? { IsTruncated: false } : { IsTruncated: true, Marker: next } };
}
