import type { Finding } from "./finding.ts";
import type { IgnitionConfig } from "../spec/ignition-config.ts";
import { type Field, foldKey, schemaOf, type Struct } from "../spec/schema.ts";
import type { SpecVersion } from "../spec/spec-version.ts";
import { describeNode } from "../json/describe-node.ts";
import type { JsonArray, JsonNode, JsonObject } from "../json/json-node.ts";

/**
 * A config with the fields of its spec only, every required string present; unsound where there are findings.
 */
export interface DecodedConfig {
  readonly config: IgnitionConfig;
  /** One error for each value of the wrong type, in document order. */
  readonly findings: readonly Finding[];
}

type Plain = Record<string, unknown>;

/**
 * Reads a document into a config as Ignition does: keys match in any case, a repeated key is read into what
 * the first one left, `null` is nothing, unknown keys are passed over.
 */
export function decodeConfig(root: JsonNode, version: SpecVersion): DecodedConfig {
  const decoder = new Decoder();
  const config = decoder.struct(root, schemaOf(version), undefined);
  // The schema has just made it one; where it could not, there is a finding.
  return { config: config as unknown as IgnitionConfig, findings: decoder.findings };
}

class Decoder {
  readonly findings: Finding[] = [];
  readonly #path: (string | number)[] = [];

  struct(node: JsonNode, struct: Struct, existing: Plain | undefined): Plain {
    const target = existing ?? emptyOf(struct);
    if (node.kind === "null") return target;
    if (node.kind !== "object") {
      this.#mismatch(node, "an object");
      return target;
    }
    this.#members(node, struct, target);
    return target;
  }

  #members(node: JsonObject, struct: Struct, target: Plain): void {
    for (const { key, value } of node.members) {
      const field = struct.byName.get(key) ?? struct.byFoldedName.get(foldKey(key));
      if (field === undefined) continue;
      this.#path.push(key);
      const decoded = this.#field(value, field, target[field.name]);
      if (decoded === undefined) delete target[field.name];
      else target[field.name] = decoded;
      this.#path.pop();
    }
  }

  #field(node: JsonNode, field: Field, existing: unknown): unknown {
    const { kind, struct } = field;
    if (kind === "object" && struct !== undefined) {
      if (node.kind === "null") return field.pointer ? undefined : existing;
      return this.struct(node, struct, isPlain(existing) ? existing : undefined);
    }
    if (kind === "list" && struct !== undefined) {
      return this.#list(node, existing, (item, old) => this.struct(item, struct, isPlain(old) ? old : undefined));
    }
    if (kind === "list") {
      return this.#list(node, existing, (item, old) => this.#scalar(item, "text", old) ?? "");
    }
    if (node.kind === "null") return field.plain ? existing : undefined;
    return this.#scalar(node, kind, existing);
  }

  #list(node: JsonNode, existing: unknown, decode: (item: JsonNode, old: unknown) => unknown): unknown {
    if (node.kind === "null") return undefined;
    if (node.kind !== "array") return this.#mismatch(node, "a list");
    const old: readonly unknown[] = Array.isArray(existing) ? existing : [];
    return this.#items(node, old, decode);
  }

  #items(node: JsonArray, old: readonly unknown[], decode: (item: JsonNode, old: unknown) => unknown): unknown[] {
    return node.items.map((item, index) => {
      this.#path.push(index);
      const decoded = decode(item, old[index]);
      this.#path.pop();
      return decoded;
    });
  }

  #scalar(node: JsonNode, kind: Field["kind"], existing: unknown): unknown {
    if (node.kind === "null") return existing;
    if (kind === "text") return node.kind === "string" ? node.text : this.#mismatch(node, "a string");
    if (kind === "flag") return node.kind === "boolean" ? node.value : this.#mismatch(node, "true or false");
    return this.#integer(node);
  }

  #integer(node: JsonNode): unknown {
    if (node.kind !== "number") return this.#mismatch(node, "an integer");
    if (!/^-?\d+$/.test(node.text)) return this.#mismatch(node, "an integer without fraction or exponent");
    const value = Number(node.text);
    if (!Number.isSafeInteger(value)) return this.#mismatch(node, "an integer between -(2^53 - 1) and 2^53 - 1");
    return value === 0 ? 0 : value;
  }

  #mismatch(node: JsonNode, expected: string): undefined {
    const message = `expected ${expected}, found ${describeNode(node)}`;
    const remedy = remedyFor(node, expected);
    this.findings.push({
      severity: "error",
      path: [...this.#path],
      message,
      ...(remedy !== undefined && { remedy }),
      offset: node.start,
    });
    return undefined;
  }
}

function emptyOf(struct: Struct): Plain {
  const target: Plain = {};
  for (const field of struct.fields) if (field.required) target[field.name] = "";
  return target;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function remedyFor(node: JsonNode, expected: string): string | undefined {
  if (node.kind === "string" && expected === "an integer") {
    if (/^0?[0-7]{3,4}$/.test(node.text)) {
      return `As an octal mode that is ${Number.parseInt(node.text, 8)}, as a number ${Number(node.text)}, without quotes.`;
    }
    return /^-?\d+$/.test(node.text) ? "Remove the quotes." : undefined;
  }
  if (node.kind === "string" && expected === "true or false" && /^(?:true|false)$/.test(node.text))
    return "Remove the quotes.";
  if (expected === "a list" && (node.kind === "object" || node.kind === "string")) return "Put it in square brackets.";
  return undefined;
}
