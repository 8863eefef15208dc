import type { AwsError } from "../aws-error.ts";

/** One page of a listing. */
export interface Page<T> {
  readonly rows: T[];
  /** The token of the next page; undefined on the last. */
  readonly next: string | undefined;
}

/** Which part of a listing is asked for. */
export interface PageRequest<T> {
  /** A row's unique place in the order of the listing, compared as text. */
  readonly key: (row: T) => string;
  readonly limit: number;
  readonly token: string | undefined;
  /** Makes the service's error for a token that it never gave. */
  readonly refuse: () => AwsError;
}

/**
 * Cuts one page out of a listing, ordered by key; rows that come or go between two pages neither repeat nor
 * hide others.
 */
export function page<T>(rows: Iterable<T>, { key, limit, token, refuse }: PageRequest<T>): Page<T> {
  const after = token === undefined || token === "" ? undefined : keyOf(token, refuse);
  const ordered = [...rows]
    .map((row) => ({ row, key: key(row) }))
    .filter((entry) => after === undefined || entry.key > after)
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const shown = ordered.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ row }) => row),
    next: ordered.length > shown.length && last !== undefined ? tokenOf(last.key) : undefined,
  };
}

/** One page of a listing, and the member of the answer that says what comes after it. */
export interface TokenPage<T> {
  readonly rows: T[];
  readonly rest: { readonly NextToken?: string };
}

/** The members by which a request asks for a part of a listing; a service has one of the two for the size. */
interface TokenInput {
  readonly MaxResults?: number | undefined;
  readonly MaxRecords?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** Cuts one page out of a listing, of `usual` rows unless the request says how many. */
export type TokenPager = <T>(
  rows: Iterable<T>,
  key: PageRequest<T>["key"],
  usual: number,
  input: TokenInput,
) => TokenPage<T>;

/**
 * How a service cuts its listings that calls the token `NextToken` in the request and in the answer; `refuse`
 * is as in `page`.
 */
export function tokenPager(refuse: () => AwsError): TokenPager {
  return (rows, key, usual, { MaxResults, MaxRecords, NextToken: token }) => {
    const { rows: shown, next } = page(rows, { key, limit: MaxResults ?? MaxRecords ?? usual, token, refuse });
    return { rows: shown, rest: next === undefined ? {} : { NextToken: next } };
  };
}

const mark = "page:";

function tokenOf(key: string): string {
  return Buffer.from(`${mark}${key}`).toString("base64");
}

function keyOf(token: string, refuse: () => AwsError): string {
  const text = Buffer.from(token, "base64").toString();
  if (!text.startsWith(mark) || tokenOf(text.slice(mark.length)) !== token) throw refuse();
  return text.slice(mark.length);
}
