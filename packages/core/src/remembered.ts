import { freeze } from "./freeze.ts";

/**
 * Keeps the `most` values that were asked for last, each frozen, under the key that tells all that it depends
 * on. What is given back is computed once, until it is forgotten.
 */
export function remembering<Value>(most: number): (key: string, compute: () => Value) => Value {
  const known = new Map<string, Value>();
  return (key, compute) => {
    const value = known.get(key) ?? freeze(compute());
    // The one that was asked for last stands last.
    known.delete(key);
    known.set(key, value);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return value;
  };
}
