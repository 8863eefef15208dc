import type { Shape } from "@drydock/systemd/ground";
import { fitsLiteralBlock, printKey, printText } from "./print-scalar.ts";

/**
 * A value as block YAML that PyYAML (1.1), go-yaml and YAML 1.2 parsers read alike: every string quoted or a
 * literal block, keys in the order of the shape, then in the value's own. The value must have passed
 * `checkShape`.
 */
export function printYaml(value: unknown, shape: Shape): string {
  return `${printBlock(value, shape, "").join("\n")}\n`;
}

function printBlock(value: unknown, shape: Shape | undefined, indent: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => printItem(item, itemShape(shape), indent));
  return orderedEntries(value, shape).flatMap(([key, item, inner]) => printEntry(printKey(key), item, inner, indent));
}

function printItem(item: unknown, shape: Shape | undefined, indent: string): string[] {
  const inline = printInline(item, `${indent}  `);
  if (inline !== undefined) return [`${indent}- ${inline[0] ?? ""}`, ...inline.slice(1)];
  const [first = "", ...rest] = printBlock(item, shape, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}

function printEntry(key: string, item: unknown, shape: Shape | undefined, indent: string): string[] {
  const inline = printInline(item, `${indent}  `);
  if (inline !== undefined) return [`${indent}${key}: ${inline[0] ?? ""}`, ...inline.slice(1)];
  return [`${indent}${key}:`, ...printBlock(item, shape, `${indent}  `)];
}

/**
 * Scalars, empty collections and lists of short scalars; the lines after the first belong to a literal block.
 */
function printInline(value: unknown, indent: string): string[] | undefined {
  if (typeof value === "string" && fitsLiteralBlock(value)) return literalBlock(value, indent);
  const scalar = printLine(value);
  if (scalar !== undefined) return [scalar];
  if (!Array.isArray(value)) return Object.values(value ?? {}).every((item) => item === undefined) ? ["{}"] : undefined;
  const items = value.map((item) => (typeof item === "string" && fitsLiteralBlock(item) ? undefined : printLine(item)));
  const line = `[${items.join(", ")}]`;
  return items.includes(undefined) || line.length > longestFlowList ? undefined : [line];
}

/** Longer lists stand one item a line. */
const longestFlowList = 100;

function printLine(value: unknown): string | undefined {
  if (typeof value === "string") return printText(value);
  return value === null || typeof value === "boolean" || typeof value === "number" ? String(value) : undefined;
}

function literalBlock(text: string, indent: string): string[] {
  const chomp = !text.endsWith("\n") ? "-" : text.endsWith("\n\n") ? "+" : "";
  const lines = (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
  return [`|${chomp}`, ...lines.map((line) => (line === "" ? "" : indent + line))];
}

function orderedEntries(value: unknown, shape: Shape | undefined): (readonly [string, unknown, Shape | undefined])[] {
  const entries = Object.entries(value ?? {}).filter(([, item]) => item !== undefined);
  const accepting = optionsOf(shape).find((option) => entries.every(([key]) => takesKey(option, key)));
  if (accepting?.kind !== "object")
    return entries.map(([key, item]) => [key, item, accepting?.kind === "map" ? accepting.value : undefined]);
  const order = Object.keys(accepting.fields);
  return entries
    .toSorted(([left], [right]) => order.indexOf(left) - order.indexOf(right))
    .map(([key, item]) => [key, item, accepting.fields[key]]);
}

function itemShape(shape: Shape | undefined): Shape | undefined {
  const accepting = optionsOf(shape).find((option) => option.kind === "list");
  return accepting?.kind === "list" ? accepting.item : undefined;
}

function optionsOf(shape: Shape | undefined): readonly Shape[] {
  if (shape === undefined) return [];
  return shape.kind === "either" ? shape.options.flatMap(optionsOf) : [shape];
}

function takesKey(shape: Shape, key: string): boolean {
  return shape.kind === "map" || (shape.kind === "object" && Object.hasOwn(shape.fields, key));
}
