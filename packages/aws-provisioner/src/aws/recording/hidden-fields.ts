import type { LedgerRecord } from "../../engine/ledger.ts";
import type { Hider } from "./hider.ts";

/**
 * Fields of resources whose values the log hides in the calls that bring them: user data, and the texts of
 * parameters. A run that is replayed compares them with its own.
 */
export const hiddenFields: ReadonlySet<string> = new Set(["userData", "text"]);

/** A record without what the log hides, and without what the blueprint's own words may tell. */
export function hiddenRecord(record: LedgerRecord, hider: Hider): unknown {
  return without(record, hider);
}

function without(value: unknown, hider: Hider): unknown {
  if (typeof value === "string") return hider.text(value);
  if (Array.isArray(value)) return value.map((item: unknown) => without(item, hider));
  if (typeof value !== "object" || value === null) return value;
  const { field } = value as { readonly field?: unknown };
  const isChange = typeof field === "string" && hiddenFields.has(field);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => {
      const isHidden = hiddenFields.has(key) || (isChange && (key === "before" || key === "after"));
      return [key, isHidden && typeof item === "string" ? hider.standIn(item) : without(item, hider)];
    }),
  );
}
