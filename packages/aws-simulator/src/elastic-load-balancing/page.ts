import { page } from "../request/page.ts";
import { validationError } from "../request/modelled-error.ts";

/** The members of a request that say which part of a listing is asked for. */
export interface PageInput {
  /** Default 400. */
  readonly PageSize?: number | undefined;
  readonly Marker?: string | undefined;
}

/** One page of a listing, and the member of the answer that says what comes after it. */
export interface Cut<R> {
  readonly rows: R[];
  readonly rest: { readonly NextMarker?: string };
}

/** Cuts one page out of a listing; `keyOf` is as in `page`. Refuses a marker that no listing gave. */
export function pageOf<R>(
  listed: Iterable<R>,
  keyOf: (row: R) => string,
  { PageSize: limit = 400, Marker: token }: PageInput,
): Cut<R> {
  const refuse = () => validationError("Invalid marker");
  const { rows, next } = page(listed, { key: keyOf, limit, token, refuse });
  return { rows, rest: next === undefined ? {} : { NextMarker: next } };
}
