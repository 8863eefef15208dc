import type { JsonMember, JsonNode } from "./json-node.ts";

const nowhere = -1;

/** Deeper than any config; a cycle ends here too. */
const maxDepth = 100;

/** More than any config has; one object that stands in many places counts in each. */
const maxValues = 200_000;

/**
 * A value in memory as the JSON that it would be written as; what no JSON can hold becomes a `foreign` node.
 */
export function nodeOfValue(value: unknown): JsonNode {
  try {
    return toNode(value, 0, { left: maxValues });
  } catch (error) {
    // A getter or a proxy threw.
    return foreign(`an object that cannot be read (${error instanceof Error ? error.message : "its getter threw"})`);
  }
}

function toNode(value: unknown, depth: number, budget: { left: number }): JsonNode {
  budget.left -= 1;
  if (typeof value === "string") return stringNode(value);
  if (typeof value === "boolean") return { kind: "boolean", start: nowhere, end: nowhere, value };
  if (value === null) return { kind: "null", start: nowhere, end: nowhere };
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return foreign(String(value));
    return { kind: "number", start: nowhere, end: nowhere, text: Object.is(value, -0) ? "0" : String(value) };
  }
  if (typeof value !== "object") return foreign(typeof value === "undefined" ? "undefined" : `a ${typeof value}`);
  if (budget.left < 0) return foreign(`one of more than ${maxValues} values`);
  if (depth >= maxDepth) return foreign("an object in a cycle or nested too deeply");
  if (Array.isArray(value)) {
    const items = Array.from(value, (item: unknown) => toNode(item, depth + 1, budget));
    return { kind: "array", start: nowhere, end: nowhere, items };
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype && Object.getPrototypeOf(prototype) !== null) {
    return foreign(`an instance of ${value.constructor?.name ?? "a class"}`);
  }
  const members: JsonMember[] = [];
  for (const [key, member] of Object.entries(value)) {
    if (member !== undefined) members.push({ key, keyStart: nowhere, value: toNode(member, depth + 1, budget) });
  }
  return { kind: "object", start: nowhere, end: nowhere, members };
}

function stringNode(value: string): JsonNode {
  const mangled = /\p{Surrogate}/u.test(value);
  const text = mangled ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value;
  return { kind: "string", start: nowhere, end: nowhere, text, mangled };
}

function foreign(description: string): JsonNode {
  return { kind: "foreign", start: nowhere, end: nowhere, description };
}
