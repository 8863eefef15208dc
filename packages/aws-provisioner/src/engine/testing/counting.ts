/** What is counted of the looks at a value. */
export interface Counting {
  /** The value, with each look at a field of it, or of what is in it, counted. */
  readonly counted: <Value>(value: Value) => Value;
  /** Looks so far. */
  readonly looks: () => number;
}

/**
 * Counts looks at plain data: how often something is asked for, and not how long that takes. What grows with
 * the square of the data shows in it, however fast the computer is.
 */
export function counting(): Counting {
  let looks = 0;
  const known = new WeakMap<object, object>();
  const counted = <Value>(value: Value): Value => {
    if (typeof value !== "object" || value === null || !isPlain(value)) return value;
    const before = known.get(value);
    if (before !== undefined) return before as Value;
    const proxy = new Proxy(value, {
      get: (target, field) => {
        looks += 1;
        return counted<unknown>(Reflect.get(target, field));
      },
      ownKeys: (target) => {
        looks += 1;
        return Reflect.ownKeys(target);
      },
    });
    known.set(value, proxy);
    // What was counted is not counted twice.
    known.set(proxy, proxy);
    return proxy;
  };
  return { counted, looks: () => looks };
}

function isPlain(value: object): boolean {
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
