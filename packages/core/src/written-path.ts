/**
 * The path by which a person finds it: what is written by name, and read as a list, is told by its name. In
 * the list stand the values in their order, or, where those are lists, the values of all of them.
 */
export function writtenPath(path: readonly PropertyKey[], root: unknown): string[] {
  const written: string[] = [];
  let inside: unknown = root;
  for (const key of path) {
    const isByName = typeof key === "number" && typeof inside === "object" && inside !== null && !Array.isArray(inside);
    const steps = isByName ? (placesIn(inside as object)[key] ?? [key]) : [key];
    for (const step of steps) {
      written.push(String(step));
      inside = typeof inside === "object" && inside !== null ? Reflect.get(inside, step) : undefined;
    }
  }
  return written;
}

function placesIn(byName: object): PropertyKey[][] {
  return Object.entries(byName).flatMap(([name, value]): PropertyKey[][] =>
    Array.isArray(value) ? value.map((_, index) => [name, index]) : [[name]],
  );
}
