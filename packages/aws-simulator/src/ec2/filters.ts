import type { Filter } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import { entryOf } from "../request/entry-of.ts";
import type { Ec2Record } from "./record.ts";

/** What a filter compares: one value, several of which one must match, or none. */
export type Filterable = string | number | boolean | readonly (string | undefined)[] | undefined;

/** The filters that one listing knows, beside the tag filters that all of them know. */
export type FilterTable<R> = Readonly<Record<string, (resource: R) => Filterable>>;

/**
 * Keeps the resources that every filter matches; values take `*` and `?`. Refuses a filter that is not in the
 * table.
 */
export function filtered<R extends Pick<Ec2Record, "tags">>(
  resources: readonly R[],
  filters: readonly Filter[] | undefined,
  table: FilterTable<R>,
): R[] {
  const tests = (filters ?? []).map((filter) => testOf(filter, table));
  return resources.filter((resource) => tests.every((test) => test(resource)));
}

function testOf<R extends Pick<Ec2Record, "tags">>(
  { Name = "", Values }: Filter,
  table: FilterTable<R>,
): (resource: R) => boolean {
  const read = readerOf(Name, table);
  if (read === undefined) throw new AwsError("InvalidParameterValue", `The filter '${Name}' is invalid`);
  if (Values === undefined || Values.length === 0) {
    throw new AwsError("InvalidParameterValue", `The filter '${Name}' needs at least one value`);
  }
  if (Values.length > 200) {
    throw new AwsError("FilterLimitExceeded", `The maximum number of filter values specified on a single call is 200`);
  }
  const literal = new Set(Values.filter((value) => !/[*?\\]/.test(value)));
  const patterns = Values.filter((value) => !literal.has(value)).map(patternOf);
  const fits = (text: string) => literal.has(text) || patterns.some((pattern) => pattern.test(text));
  return (resource) => {
    const value = read(resource);
    const values = Array.isArray(value) ? value : [value];
    return values.some((one) => one !== undefined && fits(String(one)));
  };
}

function readerOf<R extends Pick<Ec2Record, "tags">>(
  name: string,
  table: FilterTable<R>,
): ((resource: R) => Filterable) | undefined {
  if (name.startsWith("tag:")) return ({ tags }) => tags.get(name.slice("tag:".length));
  if (name === "tag-key") return ({ tags }) => [...tags.keys()];
  if (name === "tag-value") return ({ tags }) => [...tags.values()];
  return entryOf(table, name);
}

function patternOf(value: string): RegExp {
  const source = value.replaceAll(/\\?[\s\S]/g, (part) => {
    if (part === "*") return "[\\s\\S]*";
    if (part === "?") return "[\\s\\S]";
    const literal = part.length === 2 ? part.slice(1) : part;
    return literal.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  });
  return new RegExp(`^${source}$`);
}
