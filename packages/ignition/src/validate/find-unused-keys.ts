import { type JsonNode, lastMember } from "../json/json-node.ts";
import type { Finding } from "../decode/finding.ts";
import type { IgnitionConfig } from "../spec/ignition-config.ts";
import { schemaOf, type Struct } from "../spec/schema.ts";
import type { SpecVersion } from "../spec/spec-version.ts";
import type { Engine } from "../spec/engine.ts";

/**
 * A warning for every key that the spec does not have, and for every `null` where an object belongs. What
 * stands under a key in another case is not looked at, as in Ignition. Keys of one object come in document
 * order (Ignition's order is random).
 */
export function findUnusedKeys(
  root: JsonNode,
  config: IgnitionConfig,
  version: SpecVersion,
  engine: Engine,
): Finding[] {
  const search = new UnusedKeySearch(engine);
  search.struct(root, config, schemaOf(version));
  return search.findings;
}

class UnusedKeySearch {
  readonly findings: Finding[] = [];
  readonly #isOld: boolean;
  readonly #path: (string | number)[] = [];

  constructor(engine: Engine) {
    this.#isOld = engine === "2.14.0";
  }

  struct(node: JsonNode, value: unknown, struct: Struct): void {
    if (node.kind !== "object") return this.#mismatch();
    const reported = new Set<string>();
    for (const { key } of node.members) {
      if (struct.byName.has(key) || reported.has(key)) continue;
      reported.add(key);
      const message = `${this.#isOld ? "Unused" : "unused"} key ${key}`;
      const offset = lastMember(node, key)?.keyStart ?? -1;
      this.findings.push({ severity: "warning", path: [...this.#path, key], message, offset });
    }
    for (const field of struct.fields) {
      const member = field.struct === undefined ? undefined : lastMember(node, field.name);
      if (field.struct === undefined || member === undefined) continue;
      const child = (value as Readonly<Record<string, unknown>> | undefined)?.[field.name];
      this.#path.push(field.name);
      if (field.kind === "list") this.#list(member.value, child, field.struct);
      else if (!field.pointer || child !== undefined) this.struct(member.value, child, field.struct);
      this.#path.pop();
    }
  }

  #list(node: JsonNode, value: unknown, struct: Struct): void {
    if (node.kind !== "array" || !Array.isArray(value)) return;
    for (const [index, item] of node.items.entries()) {
      if (index >= value.length) return;
      this.#path.push(index);
      this.struct(item, value[index], struct);
      this.#path.pop();
    }
  }

  #mismatch(): void {
    const at = this.#path.length === 0 ? "$" : `$.${this.#path.join(".")}`;
    const message =
      `context tree does not match content tree at ${at}. ` +
      `Line and column reporting may be inconsistent. Unused keys may not be reported${this.#isOld ? "." : ""}`;
    this.findings.push({ severity: "warning", path: [...this.#path], message });
  }
}
