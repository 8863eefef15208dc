import type { Diagnostic, Shape } from "@drydock/systemd/ground";
import { checkText, keeps } from "./check-text.ts";
import { describeValue } from "./describe-value.ts";

/** Checks what stands inside a value, at its own path. */
export type CheckInner = (shape: Shape, value: unknown, path: string) => Diagnostic[];

/** A list: its length, its items, and that none stands twice where that is asked for. */
export function checkList(
  shape: Shape & { kind: "list" },
  value: readonly unknown[],
  path: string,
  check: CheckInner,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  if (value.length < shape.min || value.length > shape.max) {
    const bounds =
      shape.min === shape.max
        ? `exactly ${shape.min}`
        : shape.max === Number.POSITIVE_INFINITY
          ? `at least ${shape.min}`
          : `${shape.min} to ${shape.max}`;
    const remedy = value.length < shape.min ? "Add items, or leave the key out." : "Remove the surplus items.";
    diagnostics.push({
      severity: "error",
      path,
      message: `expected ${bounds} items, got ${value.length}`,
      remedy,
      rule: "list-length",
    });
  }
  const seen = new Set<unknown>();
  for (const [index, item] of Array.from(value).entries()) {
    const at = `${path}.${index}`;
    diagnostics.push(...check(shape.item, item, at));
    if (shape.unique && seen.has(item)) {
      diagnostics.push({
        severity: "error",
        path: at,
        message: `${describeValue(item)} stands twice`,
        remedy: "Remove one.",
        rule: "list-duplicate",
      });
    }
    seen.add(item);
  }
  return diagnostics;
}

/** A mapping with keys of the reader's own choice. */
export function checkMap(
  shape: Shape & { kind: "map" },
  value: Readonly<Record<string, unknown>>,
  path: string,
  check: CheckInner,
): Diagnostic[] {
  const inner = Object.entries(value).flatMap(([key, item]) => {
    const at = `${path}.${key}`;
    if (item === undefined) return [];
    const diagnostics = checkText(key, at);
    if (shape.keys !== undefined && !keeps(key, shape.keys)) {
      const message = `the key ${JSON.stringify(key)} is not ${shape.keys.says}`;
      diagnostics.push({ severity: "error", path: at, message, remedy: `Write ${shape.keys.says}.`, rule: "bad-key" });
    }
    return [...diagnostics, ...check(shape.value, item, at)];
  });
  return [...checkSize(shape.min, value, path), ...inner];
}

/** That a mapping holds at least so many entries. */
export function checkSize(min: number, value: Readonly<Record<string, unknown>>, path: string): Diagnostic[] {
  if (Object.values(value).filter((item) => item !== undefined).length >= min) return [];
  return [
    {
      severity: "error",
      path,
      message: "the mapping is empty",
      remedy: "Fill it, or leave the key out.",
      rule: "empty-mapping",
    },
  ];
}
