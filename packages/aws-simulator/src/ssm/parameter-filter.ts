import type { ParameterStringFilter } from "@aws-sdk/client-ssm";
import { entryOf } from "../request/entry-of.ts";
import { ssmError } from "./errors.ts";
import type { ParameterRecord } from "./records/parameter.ts";

const options: Readonly<Record<string, readonly string[]>> = {
  Name: ["Equals", "BeginsWith", "Contains"],
  Path: ["Recursive", "OneLevel"],
};

function valuesOf(parameter: ParameterRecord, key: string): readonly string[] {
  if (key.startsWith("tag:")) {
    const value = parameter.tags.get(key.slice("tag:".length));
    return value === undefined ? [] : [value];
  }
  const values: Readonly<Record<string, readonly string[]>> = {
    Name: [parameter.name],
    Type: [parameter.type],
    KeyId: parameter.keyId === undefined ? [] : [parameter.keyId],
    Tier: [parameter.tier],
    DataType: [parameter.dataType],
    Label: parameter.versions.flatMap(({ labels }) => [...labels]),
  };
  return entryOf(values, key) ?? [];
}

/** Whether a parameter lies under a path: directly, or at any depth. */
export function isUnder(name: string, path: string, deep: boolean): boolean {
  const base = path.endsWith("/") ? path : `${path}/`;
  return name.startsWith(base) && (deep || !name.slice(base.length).includes("/"));
}

/**
 * Whether a parameter satisfies every filter; a filter is satisfied by any of its values, a tag filter
 * without values by the tag itself.
 */
export function satisfies(parameter: ParameterRecord, filters: readonly ParameterStringFilter[]): boolean {
  return filters.every(({ Key = "", Option, Values = [] }) => {
    const option = Option ?? (Key === "Path" ? "OneLevel" : "Equals");
    if (!(entryOf(options, Key) ?? ["Equals"]).includes(option)) {
      throw ssmError("InvalidFilterOption", `The filter option "${option}" is not valid for the filter key ${Key}.`);
    }
    if (Key === "Path") return Values.some((path) => isUnder(parameter.name, path, option === "Recursive"));
    const own = valuesOf(parameter, Key);
    if (Values.length === 0) return own.length > 0;
    return Values.some((wanted) =>
      own.some((value) =>
        option === "BeginsWith"
          ? value.startsWith(wanted)
          : option === "Contains"
            ? value.includes(wanted)
            : value === wanted,
      ),
    );
  });
}
