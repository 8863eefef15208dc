import type { Filter, SecretsManager } from "@aws-sdk/client-secrets-manager";
import { entryOf } from "../request/entry-of.ts";
import { asListed, type Resource } from "../resource.ts";
import type { Account } from "../state.ts";
import { pageOf } from "./page.ts";
import { type SecretRecord, secrets } from "./records/secret.ts";
import { shownSecret } from "./secret.ts";

function wordsOf(text: string): string[] {
  return text.split(/[\s/_+=.@!-]+/).filter((word) => word !== "");
}

/**
 * What each filter looks at, and how: names and tags by prefix with regard to case, the rest by words
 * without.
 */
const fields: Readonly<
  Record<string, (secret: SecretRecord, region: string) => { values: readonly string[]; by: "prefix" | "word" }>
> = {
  name: ({ name }) => ({ values: [name], by: "prefix" }),
  "tag-key": ({ tags }) => ({ values: [...tags.keys()], by: "prefix" }),
  "tag-value": ({ tags }) => ({ values: [...tags.values()], by: "prefix" }),
  description: ({ description }) => ({ values: description === undefined ? [] : [description], by: "word" }),
  "primary-region": (_, region) => ({ values: [region], by: "prefix" }),
  "owning-service": () => ({ values: [], by: "prefix" }),
  all: ({ name, description, tags }) => ({
    values: [name, description ?? "", ...tags.keys(), ...tags.values()],
    by: "word",
  }),
};

function matches(secret: SecretRecord, { Key = "all", Values = [] }: Filter, region: string): boolean {
  const { values, by } = entryOf(fields, Key)?.(secret, region) ?? { values: [], by: "prefix" };
  const hit = (wanted: string): boolean =>
    by === "prefix"
      ? values.some((value) => value.startsWith(wanted))
      : wordsOf(wanted.toLowerCase()).every((word) =>
          values.some((value) => wordsOf(value.toLowerCase()).some((own) => own.startsWith(word))),
        );
  const negated = Values.filter((value) => value.startsWith("!")).map((value) => value.slice(1));
  const plain = Values.filter((value) => !value.startsWith("!"));
  return (plain.length === 0 || plain.some(hit)) && !negated.some(hit);
}

/**
 * Secrets that satisfy every filter; a filter is satisfied by any of its values, and a value that begins with
 * ! excludes.
 */
export function matching(account: Account, filters: readonly Filter[]): SecretRecord[] {
  return asListed(account, secrets).filter((secret) =>
    filters.every((filter) => matches(secret, filter, account.region)),
  );
}

/** Secrets by filter. */
export const secretListing: Resource<SecretsManager> = {
  operations: {
    /** ListSecrets: those scheduled for deletion only when asked for; by creation unless told otherwise. */
    ListSecrets({ input, account, now }) {
      const isHeardOf = (name: string, since: number) => account.lateness.isKnown("SecretsManager", name, since, now);
      const shown = matching(account, input.Filters ?? []).filter(
        ({ name, deletedAt }) =>
          input.IncludePlannedDeletion === true || deletedAt === undefined || !isHeardOf(name, deletedAt),
      );
      const rankOf = ({ name, created, changed, accessed }: SecretRecord): number | string => {
        if (input.SortBy === "name") return name;
        return input.SortBy === "last-changed-date"
          ? changed
          : input.SortBy === "last-accessed-date"
            ? (accessed ?? 0)
            : created;
      };
      const ordered = shown.toSorted((a, b) => {
        const [one, other] = [rankOf(a), rankOf(b)];
        return one < other ? -1 : one > other ? 1 : a.name < b.name ? -1 : 1;
      });
      if (input.SortOrder !== "asc" && input.SortBy !== undefined) ordered.reverse();
      const places = new Map(ordered.map((secret, index) => [secret, String(index).padStart(8, "0")]));
      const { rows, rest } = pageOf(ordered, (secret) => places.get(secret) ?? "", 100, input);
      return { SecretList: rows.map(shownSecret), ...rest };
    },
  },
};
