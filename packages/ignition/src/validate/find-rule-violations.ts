import type { Severity } from "@drydock/systemd/ground";
import type { Finding } from "../decode/finding.ts";
import type { Path } from "../spec/path.ts";
import type { Rule, RuleContext } from "./rules/rule.ts";
import { rulesByStruct } from "./rules/rules-by-struct.ts";
import type { IgnitionConfig } from "../spec/ignition-config.ts";
import { schemaOf, type Struct } from "../spec/schema.ts";
import { type SpecVersion, specVersions } from "../spec/spec-version.ts";
import type { Engine } from "../spec/engine.ts";

/** What Ignition's rules say: each object before what is below it, fields in Ignition's order. */
export function findRuleViolations(config: IgnitionConfig, version: SpecVersion, engine: Engine): Finding[] {
  const walk = new RuleWalk(specVersions.indexOf(version), engine);
  walk.struct(config, schemaOf(version));
  return walk.findings;
}

class RuleWalk implements RuleContext {
  readonly findings: Finding[] = [];
  readonly minor: number;
  readonly engine: Engine;
  readonly #path: (string | number)[] = [];

  constructor(minor: number, engine: Engine) {
    this.minor = minor;
    this.engine = engine;
  }

  error(message: string | undefined, ...field: Path): void {
    this.#add("error", message, field);
  }

  warn(message: string | undefined, ...field: Path): void {
    this.#add("warning", message, field);
  }

  #add(severity: Severity, message: string | undefined, field: Path): void {
    if (message !== undefined) this.findings.push({ severity, path: [...this.#path, ...field], message });
  }

  struct(value: object, struct: Struct): void {
    // The schema guarantees that a value of this struct is what its rule takes.
    const rule = rulesByStruct[struct.name] as Rule<object> | undefined;
    rule?.(value, this);
    for (const field of struct.fields) {
      if (field.struct === undefined) continue;
      const child: unknown = (value as Readonly<Record<string, unknown>>)[field.name];
      if (typeof child !== "object" || child === null) continue;
      this.#path.push(field.name);
      if (field.kind === "object") this.struct(child, field.struct);
      else if (Array.isArray(child)) this.#list(child, field.struct);
      this.#path.pop();
    }
  }

  #list(items: readonly object[], struct: Struct): void {
    for (const [index, item] of items.entries()) {
      this.#path.push(index);
      this.struct(item, struct);
      this.#path.pop();
    }
  }
}
