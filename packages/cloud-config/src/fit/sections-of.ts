import type { UserDataSection } from "./fit-user-data.ts";

type Step = string | number;

interface Section {
  readonly name: string;
  readonly path: readonly Step[];
}

/** Lists whose entries are sections of their own, and what names an entry. */
const entryNames: Readonly<Record<string, string>> = { write_files: "path", "coreos.units": "name" };

/**
 * The sections of a config: each file and unit, and each other key. `print` prints a config that has been
 * validated.
 */
export function sectionsOf(config: object, print: (config: object) => string): UserDataSection[] {
  const frame = Buffer.byteLength(print({})) - "{}\n".length;
  return placesOf(config, []).map(({ name, path }) => ({
    name,
    bytes: Buffer.byteLength(print(asMapping(only(config, path)))) - frame,
    without: print(asMapping(without(config, path))),
  }));
}

function placesOf(config: object, folder: readonly string[]): Section[] {
  return Object.entries(config).flatMap(([key, value]: [string, unknown]) => {
    const path = [...folder, key];
    const name = path.join(".");
    const label = Object.hasOwn(entryNames, name) ? entryNames[name] : undefined;
    if (value === undefined) return [];
    if (name === "coreos" && typeof value === "object" && value !== null) return placesOf(value, path);
    if (label === undefined || !Array.isArray(value)) return [{ name, path }];
    return value.map((entry: Readonly<Record<string, unknown>>, index) => ({
      name: `${name}.${index} ${String(entry[label])}`,
      path: [...path, index],
    }));
  });
}

/** The value with nothing but what stands at a path. */
function only(value: unknown, [step, ...rest]: readonly Step[]): unknown {
  if (step === undefined) return value;
  if (Array.isArray(value)) return [value[Number(step)]];
  return { [step]: only(asMapping(value)[step], rest) };
}

/** The value without what stands at a path, and without what is empty then. */
function without(value: unknown, [step, ...rest]: readonly Step[]): unknown {
  if (step === undefined) return undefined;
  if (Array.isArray(value)) return value.length === 1 ? undefined : value.filter((_, index) => index !== step);
  const entries = Object.entries(asMapping(value)).map(
    ([key, item]) => [key, key === step ? without(item, rest) : item] as const,
  );
  const kept = entries.filter(([, item]) => item !== undefined);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function asMapping(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
