import type { StructName } from "./structs.ts";

type Entry = Readonly<Record<string, unknown>>;

const keyFields: { readonly [Name in StructName]?: string } = {
  Disk: "device",
  Filesystem: "device",
  Tang: "url",
  Resource: "source",
  ConfigReference: "source",
  AuthorityReference: "source",
  Directory: "path",
  File: "path",
  Link: "path",
};

/** What makes a list entry the same as another one: Ignition finds duplicates and merges by it. */
export function entryKey(entry: unknown, struct: StructName | undefined): string {
  if (typeof entry === "string") return entry;
  if (struct === undefined || typeof entry !== "object" || entry === null) return "";
  const fields = entry as Entry;
  if (struct === "Partition") return partitionKey(fields);
  // oxlint-disable-next-line typescript/no-base-to-string -- a key of a wrong type is reported as such, whatever it is called here
  return String(fields[keyFields[struct] ?? "name"] ?? "");
}

function partitionKey({ label, number }: Entry): string {
  if (typeof number === "number" && number !== 0) return `number:${number}`;
  return typeof label === "string" ? `label:${label}` : "";
}
