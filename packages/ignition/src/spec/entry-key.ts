import type { StructName } from "./struct-types.ts";

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

/** The field that tells the entries of a list apart: most have a name. */
export function keyField(struct: StructName): string {
  return keyFields[struct] ?? "name";
}

/** What makes a list entry the same as another one: Ignition finds duplicates and merges by it. */
export function entryKey(entry: unknown, struct: StructName | undefined): string {
  if (typeof entry === "string") return entry;
  if (struct === undefined || typeof entry !== "object" || entry === null) return "";
  const fields = entry as Entry;
  if (struct === "Partition") return partitionKey(fields);
  // oxlint-disable-next-line typescript/no-base-to-string -- a key of a wrong type is reported as such, whatever it is called here
  return String(fields[keyField(struct)] ?? "");
}

function partitionKey({ label, number }: Entry): string {
  if (typeof number === "number" && number !== 0) return `number:${number}`;
  return typeof label === "string" ? `label:${label}` : "";
}
