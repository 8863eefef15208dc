import type ts from "typescript";
import type { WrittenField } from "./written-fields.ts";

/** A row of the tables of what may be written. */
export interface FieldRow {
  /** `size.min`, as it stands in the options. */
  readonly field: string;
  /** `pools.*.size.min`, as it stands in a blueprint. */
  readonly place: string;
  readonly meaning: string;
  /** The default in words; `needed` of a field without which there is nothing. */
  readonly usual: string;
  /** What a number counts; empty for other values and for plain counts. */
  readonly unit: string;
  readonly declared: ts.Declaration;
}

/**
 * The tables in their order: whose options each has, where they stand in a blueprint, and what stands above
 * it.
 */
const tables: readonly (readonly [options: string, place: string, title: string])[] = [
  ["BlueprintParts", "", "`blueprint(name, parts)`"],
  ["NetworkOptions", "network.", "`network(options)`"],
  ["ExistingNetworkOptions", "network.", "`existingNetwork(options)`"],
  ["EtcdOptions", "etcd.", "`etcd(options)`, beside what every role has"],
  ["WorkersOptions", "pools.*.", "`workers(options)`, beside what every role has"],
  [
    "MachinesOptions",
    "pools.*.",
    "`machines(options)`, by `count` and `subnets` or by `addresses`, beside what every role has",
  ],
  ["RoleOptions", "pools.*.", "Every role"],
  [
    "ReadSecretOptions",
    "secrets.*.",
    "`secret.text(options)`, `secret.dockerConfig(options)`; `secret.file(path, options)` without a place",
  ],
  ["GeneratedSecretOptions", "secrets.*.", "`secret.generated(options)`"],
  ["ExistingSecretOptions", "secrets.*.", "`secret.existing(options)`"],
];

const roles = new Set(["EtcdOptions", "WorkersOptions", "MachinesOptions"]);
const begin = "<!-- fields: npm run fields -->\n";
const end = "<!-- end of fields -->\n";

/** The rows of all tables. */
export function fieldRows(fields: readonly WrittenField[]): readonly FieldRow[] {
  return tables.flatMap(([options, place]) => rowsOf(options, place, fields));
}

/** A README with the tables of these fields between its marks. */
export function withFieldTables(readme: string, fields: readonly WrittenField[]): string {
  const [before, after] = [readme.indexOf(begin), readme.indexOf(end)];
  if (before === -1 || after < before) throw new Error(`the README has no place for its fields: ${begin}${end}`);
  const text = tables.map(([options, place, title]) => tableOf(title, rowsOf(options, place, fields)));
  return `${readme.slice(0, before)}${begin}\n${text.join("\n")}\n${readme.slice(after)}`;
}

function rowsOf(options: string, place: string, fields: readonly WrittenField[]): readonly FieldRow[] {
  const ofRole = new Set(fields.filter(({ path }) => path.startsWith("RoleOptions.")).map(({ declared }) => declared));
  return fields
    .filter(({ path, declared }) => path.startsWith(`${options}.`) && !(roles.has(options) && ofRole.has(declared)))
    .map((field) => rowOf(field.path.slice(options.length + 1), place, field));
}

function rowOf(
  name: string,
  place: string,
  { documentation, isOptional, takesNumber, declared }: WrittenField,
): FieldRow {
  const words = documentation.replaceAll(/\s+/g, " ").trim();
  // What stands in backticks may have full stops of its own.
  const usual = /(?:^| )Default:? ((?:`[^`]*`|[^`.]|\.(?=\S))+)\./.exec(words);
  const meaning = (usual === null ? words : words.replace(usual[0], "")).trim();
  const [unit = ""] = (takesNumber ? /\b(?:GiB|seconds|minutes|bits)\b/i.exec(words) : null) ?? [];
  return {
    field: name,
    place: `${place}${name}`,
    meaning,
    usual: usual?.[1] ?? (isOptional ? "none" : "needed"),
    unit: unit === "GiB" ? unit : unit.toLowerCase(),
    declared,
  };
}

function tableOf(title: string, rows: readonly FieldRow[]): string {
  return [
    `### ${title}\n`,
    "| field | means | default | unit |",
    "| --- | --- | --- | --- |",
    ...rows.map(({ field, meaning, usual, unit }) => `| \`${field}\` | ${cell(meaning)} | ${cell(usual)} | ${unit} |`),
    "",
  ].join("\n");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
