import type { Finding } from "../decode/finding.ts";
import type { Path } from "../spec/path.ts";
import type { IgnitionConfig } from "../spec/ignition-config.ts";
import { schemaOf, type Struct } from "../spec/schema.ts";
import { compareSpecs, type SpecVersion, specVersions } from "../spec/spec-version.ts";
import type { StructName } from "../spec/struct-types.ts";

type Plain = Readonly<Record<string, unknown>>;

/** What of a config has an effect that the older spec cannot express, each with the spec that it needs. */
export function findLosses(config: IgnitionConfig, target: SpecVersion): Finding[] {
  const from = config.ignition.version;
  if (compareSpecs(target, from) >= 0) return [];
  const search = new LossSearch(from, target);
  search.struct(config as unknown as Plain, schemaOf(from), schemaOf(target));
  return search.findings;
}

class LossSearch {
  readonly findings: Finding[] = [];
  readonly #from: SpecVersion;
  readonly #target: SpecVersion;
  readonly #path: (string | number)[] = [];

  constructor(from: SpecVersion, target: SpecVersion) {
    this.#from = from;
    this.#target = target;
  }

  struct(value: Plain, struct: Struct, older: Struct): void {
    this.#checkValues(value, struct.name);
    for (const field of struct.fields) {
      const child = value[field.name];
      const olderField = older.byName.get(field.name);
      if (olderField === undefined) {
        if (hasEffect(child, field.name))
          this.#lose([field.name], `field ${field.name}`, this.#firstWith(older.name, field.name));
        continue;
      }
      if (field.struct === undefined || olderField.struct === undefined) continue;
      this.#path.push(field.name);
      for (const [step, item] of itemsOf(child)) {
        this.#path.push(...step);
        this.struct(item, field.struct, olderField.struct);
        if (step.length > 0) this.#path.pop();
      }
      this.#path.pop();
    }
  }

  #checkValues(value: Plain, name: StructName): void {
    if ((name === "File" || name === "Directory") && losesModeBits(value["mode"], this.#from, this.#target)) {
      this.#lose(["mode"], "setuid, setgid or sticky bit", compareSpecs(this.#from, "3.6.0") < 0 ? "3.4.0" : "3.6.0");
    }
    if (name === "ClevisCustom" && this.#isBelow("3.6.0")) {
      const pin = value["pin"];
      if (pin && pin !== "tpm2" && pin !== "tang" && pin !== "sss")
        this.#lose(["pin"], `clevis pin ${typeof pin === "string" ? pin : JSON.stringify(pin)}`, "3.6.0");
    }
    if (name === "Filesystem" && value["format"] === "none" && this.#isBelow("3.3.0")) {
      this.#lose(["format"], "format none", "3.3.0");
    }
    if (name === "Verification" && this.#isBelow("3.1.0") && String(value["hash"]).startsWith("sha256-")) {
      this.#lose(["hash"], "a sha256 hash", "3.1.0");
    }
    if (name === "Resource") this.#checkScheme(value["source"]);
  }

  #checkScheme(source: unknown): void {
    const scheme = /^([A-Za-z]+):/.exec(String(source))?.[1]?.toLowerCase();
    if (scheme === "arn" && this.#isBelow("3.4.0")) this.#lose(["source"], "an arn: source", "3.4.0");
    if (scheme === "gs" && this.#isBelow("3.2.0")) this.#lose(["source"], "a gs: source", "3.2.0");
  }

  #isBelow(version: SpecVersion): boolean {
    return compareSpecs(this.#target, version) < 0 && compareSpecs(this.#from, version) >= 0;
  }

  #firstWith(struct: StructName, field: string): SpecVersion {
    // A reference of spec 3.0 is a Resource from 3.1 on, where its other fields come from.
    if (struct === "ConfigReference" || struct === "AuthorityReference") return "3.1.0";
    const found = specVersions.find((version) => findStruct(schemaOf(version), struct)?.byName.has(field) === true);
    return found ?? this.#from;
  }

  #lose(field: Path, what: string, needs: SpecVersion): void {
    const message = `${what} needs spec ${needs}`;
    const remedy = `Remove it, or stay at ${needs} or newer instead of ${this.#target}.`;
    this.findings.push({ severity: "error", path: [...this.#path, ...field], message, remedy });
  }
}

function findStruct(root: Struct, name: StructName): Struct | undefined {
  if (root.name === name) return root;
  for (const { struct } of root.fields) {
    const found = struct === undefined ? undefined : findStruct(struct, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function itemsOf(value: unknown): readonly (readonly [readonly number[], Plain])[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.map((item: Plain, index) => [[index], item] as const);
  return [[[], value as Plain]];
}

/**
 * Whether a value does anything: the zero of its type, and `shouldExist: true`, are what is meant without it.
 */
function hasEffect(value: unknown, field: string): boolean {
  if (field === "shouldExist" && typeof value === "boolean") return !value;
  if (value === undefined || value === false || value === "" || value === 0) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).some(([name, inner]) => hasEffect(inner, name));
}

/** From 3.4 a config may mean these bits; only from 3.6 on do they work. */
function losesModeBits(mode: unknown, from: SpecVersion, target: SpecVersion): boolean {
  if (typeof mode !== "number" || ((mode >>> 0) & 0o7000) === 0) return false;
  const meant = compareSpecs(from, "3.4.0") >= 0 && compareSpecs(target, "3.4.0") < 0;
  return meant || (from === "3.6.0" && target !== "3.6.0");
}
