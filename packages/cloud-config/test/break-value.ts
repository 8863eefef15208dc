import fc from "fast-check";

/** A value with one thing changed somewhere: a key renamed, removed or added, a value of another type. */
export function brokenOnce(value: unknown): fc.Arbitrary<unknown> {
  const places = placesOf(value);
  return fc
    .tuple(fc.nat(), fc.constantFrom("rename", "remove", "add", "number", "text", "list", "null", "mapping"))
    .map(([pick, how]) => {
      const place = places[pick % places.length] ?? [];
      return changed(value, place, how);
    });
}

type Step = string | number;

function placesOf(value: unknown, path: readonly Step[] = []): (readonly Step[])[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((item, index) => placesOf(item, [...path, index]))];
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => placesOf(item, [...path, key]))];
}

function changed(value: unknown, [step, ...rest]: readonly Step[], how: string): unknown {
  if (step === undefined) return replaced(value, how);
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === step ? changed(item, rest, how) : item));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  if (rest.length === 0 && how === "remove") return Object.fromEntries(entries.filter(([key]) => key !== step));
  if (rest.length === 0 && how === "rename")
    return Object.fromEntries(entries.map(([key, item]) => [key === step ? `${key}x` : key, item]));
  return Object.fromEntries(entries.map(([key, item]) => [key, key === step ? changed(item, rest, how) : item]));
}

function replaced(value: unknown, how: string): unknown {
  if (how === "add" && typeof value === "object" && value !== null && !Array.isArray(value))
    return { ...value, strange: 1 };
  const others: Readonly<Record<string, unknown>> = {
    number: 7,
    text: "text",
    list: [["deep"]],
    null: null,
    mapping: { strange: true },
  };
  return Object.hasOwn(others, how) ? others[how] : value;
}
