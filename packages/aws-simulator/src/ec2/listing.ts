import type { Filter } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Call } from "../handler.ts";
import { page } from "../request/page.ts";
import type { Moment } from "../state.ts";
import { filtered, type FilterTable } from "./filters.ts";
import { type Ec2Record, isListed, isSeen } from "./record.ts";
import { badCombination, badValue } from "./refuse.ts";
import { checkShape, type Ec2Table, notFound } from "./table.ts";

/** The members of a Describe request that say which part of the listing is asked for. */
export interface PageInput {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** The members that all Describe requests share; a few spell the filters in the singular. */
export interface ListingInput extends PageInput {
  readonly Filters?: readonly Filter[] | undefined;
  readonly Filter?: readonly Filter[] | undefined;
}

/** What a Describe call of one resource knows. */
export interface ListingRules<R> {
  /** The ids that the request names. */
  readonly ids: readonly string[] | undefined;
  readonly filters: FilterTable<R>;
  /** Least and most that MaxResults may be. Default 5 and 1000. */
  readonly limits?: readonly [number, number];
  /** The records to choose from. Default the whole table. */
  readonly rows?: readonly R[];
}

/** One page of a listing, in the order of creation. */
export interface Listed<R> {
  readonly rows: R[];
  readonly NextToken: string | undefined;
}

/** Picks by id (an unknown one is an error), filters, and cuts out the page that was asked for. */
export function listing<R extends Ec2Record>(
  call: Call<ListingInput>,
  records: Ec2Table<R>,
  { ids, filters: table, limits, rows }: ListingRules<R>,
): Listed<R> {
  const { input } = call;
  const named = ids !== undefined && ids.length > 0;
  const all = call.account.of(records);
  const byId = rows === undefined ? all : new Map(rows.map((row) => [row.id, row]));
  if (named && input.MaxResults !== undefined) {
    throw badCombination(`The parameter ${records.type}Ids cannot be used with the parameter maxResults`);
  }
  const filters = input.Filters ?? input.Filter ?? [];
  const chosen = named ? byIds(call, byId, records, ids) : (filteredById(records, byId, filters) ?? [...byId.values()]);
  const byTag = filters.some(({ Name = "" }) => Name.startsWith("tag"));
  const isVisible = (row: R) => isSeen(row, call) && (named || isListed(row, call, byTag));
  const matching = filtered(chosen, filters, table).filter(isVisible);
  // What is asked for by id is answered whole, in the order of the ids.
  return named
    ? { rows: matching, NextToken: undefined }
    : pageOf(matching, ({ order }) => place(order), input, limits);
}

/** Those that a filter names by their ids, of which a large account has many; undefined where none does. */
function filteredById<R extends Ec2Record>(
  { type }: Ec2Table<R>,
  rows: ReadonlyMap<string, R>,
  filters: readonly Filter[],
): readonly R[] | undefined {
  const { Values = [] } = filters.find(({ Name }) => Name === `${type}-id`) ?? {};
  if (Values.length === 0 || Values.some((value) => /[*?\\]/.test(value))) return undefined;
  const named = [...new Set(Values)].flatMap((id) => rows.get(id) ?? []);
  return named.toSorted((one, other) => one.order - other.order);
}

function byIds<R extends Ec2Record>(
  moment: Moment,
  byId: ReadonlyMap<string, R>,
  table: Ec2Table<R>,
  ids: readonly string[],
): R[] {
  for (const id of ids) checkShape(table, id);
  const unknown = ids.filter((id) => {
    const row = byId.get(id);
    return row === undefined || !isSeen(row, moment);
  });
  if (unknown.length > 0) throw notFound(table, unknown);
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}

/** A whole number as a page's key: in the order of numbers when compared as text. */
export function place(order: number): string {
  return String(order).padStart(12, "0");
}

/** Cuts one page out of a listing in EC2's words; `keyOf` is as in `page`. */
export function pageOf<R>(
  rows: readonly R[],
  keyOf: (row: R) => string,
  { MaxResults, NextToken }: PageInput,
  [least, most]: readonly [number, number] = [5, 1000],
): Listed<R> {
  if (MaxResults !== undefined && !(MaxResults >= least && MaxResults <= most)) {
    const bound = MaxResults < least ? `greater than ${least}` : `less than ${most}`;
    throw badValue(` ${MaxResults} `, "maxResults", `Expecting a value ${bound}.`);
  }
  const { rows: shown, next } = page(rows, {
    key: keyOf,
    limit: MaxResults ?? Number.POSITIVE_INFINITY,
    token: NextToken,
    refuse: () => new AwsError("InvalidPaginationToken", "The specified pagination token is not valid or is expired."),
  });
  return { rows: shown, NextToken: next };
}
