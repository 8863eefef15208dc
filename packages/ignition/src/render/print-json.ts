/**
 * A value as the shortest JSON text that means the same to Ignition: keys in alphabetical order, no blanks,
 * no absent fields, no empty objects or lists. List elements always stay, because their place has a meaning.
 */
export function printJson(value: unknown): string {
  return renderValue(value) ?? "{}";
}

function renderValue(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : `[${value.map(renderElement).join(",")}]`;
  if (typeof value === "object") return renderObject(value);
  return JSON.stringify(value);
}

function renderElement(value: unknown): string {
  return renderValue(value) ?? (Array.isArray(value) ? "[]" : value === null || value === undefined ? "null" : "{}");
}

function renderObject(value: object): string | undefined {
  const fields: string[] = [];
  for (const [key, field] of Object.entries(value).sort(byKey)) {
    const text = renderValue(field);
    if (text !== undefined) fields.push(`${JSON.stringify(key)}:${text}`);
  }
  return fields.length === 0 ? undefined : `{${fields.join(",")}}`;
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
