/**
 * The value, frozen all the way down, however deep that is. No getter is asked; what holds bytes stays as it
 * is, for the language cannot freeze it.
 */
export function freeze<T>(value: T): T {
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== "object" || next === null || Object.isFrozen(next) || ArrayBuffer.isView(next)) continue;
    Object.freeze(next);
    for (const { value: inner } of Object.values(Object.getOwnPropertyDescriptors(next))) waiting.push(inner);
  }
  return value;
}
