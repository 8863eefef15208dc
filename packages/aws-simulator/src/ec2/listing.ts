import type { Filter } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Moment } from "../state.ts";
import { filtered, type FilterTable } from "./filters.ts";
import type { Kind } from "./kinds.ts";
import { badCombination, badValue } from "./refuse.ts";
import { checkShape, isSeen, notFound, type Ec2Record } from "./record.ts";

/** What a Describe call asks for. */
export interface Wanted<R> {
  readonly kind: Kind;
  readonly ids: readonly string[] | undefined;
  readonly filters: readonly Filter[] | undefined;
  readonly table: FilterTable<R>;
  readonly page: { readonly MaxResults?: number | undefined; readonly NextToken?: string | undefined };
  /** Least and most that MaxResults may be. Default 5 and 1000. */
  readonly limits?: readonly [number, number];
}

/** One page of a listing, in the order of creation. */
export interface Page<R> {
  readonly rows: R[];
  readonly NextToken: string | undefined;
}

/** Picks by id (an unknown one is an error), filters, and cuts out the page that was asked for. */
export function listing<R extends Ec2Record>(moment: Moment, all: Iterable<R>, wanted: Wanted<R>): Page<R> {
  const { kind, ids, filters, table, page, limits } = wanted;
  const chosen = ids === undefined || ids.length === 0 ? [...all] : byIds(moment, all, kind, ids);
  if (ids !== undefined && ids.length > 0 && page.MaxResults !== undefined) {
    throw badCombination(`The parameter ${kind.type}Ids cannot be used with the parameter maxResults`);
  }
  const visible = chosen.filter((row) => isSeen(row, moment));
  return pageOf(filtered(visible, filters, table), ({ id }) => id, page, limits);
}

function byIds<R extends Ec2Record>(moment: Moment, all: Iterable<R>, kind: Kind, ids: readonly string[]): R[] {
  for (const id of ids) checkShape(kind, id);
  const byId = new Map([...all].map((row) => [row.id, row]));
  const unknown = ids.filter((id) => {
    const row = byId.get(id);
    return row === undefined || !isSeen(row, moment);
  });
  if (unknown.length > 0) throw notFound(kind, unknown);
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}

/** Cuts out one page; the token names the last item seen, so that a deletion between pages loses nothing. */
export function pageOf<R>(
  rows: readonly R[],
  keyOf: (row: R) => string,
  { MaxResults, NextToken }: Wanted<R>["page"],
  [least, most]: readonly [number, number] = [5, 1000],
): Page<R> {
  if (MaxResults !== undefined && !(MaxResults >= least && MaxResults <= most)) {
    const bound = MaxResults < least ? `greater than ${least}` : `less than ${most}`;
    throw badValue(` ${MaxResults} `, "maxResults", `Expecting a value ${bound}.`);
  }
  const start = NextToken === undefined ? 0 : startOf(rows, keyOf, NextToken);
  const page = rows.slice(start, MaxResults === undefined ? undefined : start + MaxResults);
  const last = page.at(-1);
  const more = start + page.length < rows.length && last !== undefined;
  return { rows: page, NextToken: more ? tokenOf(start + page.length, keyOf(last)) : undefined };
}

function tokenOf(position: number, last: string): string {
  return Buffer.from(JSON.stringify({ position, last })).toString("base64url");
}

function startOf<R>(rows: readonly R[], keyOf: (row: R) => string, token: string): number {
  try {
    const { position, last }: { position: unknown; last: unknown } = JSON.parse(
      Buffer.from(token, "base64url").toString(),
    );
    if (typeof position !== "number" || typeof last !== "string") throw new TypeError("not one of ours");
    const found = rows.findIndex((row) => keyOf(row) === last);
    return found === -1 ? position : found + 1;
  } catch {
    throw new AwsError("InvalidPaginationToken", "The specified pagination token is not valid or is expired.");
  }
}
