/** What stands in the place of a promise while a value is read: nothing that any schema takes. */
const unawaited = Symbol("a promise");

/** Whether a value is a promise, or stands in the place of one. */
export function isPromise(value: unknown): boolean {
  return value === unawaited || value instanceof Promise;
}

/** How many objects and lists inside each other are looked into. */
const deepest = 16;

/**
 * The value with something that no schema takes where a promise stands, however deep: a reading is
 * synchronous, and zod throws an error of its own for a promise that a transformation hands on. A value
 * without one is returned as it is.
 */
export function withoutPromises(value: unknown): unknown {
  return replaced(value, new Set());
}

function replaced(value: unknown, above: ReadonlySet<object>): unknown {
  if (isPromise(value)) return unawaited;
  // No schema looks as deep, and no value inside itself is plain data.
  if (typeof value !== "object" || value === null || above.size === deepest || above.has(value)) return value;
  const inside = new Set(above).add(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => replaced(item, inside));
    return items.some((item, at) => item !== value[at]) ? items : value;
  }
  const changed = Object.entries(value).flatMap(([key, item]: [string, unknown]) => {
    const other = replaced(item, inside);
    return other === item ? [] : [[key, other] as const];
  });
  return changed.length === 0 ? value : { ...value, ...Object.fromEntries(changed) };
}
