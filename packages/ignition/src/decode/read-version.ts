import { describeNode } from "../json/describe-node.ts";
import type { JsonNode } from "../json/json-node.ts";
import { foldKey } from "../spec/schema.ts";
import { isSpecVersion, type SpecVersion } from "../spec/spec-version.ts";
import type { Finding } from "./finding.ts";
import { type Engine, takesSpec } from "../spec/engine.ts";

/** The spec of a document, or why it has none that the engine takes. */
export function readVersion(
  root: JsonNode,
  engine: Engine,
): { readonly version: SpecVersion } | { readonly finding: Finding } {
  const place = findVersion(root);
  if ("finding" in place) return place;
  const { text } = place;
  const path = ["ignition", "version"];
  const plain = plainVersion(text);
  if (plain === undefined) {
    return { finding: { severity: "error", path, message: "invalid config version (couldn't parse)" } };
  }
  if (isSpecVersion(plain) && takesSpec(engine, plain)) return { version: plain };
  return { finding: { severity: "error", path, message: "unsupported config version" } };
}

/**
 * As Ignition's first look at a document does: keys in any case, the last of several wins, everything else is
 * passed over.
 */
function findVersion(root: JsonNode): { text: string } | { finding: Finding } {
  let text = "";
  if (root.kind !== "object") return root.kind === "null" ? { text } : { finding: wrongType([], root, "an object") };
  let problem: Finding | undefined;
  for (const { key, value: section } of root.members) {
    if (foldKey(key) !== "ignition" || section.kind === "null") continue;
    if (section.kind !== "object") {
      problem ??= wrongType([key], section, "an object");
      continue;
    }
    for (const { key: name, value } of section.members) {
      if (foldKey(name) !== "version" || value.kind === "null") continue;
      if (value.kind === "string") text = value.text;
      else problem ??= wrongType([key, name], value, "a string");
    }
  }
  return problem === undefined ? { text } : { finding: problem };
}

function wrongType(path: readonly string[], node: JsonNode, expected: string): Finding {
  return {
    severity: "error",
    path,
    message: `expected ${expected}, found ${describeNode(node)}`,
    ...(path.length === 0 && { remedy: `Begin with {"ignition": {"version": "3.4.0"}}.` }),
    offset: node.start,
  };
}

const largestInteger = 2n ** 63n - 1n;

/**
 * The version without leading zeros and empty suffixes, which the Go library go-semver passes over; undefined
 * if it is none.
 */
function plainVersion(text: string): string | undefined {
  const [versioned, metadata] = cut(text, "+");
  const [triple, preRelease] = cut(versioned, "-");
  const parts = triple.split(".", 4);
  if (parts.length !== 3 || !parts.every(isInteger) || !isIdentifier(preRelease) || !isIdentifier(metadata))
    return undefined;
  const numbers = parts.map(withoutZeros);
  return `${numbers.join(".")}${preRelease === "" ? "" : `-${preRelease}`}${metadata === "" ? "" : `+${metadata}`}`;
}

function cut(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function isInteger(digits: string): boolean {
  const significant = withoutZeros(digits);
  return /^\d{1,19}$/.test(significant) && BigInt(significant) <= largestInteger;
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, "");
}

function isIdentifier(text: string): boolean {
  return !/[^\dA-Za-z.-]/.test(text) && !/^\.|\.\.|\.$/.test(text);
}
